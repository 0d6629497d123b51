import type { TaskRow } from "#models/plan/plan-content.ts"
import type { PlanFault } from "#models/plan/plan-fault.ts"
import { foldText } from "#models/shared/text.ts"
import { nameOf } from "./task-rows.ts"

/** Numbers that stand twice, are left out, absent or out of order, part by part, with the number that would be right. */
export const checkNumbers = (rows: readonly TaskRow[]): PlanFault[] => {
  const unnumbered = rows.filter(({ cells }) => cells.number === "")
  if (unnumbered.length === rows.length) return withoutNumbers(rows)
  const faults = unnumbered.map(
    (row): PlanFault => ({
      kind: "NO_NUMBER",
      place: nameOf(row),
      found: shortened(row.cells.text),
      proposed: "ghi số thứ tự",
    }),
  )
  for (const [, group] of Map.groupBy(
    rows.filter(({ cells }) => cells.number !== ""),
    seriesOf,
  ))
    faults.push(...checkSeries(group, rows))
  return faults
}

/** A plan without any number is numbered in the order of its rows. */
const withoutNumbers = (rows: readonly TaskRow[]): PlanFault[] =>
  rows.map((row, index) => ({
    kind: "NO_NUMBER",
    place: nameOf(row),
    found: shortened(row.cells.text),
    proposed: `đánh số ${index + 1}`,
    repair: { task: index, column: "number", found: "", proposed: String(index + 1) },
  }))

/** `3.` of `3.2`; a number without a dot belongs to its part. */
const seriesOf = ({ cells: { number }, part }: TaskRow): string =>
  number.includes(".") ? number.slice(0, number.lastIndexOf(".") + 1) : `${part} `

const lastNumber = (number: string): number => Number(number.split(".").at(-1))

function checkSeries(group: readonly TaskRow[], rows: readonly TaskRow[]): PlanFault[] {
  const faults: PlanFault[] = []
  const prefix = group[0]?.cells.number.includes(".") ? seriesOf(group[0]) : ""
  const taken = new Set(group.map(({ cells }) => cells.number))
  const seen = new Map<string, TaskRow>()
  let before = (lastNumber(group[0]?.cells.number ?? "1") || 1) - 1
  // Numbers without dots may run on through all parts; only within dots each part begins anew.
  if (prefix !== "") before = 0
  for (const row of group) {
    const { number } = row.cells
    const value = lastNumber(number)
    if (!Number.isInteger(value)) continue
    const twin = seen.get(number)
    if (twin) {
      const free = `${prefix}${before + 1}`
      faults.push({
        kind: "DOUBLED_NUMBER",
        place: nameOf(row),
        found: `${number} đã dùng ở ${twin.place}`,
        proposed: taken.has(free) ? "đánh lại số các nhiệm vụ sau" : free,
        ...(taken.has(free)
          ? {}
          : { repair: { task: rows.indexOf(row), column: "number", found: number, proposed: free } }),
      })
      if (!taken.has(free))
        faults.push(missing(free, row, `${free} (nhiệm vụ ${number} thứ hai, ${row.place})`))
      before += 1
      continue
    }
    seen.set(number, row)
    if (value <= before)
      faults.push({
        kind: "NUMBER_OUT_OF_ORDER",
        place: nameOf(row),
        found: number,
        proposed: `xếp lại, sau ${prefix}${before}`,
      })
    for (let gap = before + 1; gap < value && gap - before <= 20; gap += 1)
      faults.push(missing(`${prefix}${gap}`, row, `đánh lại số, hoặc bổ sung nhiệm vụ ${prefix}${gap}`))
    before = Math.max(before, value)
  }
  return faults
}

const missing = (number: string, row: TaskRow, proposed: string): PlanFault => ({
  kind: "MISSING_NUMBER",
  place: `trước ${nameOf(row)}`,
  found: `không có nhiệm vụ ${number}`,
  proposed,
})

/** Least share of the words of the shorter text that must stand in the longer. */
const ALIKE = 0.85
const LEAST_WORDS = 8

/** Tasks of one lead, one of which says nearly all the other says. */
export const checkDoubledTasks = (rows: readonly TaskRow[]): PlanFault[] => {
  const worded = rows.map((row) => ({
    row,
    words: new Set(foldText(row.cells.text).match(/[\p{L}\p{N}]+/gu)),
  }))
  return worded.flatMap(({ row, words }, index) => {
    const twin = worded.slice(0, index).find((other) => {
      const [few, many] = words.size < other.words.size ? [words, other.words] : [other.words, words]
      const shared = [...few].filter((word) => many.has(word)).length
      return (
        few.size >= LEAST_WORDS &&
        shared / few.size >= ALIKE &&
        foldText(row.cells.leads) === foldText(other.row.cells.leads)
      )
    })
    return twin
      ? [
          {
            kind: "DOUBLED_TASK" as const,
            place: `${nameOf(row)} và ${nameOf(twin.row)}`,
            found: shortened(row.cells.text),
            proposed: "gộp hai nhiệm vụ, hoặc nói rõ mỗi nhiệm vụ làm phần nào",
          },
        ]
      : []
  })
}

const shortened = (text: string): string => (text.length <= 80 ? text : `${text.slice(0, 79)}…`)
