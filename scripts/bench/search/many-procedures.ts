import { readFileSync } from "node:fs"
import { parse } from "csv-parse/sync"
import type { Searchable } from "#workflows/search/word-index.ts"

const read = (path: string): Record<string, string>[] =>
  parse(readFileSync(new URL(`../../../seeds/${path}`, import.meta.url)), { columns: true })

/** Real procedures, again and again with the name of a commune behind, until there are as many as asked. */
export const manyProcedures = (count: number): Searchable[] => {
  const rows = read("reference/procedures.csv")
  const communes = read("nation/communes.csv")
  return Array.from({ length: count }, (_, place) => {
    const row = rows[place % rows.length] ?? {}
    const isFirst = place < rows.length
    const name = (row["Tên TTHC"] ?? "").replace(/^thủ tục\s+/iu, "")
    return {
      names: [isFirst ? name : `${name} (${communes[(place * 7) % communes.length]?.["name"] ?? ""})`],
      codes: [isFirst ? (row["Mã TTHC"] ?? "") : `${1 + (place % 3)}.${String(500_000 + place)}`],
      context: [row["Lĩnh vực"] ?? "", row["Cơ quan thực hiện"] ?? "", "thủ tục hành chính"],
    }
  })
}
