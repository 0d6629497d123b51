/**
 * Makes `provinces.csv`, `communes.csv`, `field-leads.csv`, `holidays.csv` and `training-units.csv` from the shared data. Same input, same
 * bytes. `departments.csv` and `central-branches.csv` are kept by hand: their sources hold remarks where a name should stand.
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
import { NATIONAL_LIST, trainingUnitRows } from "./table/training-units.ts"

const dataDir = path.resolve(process.argv[2] ?? "../shared/data")
const missing = [...Object.values(SOURCE_FILES), NATIONAL_LIST].filter(
  (file) => !existsSync(path.join(dataDir, file)),
)
if (missing.length > 0) {
  console.error(`Không tìm thấy dữ liệu dùng chung: ${missing.join(", ")}. Các bảng hiện có được giữ nguyên.`)
  process.exit(1)
}

const write = (name: string, rows: readonly object[]) => {
  writeFileSync(path.join(import.meta.dirname, `${name}.csv`), stringify([...rows], { header: true }))
  console.log(`${rows.length} dòng → seeds/nation/${name}.csv`)
}
write("provinces", provinceRows(dataDir))
write("communes", communeRows(dataDir))
write("field-leads", fieldLeadRows(dataDir))
write("holidays", holidayRows(dataDir))
// Last: it reads the tables above.
write("training-units", await trainingUnitRows(dataDir))
