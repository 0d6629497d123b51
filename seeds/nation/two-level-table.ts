import { readFileSync } from "node:fs"
import path from "node:path"
import { parse } from "csv-parse/sync"
import { stringify } from "csv-stringify/sync"

type Row = Record<string, string>
const rowsOf = (file: string): Row[] =>
  parse(readFileSync(path.join(import.meta.dirname, file)), { columns: true })

/** The compact table of real procedures as a province of two levels has them: levels and units of `training-units.csv`, CSV. */
export const twoLevelTable = (): Uint8Array => {
  const units = new Map(rowsOf("training-units.csv").map((row) => [row.code, row]))
  const rows = rowsOf("../reference/procedures.csv").flatMap((row) => {
    const own = units.get(row["Mã TTHC"] ?? "")
    return own ? [{ ...row, "Cấp thực hiện": own.levels, "Cơ quan thực hiện": own.executing }] : []
  })
  return Buffer.from(stringify(rows, { header: true }))
}
