import type { FrozenBlank } from "#models/indicator/frozen-blank.ts"
import { periodOn } from "#models/indicator/period.ts"
import type { ToldFigure } from "#models/indicator/told-figure.ts"
import { answerInWords, answerOf, type ReportQuestion } from "#models/reporting-period/report-question.ts"
import { getPeriod } from "#models/reporting-period/reporting-period.repository.server.ts"
import type { ReportingPeriod } from "#models/reporting-period/reporting-period.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { REPORT_EVENT_LABELS, type ReportEventType } from "#models/unit-report/events.ts"
import { FIGURE_LABELS, type FigureKey } from "#models/unit-report/report-figures.ts"
import type { ReportState } from "#models/unit-report/states.ts"
import { getReport } from "#models/unit-report/unit-report.repository.server.ts"
import type { CountedItem, ReportTask, UnitReport } from "#models/unit-report/unit-report.ts"
import { findUsers } from "#models/user/user.repository.server.ts"
import { takes } from "#workflows/advance.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { isAllowed } from "#workflows/permissions.ts"
import type { PeriodDependencies } from "#workflows/reporting-period/dependencies.ts"
import { dueOf } from "#workflows/reporting-period/lock-period.server.ts"
import { standingOf } from "#workflows/reporting-period/unit-standing.ts"
import type { StepField } from "#workflows/step-fields.ts"
import { unitReportChart } from "#workflows/unit-report/chart.ts"
import { faultsOfReport } from "#workflows/unit-report/faults-of-report.ts"
import { BY_UNIT } from "#workflows/unit-report/report-step.ts"
import { REPORT_STEPS } from "#workflows/unit-report/steps/index.ts"

import { namesOn } from "./report-standing.server.ts"

export type ReportPage = {
  today: IsoDay
  report: Pick<UnitReport, "id" | "revision" | "agencyId"> & {
    unit: string
    state: ReportState
    asOf: IsoDay | null
    receivedOn: IsoDay | null
    paper: { number: string; day: IsoDay } | null
  }
  period: Pick<ReportingPeriod, "id" | "name" | "request" | "withFigures"> & { isCollecting: boolean }
  due: IsoDay
  figures: { key: FigureKey; label: string; value: number }[]
  /** Of the quarter as they were when its figures were taken; `periodId` leads to their lists. */
  indicators: { periodId: string; rows: ToldFigure[]; blanks: FrozenBlank[] }
  tasks: ReportTask[]
  questions: (ReportQuestion & { value: string; of: string; text: string; said: string })[]
  /** What keeps it from being handed in. */
  faults: string[]
  returns: { what: string; reason: string; at: string; byName: string }[]
  corrections: { label: string; was: string; now: string; reason: string }[]
  mayWrite: boolean
  steps: {
    event: string
    label: string
    place: "MAIN" | "OTHER"
    fields: readonly StepField[]
    whyNot: string | null
  }[]
}

/** By which event a report came back, by who sent it. */
const RETURNED_BY: Record<UnitReport["workflow"]["context"]["returns"][number]["from"], ReportEventType> = {
  HEAD: "report.sentBack",
  COORDINATOR: "report.returned",
  REOPENED: "report.reopened",
}

/** A unit's report whole, with what this person may do with it. @throws ForbiddenError, NotFoundError */
export const getReportPage = async (
  d: PeriodDependencies,
  { id, actor }: { id: string; actor: Actor },
): Promise<ReportPage> => {
  await authorise(d, actor, "report.view", { kind: "unitReport", id })
  const report = await getReport(id)
  const period = await getPeriod(report.periodId)
  const today = dayOf(d.clock.now())
  const due = await dueOf(d, period)
  const { workflow, content, agencyId, revision } = report
  const { context } = workflow
  const names = await namesOn(today)
  const users = new Map(
    (await findUsers([...new Set(context.returns.map(({ by }) => by))])).map((one) => [one.id, one.fullName]),
  )
  const isCollecting = period.workflow.value === "collecting"
  const may = (rights: (typeof REPORT_STEPS)[number]["permissions"]) =>
    rights.some((right) => isAllowed(actor, right, agencyId))
  const mayWrite = isCollecting && takes(unitReportChart, workflow, "report.edited") && may(BY_UNIT)
  const labels = new Map<string, string>([
    ...Object.entries(FIGURE_LABELS),
    ...period.questions.map(({ key, label }) => [key, label] as const),
  ])
  return {
    today,
    report: {
      id,
      revision,
      agencyId,
      unit: names.get(agencyId) ?? agencyId,
      state: workflow.value,
      asOf: content.asOf,
      receivedOn: standingOf(report, due).receivedOn,
      paper: context.submitted?.paper ?? null,
    },
    period: {
      id: period.id,
      name: period.name,
      request: period.request,
      withFigures: period.withFigures,
      isCollecting,
    },
    due,
    figures: content.figures.map(({ key, value }) => ({ key, label: FIGURE_LABELS[key], value })),
    indicators: {
      periodId: periodOn("QUARTER", period.from).id,
      rows: content.indicators ?? [],
      blanks: content.blanks ?? [],
    },
    tasks: content.tasks,
    questions: period.questions.map((question) => {
      const { value, of, text } = answerOf(content.answers, question.key)
      return {
        ...question,
        value: value === null ? "" : String(value),
        of: of === null ? "" : String(of),
        text,
        said: answerInWords(question, { value, of, text }),
      }
    }),
    faults: mayWrite ? faultsOfReport(report, period).map(({ message }) => message) : [],
    returns: context.returns.map(({ reason, at, by, from }) => ({
      what: REPORT_EVENT_LABELS[RETURNED_BY[from]],
      reason,
      at,
      byName: users.get(by) ?? "Hệ thống",
    })),
    corrections: period.workflow.context.corrections
      .filter((one) => one.agencyId === agencyId)
      .map(({ key, was, now, reason }) => ({ label: labels.get(key) ?? key, was, now, reason })),
    mayWrite,
    steps: isCollecting
      ? REPORT_STEPS.filter(
          (step) => takes(unitReportChart, workflow, step.event) && may(step.permissions),
        ).map(({ event, label, place, fields, whyNot }) => ({
          event,
          label,
          place,
          fields,
          whyNot: whyNot?.(context, actor) ?? null,
        }))
      : [],
  }
}

/** The list behind one figure of a unit's report. @throws ForbiddenError, NotFoundError */
export const getFigureList = async (
  d: PeriodDependencies,
  { id, key, actor }: { id: string; key: string; actor: Actor },
): Promise<{
  report: string
  unit: string
  period: string
  label: string
  asOf: IsoDay | null
  items: CountedItem[]
}> => {
  await authorise(d, actor, "report.view", { kind: "unitReport", id })
  const report = await getReport(id)
  const figure = report.content.figures.find((one) => one.key === key)
  if (!figure) throw new NotFoundError("Báo cáo này không có số liệu đó. Lấy số liệu rồi xem lại.")
  const period = await getPeriod(report.periodId)
  const names = await namesOn(dayOf(d.clock.now()))
  return {
    report: id,
    unit: names.get(report.agencyId) ?? report.agencyId,
    period: period.name,
    label: FIGURE_LABELS[figure.key],
    asOf: report.content.asOf,
    items: figure.items,
  }
}
