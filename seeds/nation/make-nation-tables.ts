/**
 * Makes `provinces.csv`, `communes.csv`, `field-leads.csv` and `holidays.csv` from the shared data. Same input, same bytes.
 * `departments.csv` and `central-branches.csv` are kept by hand: their sources hold remarks where a name should stand.
 * `node seeds/nation/make-nation-tables.ts [DATA_DIR]` (default `../shared/data`).
 */
import { existsSync, writeFileSync } from "node:fs"
import path from "node:path"
import { stringify } from "csv-stringify/sync"
import {
  communeRows,
  fieldLeadRows,
  holidayRows,
  provinceRows,
  SOURCE_FILES,
} from "./table/from-shared-data.ts"

const dataDir = path.resolve(process.argv[2] ?? "../shared/data")
const missing = Object.values(SOURCE_FILES).filter((file) => !existsSync(path.join(dataDir, file)))
if (missing.length > 0) {
  console.error(`Không tìm thấy dữ liệu dùng chung: ${missing.join(", ")}. Các bảng hiện có được giữ nguyên.`)
  process.exit(1)
}

for (const [name, rows] of [
  ["provinces", provinceRows(dataDir)],
  ["communes", communeRows(dataDir)],
  ["field-leads", fieldLeadRows(dataDir)],
  ["holidays", holidayRows(dataDir)],
] as const) {
  writeFileSync(path.join(import.meta.dirname, `${name}.csv`), stringify(rows, { header: true }))
  console.log(`${rows.length} dòng → seeds/nation/${name}.csv`)
}
