import { type Named, nameFinder } from "./match-names.ts"
import type { EvidenceRow } from "./read-evidence.ts"

export type RowMatch = { row: EvidenceRow; procedure: Named; by: "CODE" | "NAME"; score: number }

/**
 * Which procedure of ours each row stands for: by its code, else by the most alike name. A name never takes a procedure that a
 * row of the same list names by code, and of several rows only the most alike keeps it. Pure and deterministic.
 */
export const matchRows = (rows: readonly EvidenceRow[], procedures: readonly Named[]): RowMatch[] => {
  const byCode = new Map(procedures.map((procedure) => [procedure.code, procedure]))
  const coded = rows.flatMap((row): RowMatch[] => {
    const procedure = byCode.get(row.code)
    return procedure ? [{ row, procedure, by: "CODE", score: 1 }] : []
  })
  const taken = new Set(coded.map(({ procedure }) => procedure.code))
  const find = nameFinder(procedures.filter(({ code }) => !taken.has(code)))
  const named = new Map<string, RowMatch>()
  for (const row of rows) {
    if (byCode.has(row.code) || row.name === "") continue
    const found = find(row.name)
    if (!found) continue
    const known = named.get(found.code)
    if (known && known.score >= found.score) continue
    named.set(found.code, {
      row,
      procedure: { code: found.code, name: found.name },
      by: "NAME",
      score: found.score,
    })
  }
  return [...coded, ...named.values()]
}
