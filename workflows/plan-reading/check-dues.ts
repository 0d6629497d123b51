import type { DueRule } from "#models/plan/plan.ts"
import { PLAN_COLUMN_LABELS } from "#models/plan/plan-column.ts"
import type { TaskRow } from "#models/plan/plan-content.ts"
import type { PlanFault } from "#models/plan/plan-fault.ts"
import { formatDay, type IsoDay } from "#models/shared/dates.ts"
import { isSameName, normaliseText } from "#models/shared/text.ts"
import { readDue } from "./read-due.ts"
import { splitUnits } from "./split-units.ts"
import { nameOf } from "./task-rows.ts"

/** When a task is due by its own column, completed by what its note says of it. */
export const dueOf = ({ cells }: TaskRow): DueRule => {
  const due = readDue(cells.due).rule
  const note = readDue(cells.note).rule
  return {
    ...due,
    ...(due.kind === "FROM" && note.until !== null ? { kind: "ONCE", until: note.until } : {}),
    repeats: due.repeats ?? note.repeats,
  }
}

/** Deadlines that are absent, unreadable, vague, past, or against the note, the day of issue or another task of the same lead. */
export const checkDues = (rows: readonly TaskRow[], issuedOn: IsoDay | null): PlanFault[] => [
  ...rows.flatMap((row, task) => checkDue(row, task, issuedOn)),
  ...checkOrder(rows),
]

function checkDue(row: TaskRow, task: number, issuedOn: IsoDay | null): PlanFault[] {
  const { due: written, note: noted } = row.cells
  const { rule, impossible } = readDue(written)
  const note = readDue(noted)
  const fault = (kind: PlanFault["kind"], found: string, proposed: string, canBePut = false): PlanFault => ({
    kind,
    place: `${nameOf(row)}, cột ${PLAN_COLUMN_LABELS.due}`,
    found,
    proposed,
    ...(canBePut ? { repair: { task, column: "due", found: written, proposed } } : {}),
  })
  if (impossible !== null)
    return [fault("DUE_UNREADABLE", impossible, "sửa lại ngày, tháng, quý hay năm; lịch không có mốc này")]
  if (note.impossible !== null)
    return [
      {
        ...fault("DUE_UNREADABLE", note.impossible, "sửa lại mốc trong ghi chú"),
        place: `${nameOf(row)}, cột ${PLAN_COLUMN_LABELS.note}`,
      },
    ]
  if (written === "") return [fault("DUE_MISSING", "trống", "ghi thời hạn, hoặc «Thường xuyên»")]
  if (rule.from && rule.until && rule.from > rule.until)
    return [fault("DUE_CONTRADICTS", written, "lúc hoàn thành đứng trước lúc bắt đầu; sửa một trong hai")]
  if (rule.kind === "FROM") return [openFault(rule, note.rule)]
  const vague = vagueness(rule, issuedOn)
  if (vague) return [fault("DUE_VAGUE", written, vague)]
  const faults: PlanFault[] = []
  if (rule.until && note.rule.until && note.rule.kind !== "PERIODIC" && note.rule.until !== rule.until)
    faults.push(
      fault(
        "DUE_CONTRADICTS",
        `«${written}» và ghi chú «${noted}»`,
        `chọn một: đến ${formatDay(rule.until)} hay đến ${formatDay(note.rule.until)}`,
      ),
    )
  if (rule.until && issuedOn && rule.until < issuedOn)
    faults.push(fault("DUE_PAST", written, `ghi mốc sau ngày ban hành ${formatDay(issuedOn)}`))
  const tidy = tidied(written)
  if (!isSameName(tidy, written)) faults.push(fault("MISSPELT", written, tidy, true))
  return faults

  function openFault(open: DueRule, said: DueRule): PlanFault {
    const start = tidied(open.text)
    if (said.until === null)
      return fault(
        "DUE_OPEN",
        written,
        `ghi thêm lúc hoàn thành, ví dụ «${start}, hoàn thành quý IV/${open.from?.slice(0, 4)}»`,
      )
    const end = tidied(noted).replace(/^hoàn thành\s*/iu, "")
    return fault(
      "DUE_IN_NOTE",
      `«${written}» và ghi chú «${noted}»`,
      `${start}, hoàn thành ${end.slice(0, 1).toLowerCase()}${end.slice(1)}`,
      true,
    )
  }
}

/** «tháng 3/ năm 2023» → «tháng 3/2023». */
const tidied = (text: string): string => normaliseText(text.replace(/\s*\/\s*(?:năm\s*)?(?=\d{4})/giu, "/"))

/** What to write instead of words that leave the day open; null where they do not. */
function vagueness({ kind, text, repeats, from, until }: DueRule, issuedOn: IsoDay | null): string | null {
  const year = issuedOn?.slice(0, 4) ?? "…"
  const month = /tháng\s*(\d{1,2})(?!\d)/iu.exec(text)?.[1]
  const quarter = /quý\s*(iv|i{1,3}|[1-4])(?![\p{L}\d])/iu.exec(text)?.[1]
  if (kind === "UNTOLD" && month && Number(month) >= 1 && Number(month) <= 12)
    return `ghi cả năm, ví dụ «Hoàn thành tháng ${month}/${year}»`
  if (kind === "UNTOLD" && quarter) return `ghi cả năm, ví dụ «Quý ${quarter.toUpperCase()}/${year}»`
  if (kind === "UNTOLD" || kind === "ON_REQUEST")
    return `ghi một mốc, ví dụ «Hoàn thành tháng …/${year}», hoặc «Thường xuyên»`
  if (kind === "PERIODIC" && repeats?.every === "YEAR" && repeats.month === null)
    return "ghi tháng trong năm, ví dụ «Hằng năm, tháng 12»"
  if (
    kind === "ONCE" &&
    from?.endsWith("-01-01") &&
    until === `${from.slice(0, 4)}-12-31` &&
    !/quý|tháng/iu.test(text)
  )
    return `ghi tháng hoặc quý, ví dụ «Hoàn thành tháng 12/${from.slice(0, 4)}»`
  return null
}

/** A plan for carrying out this plan that is due after a task of the same units it should prepare. */
function checkOrder(rows: readonly TaskRow[]): PlanFault[] {
  return rows.flatMap((row): PlanFault[] => {
    if (!/^(?:xây dựng|ban hành|lập)[^.;,]{0,20}kế hoạch/iu.test(row.cells.text)) return []
    const { until } = dueOf(row)
    const leads = splitUnits(row.cells.leads)
    const earlier = rows.find((other) => {
      const theirs = dueOf(other).until
      const isTheirs = splitUnits(other.cells.leads).some((unit) =>
        leads.some((lead) => isSameName(lead, unit)),
      )
      return other !== row && isTheirs && until !== null && theirs !== null && theirs < until
    })
    return earlier
      ? [
          {
            kind: "DUE_ORDER",
            place: `${nameOf(row)} và ${nameOf(earlier)}`,
            found: `kế hoạch của đơn vị «${row.cells.due}», việc phải làm theo kế hoạch ấy «${earlier.cells.due}»`,
            proposed: `cho kế hoạch của đơn vị xong trước, hoặc lùi thời hạn của nhiệm vụ ${earlier.cells.number}`,
          },
        ]
      : []
  })
}
