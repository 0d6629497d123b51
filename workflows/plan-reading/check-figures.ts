import type { PlanPart, TaskTarget } from "#models/plan/plan.ts"
import { PLAN_COLUMN_LABELS, PLAN_COLUMNS } from "#models/plan/plan-column.ts"
import type { PlanLine, TaskRow } from "#models/plan/plan-content.ts"
import type { PlanFault } from "#models/plan/plan-fault.ts"
import { normaliseText } from "#models/shared/text.ts"
import { nameOf } from "./task-rows.ts"

const PERCENT = /(\d+(?:[.,]\d+)?)\s*%/gu

const toNumber = (digits: string): number => Number(digits.replace(",", "."))

/** «đảm bảo 100% Trang TTĐT … là Trang TTĐT thành phần …»: figures a task is to reach. */
export const targetsIn = (text: string): TaskTarget[] =>
  [...text.matchAll(PERCENT)].map((match) => ({
    percent: toNumber(match[1] ?? ""),
    of: normaliseText(text.slice(match.index + match[0].length).split(/[.]\s/u)[0] ?? ""),
  }))

/** Shares over the whole, and numbers of tasks and parts told in words that the table does not have. */
export const checkFigures = (
  rows: readonly TaskRow[],
  parts: readonly PlanPart[],
  paragraphs: readonly PlanLine[],
): PlanFault[] => [
  ...rows.flatMap((row) =>
    PLAN_COLUMNS.flatMap((column) =>
      overWhole(row.cells[column], `${nameOf(row)}, cột ${PLAN_COLUMN_LABELS[column]}`),
    ),
  ),
  ...paragraphs.flatMap(({ place, cells }) => [
    ...overWhole(cells.join(" "), place),
    ...countFaults(cells.join(" "), place, { tasks: rows.length, parts: parts.length }),
  ]),
]

const overWhole = (text: string, place: string): PlanFault[] =>
  [...text.matchAll(PERCENT)]
    .filter(([, digits = ""]) => toNumber(digits) > 100)
    .map(([found]) => ({ kind: "PERCENT_OVER_100", place, found, proposed: "ghi tỷ lệ từ 0 đến 100%" }))

/** «gồm 5 nhóm với 24 nhiệm vụ». */
function countFaults(text: string, place: string, has: { tasks: number; parts: number }): PlanFault[] {
  if (has.tasks === 0) return []
  const told: [RegExp, number, string][] = [
    [/(\d{1,3})\s+nhiệm vụ(?!\s+và giải pháp)(?:\s+cụ thể)?/giu, has.tasks, "nhiệm vụ"],
    [/(\d{1,2})\s+(?:phần|nhóm(?:\s+nhiệm vụ)?)(?=[\s,.;:)]|$)/giu, has.parts, "phần"],
  ]
  return told.flatMap(([pattern, count, what]) =>
    [...text.matchAll(pattern)]
      .filter(([, digits]) => Number(digits) !== count && count > 0 && !text.includes("%"))
      .map(
        ([found]): PlanFault => ({
          kind: "COUNT_CONTRADICTS",
          place,
          found,
          proposed: `bảng có ${count} ${what}; sửa con số hoặc bổ sung bảng`,
        }),
      ),
  )
}
