import { periodOn } from "#models/indicator/period.ts"
import {
  answerFaults,
  answerInWords,
  answerOf,
  type ReportAnswers,
} from "#models/reporting-period/report-question.ts"
import { getPeriod } from "#models/reporting-period/reporting-period.repository.server.ts"
import type { ReportingPeriod } from "#models/reporting-period/reporting-period.ts"
import { dayOf } from "#models/shared/dates.ts"
import { digestOf } from "#models/shared/digest.server.ts"
import { InvalidInputError, RuleBrokenError } from "#models/shared/errors.ts"
import { EMPTY_PLACE, type FieldConflict } from "#models/shared/field-conflict.ts"
import { getReport } from "#models/unit-report/unit-report.repository.server.ts"
import type { ReportContent, ReportTask, UnitReport } from "#models/unit-report/unit-report.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { toldFigures } from "#workflows/indicators/told-figures.server.ts"
import { countFigures } from "./count-figures.server.ts"
import { moveReport, type ReportMove, type SeenReport } from "./move-report.server.ts"
import { BY_UNIT } from "./report-step.ts"

/**
 * Drafts a report, or takes its figures anew: what the office's records say today, with what the unit has already written kept.
 * @throws as `moveReport`
 */
export const draftReport = async (d: OfficeDependencies, seen: SeenReport): Promise<void> => {
  const { periodId, agencyId } = await getReport(seen.reportId)
  const period = await getPeriod(periodId)
  const today = dayOf(d.clock.now())
  const counted = period.withFigures
    ? await countFigures(period, agencyId, today)
    : { figures: [], tasks: [] }
  const told =
    period.kind === "QUARTERLY" && period.withFigures
      ? await toldFigures(d, { periodId: periodOn("QUARTER", period.from).id, unitId: agencyId })
      : null
  await moveReport(d, seen, BY_UNIT, (report) => {
    const notes = new Map(report.content.tasks.map(({ id, note }) => [id, note]))
    const content: ReportContent = {
      asOf: today,
      figures: counted.figures,
      ...(told ? { indicators: told.figures, blanks: told.blanks } : {}),
      tasks: counted.tasks.map((task) => ({ ...task, note: notes.get(task.id) ?? "" })),
      answers: report.content.answers,
    }
    return { event: { type: "report.drafted", digest: digestOf(content), asOf: today }, content }
  })
}

export type Written = {
  answers: ReportAnswers
  /** What the unit says of a task, by its id. */
  notes: Record<string, string>
}

const LONGEST_NOTE = 1000

/**
 * Writes what a unit says in its report: answers to the questions of the period, a word to a task. What is wrong in itself (over 100
 * percent, a total that says other than its rows) is refused with its place; what is only missing may come later.
 * @throws InvalidInputError by question; as `moveReport`
 */
export const editReport = async (
  d: OfficeDependencies,
  { answers, notes, ...seen }: SeenReport & Written,
): Promise<void> => {
  const edit = (report: UnitReport, { questions }: ReportingPeriod): ReportMove => {
    const known = new Set(questions.map(({ key }) => key))
    const kept = Object.fromEntries(Object.entries(answers).filter(([key]) => known.has(key)))
    const faults = [
      ...answerFaults(questions, kept, { isWhole: false }),
      ...Object.entries(notes)
        .filter(([, note]) => note.length > LONGEST_NOTE)
        .map(([id]) => ({ key: `note:${id}`, message: "Ghi chú của nhiệm vụ dài quá 1.000 ký tự." })),
    ]
    if (faults.length > 0)
      throw new InvalidInputError(
        faults.map(({ message }) => message).join(" "),
        faults.map(({ key, message }) => ({ field: key, message })),
      )
    const tasks = report.content.tasks.map((task) => ({ ...task, note: notes[task.id] ?? task.note }))
    const changed = [
      ...questions.map((question) => ({
        field: question.label,
        before: answerInWords(question, answerOf(report.content.answers, question.key)),
        now: answerInWords(question, answerOf(kept, question.key)),
      })),
      ...tasks.map((task) => ({
        field: placeOfNote(task),
        before: report.content.tasks.find(({ id }) => id === task.id)?.note ?? "",
        now: task.note,
      })),
    ].filter(({ before, now }) => before !== now)
    if (changed.length === 0) throw new RuleBrokenError("Không có gì khác để lưu.")
    const content: ReportContent = { ...report.content, tasks, answers: kept }
    return { event: { type: "report.edited", digest: digestOf(content), changed }, content }
  }
  await moveReport(
    d,
    seen,
    BY_UNIT,
    edit,
    (report, period) => (line) => typedAt(report, period, { answers, notes }, line),
  )
}

/** What was typed at a place, and which fields of the form take what stands there now. */
function typedAt(
  { content }: UnitReport,
  { questions }: ReportingPeriod,
  { answers, notes }: Written,
  { field }: { field: string },
): Pick<FieldConflict, "mine" | "take"> {
  const question = questions.find(({ label }) => label === field)
  if (question) {
    const { value, of, text } = answerOf(content.answers, question.key)
    const name = `answers.${question.key}`
    const said = (one: number | null) => (one === null ? "" : String(one))
    return {
      mine: answerInWords(question, answerOf(answers, question.key)) || EMPTY_PLACE,
      take: { [`${name}.value`]: said(value), [`${name}.of`]: said(of), [`${name}.text`]: text },
    }
  }
  const index = content.tasks.findIndex((task) => placeOfNote(task) === field)
  const task = content.tasks[index]
  return task ? { mine: notes[task.id] || EMPTY_PLACE, take: { [`notes.${index}.note`]: task.note } } : {}
}

const placeOfNote = ({ number, period }: ReportTask): string => `Nhiệm vụ ${number} (${period})`
