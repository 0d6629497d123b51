/**
 * Makes `full-process.csv` from the national portal's records: of each decision, announcing agency and field, which procedures
 * the nation marks as *toàn trình* and which it does not. Same input, same bytes.
 * `node seeds/nation/make-full-process-table.ts [DATA_DIR]` (default `../shared/data`).
 */
import { readFileSync, writeFileSync } from "node:fs"
import path from "node:path"
import { stringify } from "csv-stringify/sync"
import { markedProcedure } from "#workflows/evidence/marked-procedure.ts"
import { completeRows } from "#workflows/register/complete-row.ts"
import { readRegisterFile } from "#workflows/register/read-register-file.server.ts"
import { isWhole } from "#workflows/register/register-row.ts"

const dataDir = path.resolve(process.argv[2] ?? "../shared/data")
const bytes = readFileSync(path.join(dataDir, "procedures/national-portal.jsonl.gz"))
const marked = completeRows((await readRegisterFile(bytes)).rows)
  .filter(isWhole)
  .map(({ procedure }) => markedProcedure(procedure))
  .filter(({ fullProcess }) => fullProcess !== null)
const groups = Map.groupBy(marked, ({ decision, announcer, field }) =>
  JSON.stringify([decision, announcer, field.code, field.name]),
)
const rows = [...groups]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([key, some]) => {
    const [decision, announcer, field, fieldName] = JSON.parse(key) as string[]
    const codes = (flag: boolean) =>
      some
        .filter(({ fullProcess }) => fullProcess === flag)
        .map(({ code }) => code)
        .sort()
        .join(" ")
    return { decision, announcer, field, field_name: fieldName, full: codes(true), not_full: codes(false) }
  })
writeFileSync(path.join(import.meta.dirname, "full-process.csv"), stringify(rows, { header: true }))
console.log(`${rows.length} nhóm, ${marked.length} thủ tục → seeds/nation/full-process.csv`)
