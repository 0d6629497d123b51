/**
 * Makes `procedures.csv`, the compact table of real procedures, from the shared national list and the three-tier list of
 * 2022. Same input, same bytes. `node seeds/reference/make-procedures-table.ts [DATA_DIR]` (default `../shared/data`).
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import path from "node:path"
import { parse } from "csv-parse/sync"
import { stringify } from "csv-stringify/sync"
import { completeRows } from "#workflows/register/complete-row.ts"
import { readRegisterFile } from "#workflows/register/read-register-file.server.ts"
import { isWhole } from "#workflows/register/register-row.ts"
import { SHEET_HEADINGS } from "#workflows/register/sheet-headings.ts"
import { condensedRow } from "./table/condensed-row.ts"
import { levelsIn2022, type ThreeTierRow } from "./table/levels-in-2022.ts"
import { isSuitable, selectProcedures } from "./table/select-procedures.ts"

const TABLE = path.join(import.meta.dirname, "procedures.csv")
const dataDir = path.resolve(process.argv[2] ?? "../shared/data")
const nationalFile = path.join(dataDir, "procedures/national-portal.jsonl.gz")
const threeTierFile = path.join(dataDir, "lists/phu-tho-2022-three-tier.csv")

const missing = [nationalFile, threeTierFile].filter((file) => !existsSync(file))
if (missing.length > 0) {
  console.error(
    `Không tìm thấy dữ liệu dùng chung: ${missing.join(", ")}. Bảng thủ tục hiện có được giữ nguyên.`,
  )
  process.exit(1)
}

const threeTierRows: ThreeTierRow[] = parse(readFileSync(threeTierFile), { columns: true, bom: true })
const levelsOf = levelsIn2022(threeTierRows)
const rows = completeRows((await readRegisterFile(readFileSync(nationalFile))).rows)
const candidates = rows
  .filter(isWhole)
  .filter(({ warnings }) => warnings.length === 0)
  .map(({ procedure }) => ({ procedure, ...levelsOf(procedure) }))
  .filter(isSuitable)
const chosen = selectProcedures(candidates)
writeFileSync(
  TABLE,
  stringify(
    chosen.map(({ procedure, levels }) => condensedRow(procedure, levels)),
    { header: true, columns: Object.values(SHEET_HEADINGS) },
  ),
)

const counted = (keyOf: (one: (typeof chosen)[number]) => string): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(chosen, keyOf)].map(([key, all]) => [key, all.length]))
console.log(`${chosen.length} thủ tục → ${path.relative(".", TABLE)}`)
console.log(counted(({ levels }) => levels.join("+")))
console.log(counted(({ source }) => source))
console.log(Object.keys(counted(({ procedure }) => procedure.fields[0]?.code ?? "")).length, "lĩnh vực")
