import type { PlanContent, TaskRow } from "#models/plan/plan-content.ts"
import { NotFoundError } from "#models/shared/errors.ts"

/** The rows with one of them before or after its neighbour of the same part; as they are where it has none. @throws NotFoundError */
export const movedRows = (
  rows: readonly TaskRow[],
  { place, to }: { place: string; to: "UP" | "DOWN" },
): TaskRow[] => {
  const at = rows.findIndex((row) => row.place === place)
  const row = rows[at]
  if (!row) throw new NotFoundError("Nhiệm vụ này không còn trong dự thảo. Tải lại trang.")
  const own = rows.flatMap((one, index) => (one.part === row.part ? [index] : []))
  const other = own[own.indexOf(at) + (to === "UP" ? -1 : 1)]
  const neighbour = other === undefined ? undefined : rows[other]
  if (other === undefined || !neighbour) return [...rows]
  return rows.map((one, index) => (index === at ? neighbour : index === other ? row : one))
}

/** The rows part by part, each under the number of its part and its place in it; rows of no part go on at the end as 1, 2, 3. */
export const renumbered = ({ parts, rows }: Pick<PlanContent, "parts" | "rows">): TaskRow[] => {
  const known = new Set(parts.map(({ number }) => number))
  const numbersOf = (own: readonly TaskRow[], before: string) =>
    own.map((row, index) => ({ ...row, cells: { ...row.cells, number: `${before}${index + 1}` } }))
  return [
    ...parts.flatMap(({ number }) =>
      numbersOf(
        rows.filter(({ part }) => part === number),
        `${number}.`,
      ),
    ),
    ...numbersOf(
      rows.filter(({ part }) => !known.has(part)),
      "",
    ),
  ]
}
