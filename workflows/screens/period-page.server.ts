import type { FrozenBlank } from "#models/indicator/frozen-blank.ts"
import { findFrozenPeriod } from "#models/indicator/frozen-period.server.ts"
import { periodOn } from "#models/indicator/period.ts"
import type { ToldFigure } from "#models/indicator/told-figure.ts"
import type { ConsolidatedContent, UnitStanding } from "#models/reporting-period/consolidated-report.ts"
import type { FigureCorrection } from "#models/reporting-period/context.ts"
import { answerInWords, answerOf } from "#models/reporting-period/report-question.ts"
import { findConsolidated, getPeriod } from "#models/reporting-period/reporting-period.repository.server.ts"
import type { ReportingPeriod } from "#models/reporting-period/reporting-period.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { ReportState } from "#models/unit-report/states.ts"
import { findReportStates } from "#models/unit-report/unit-report.repository.server.ts"
import { findUsers } from "#models/user/user.repository.server.ts"
import { takes } from "#workflows/advance.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { indicatorFigures } from "#workflows/indicators/indicator-figures.server.ts"
import { isAllowed } from "#workflows/permissions.ts"
import { reportingPeriodChart } from "#workflows/reporting-period/chart.ts"
import { titleOf } from "#workflows/reporting-period/compose-consolidated.ts"
import { totalOfAnswer } from "#workflows/reporting-period/consolidate.ts"
import { correctable } from "#workflows/reporting-period/correct-figure.server.ts"
import type { PeriodDependencies } from "#workflows/reporting-period/dependencies.ts"
import { dueOf } from "#workflows/reporting-period/lock-period.server.ts"
import { standingOf } from "#workflows/reporting-period/unit-standing.ts"

import { type PeriodSignatory, periodSignatories } from "./period-signatories.server.ts"
import { type Counts, countsOf, isExpected, namesOn } from "./report-standing.server.ts"

type UnitLine = {
  reportId: string
  agencyId: string
  unit: string
  state: ReportState
  standing: UnitStanding
  receivedOn: IsoDay | null
}

type PeriodStep =
  | "lock"
  | "unlock"
  | "number"
  | "signatory"
  | "sign"
  | "send"
  | "reopen"
  | "correct"
  | "withdraw"
  | "form"

export type PeriodPage = {
  today: IsoDay
  period: Pick<ReportingPeriod, "id" | "kind" | "name" | "from" | "to" | "basis" | "request" | "revision"> & {
    state: ReportingPeriod["workflow"]["value"]
    number: string | null
    signatory: string | null
  }
  due: IsoDay
  originalDue: IsoDay
  counts: Counts
  units: UnitLine[]
  /** Of the revision shown; null before the first lock. */
  frozen: {
    title: string
    revision: number
    lockedOn: IsoDay
    figures: { key: string; label: string; total: string }[]
    /** The province's indicators as they were frozen, and as they are told today. */
    indicators: {
      periodId: string
      rows: (ToldFigure & { now: string })[]
      /** The province's that had no value then. */
      blanks: FrozenBlank[]
    }
    exceptions: { unit: string; reason: string }[]
    changes: ConsolidatedContent["changes"]
  } | null
  revisions: { revision: number; title: string; lockedOn: IsoDay }[]
  corrections: (Pick<FigureCorrection, "was" | "now" | "reason" | "at" | "revision"> & {
    unit: string
    label: string
    byName: string
  })[]
  returns: { reason: string; at: string; revision: number; byName: string }[]
  offers: Record<PeriodStep, boolean>
  signatories: PeriodSignatory[]
  /** Units and numbers this person may correct. */
  mayCorrect: { agencies: { id: string; name: string }[]; keys: { key: string; label: string }[] }
}

/** A period whole, with what this person may do with it. @throws ForbiddenError, NotFoundError */
export const getPeriodPage = async (
  d: PeriodDependencies,
  { id, actor }: { id: string; actor: Actor },
): Promise<PeriodPage> => {
  await authorise(d, actor, "report.view", { kind: "reportingPeriod", id })
  const period = await getPeriod(id)
  const today = dayOf(d.clock.now())
  const names = await namesOn(today)
  const nameOf = (agencyId: string) => names.get(agencyId) ?? agencyId
  const due = await dueOf(d, period)
  const all = await findReportStates({ periodId: id })
  const reports = all.filter(isExpected)
  const revisions = await findConsolidated(id)
  const { value, context } = period.workflow
  const last = revisions.at(-1)?.content ?? null
  const labels = new Map<string, string>([
    ...(last?.figures ?? []).map(({ key, label }) => [key, label] as const),
    ...period.questions.map(({ key, label }) => [key, label] as const),
  ])
  const people = [...context.corrections, ...context.returns].map(({ by }) => by)
  const users = new Map((await findUsers([...new Set(people)])).map((one) => [one.id, one.fullName]))
  const byName = (by: string) => users.get(by) ?? "Hệ thống"
  const mayNumber = isAllowed(actor, "report.number")
  const offersNumber = value === "locked" && mayNumber
  const signatories = await periodSignatories(d, { actor, state: value, numbered: context.numbered })
  const correctableIn = last && takes(reportingPeriodChart, period.workflow, "period.corrected") ? last : null
  const agencies = (correctableIn?.rows ?? []).filter(
    ({ agencyId, reportDigest }) =>
      reportDigest !== "" &&
      (isAllowed(actor, "report.write", agencyId) || isAllowed(actor, "report.writeForUnit", agencyId)),
  )
  const firstRow = agencies[0]
  return {
    today,
    period: {
      id,
      kind: period.kind,
      name: period.name,
      from: period.from,
      to: period.to,
      basis: period.basis,
      request: period.request,
      revision: period.revision,
      state: value,
      number: context.numbered && `${context.numbered.number}/${context.numbered.symbol}`,
      signatory: context.numbered?.signatory.fullName ?? null,
    },
    due,
    originalDue: period.due,
    counts: countsOf(reports, due),
    units: reports
      .map((report) => ({
        reportId: report.id,
        agencyId: report.agencyId,
        unit: nameOf(report.agencyId),
        state: report.workflow.value,
        ...standingOf(report, due),
      }))
      .sort((a, b) => a.unit.localeCompare(b.unit, "vi")),
    frozen: last && {
      title: titleOf(last),
      revision: last.revision,
      lockedOn: last.lockedOn,
      figures: totalsOf(last),
      indicators: await frozenBesideNow(d, period, last),
      exceptions: last.exceptions.map(({ agencyId, reason }) => ({ unit: nameOf(agencyId), reason })),
      changes: last.changes,
    },
    revisions: revisions.map(({ revision, content }) => ({
      revision,
      title: titleOf(content),
      lockedOn: content.lockedOn,
    })),
    corrections: context.corrections.map(({ agencyId, key, by, was, now, reason, at, revision }) => ({
      unit: nameOf(agencyId),
      label: labels.get(key) ?? key,
      was,
      now,
      reason,
      at,
      revision,
      byName: byName(by),
    })),
    returns: context.returns.map(({ reason, at, by, revision }) => ({
      reason,
      at,
      revision,
      byName: byName(by),
    })),
    offers: {
      form:
        value === "collecting" &&
        isAllowed(actor, "report.consolidate") &&
        // Once a unit has sent its report the form it answered stays.
        all.every(({ workflow }) => workflow.context.firstSubmittedAt === null),
      lock: value === "collecting" && isAllowed(actor, "report.consolidate"),
      withdraw: value === "collecting" && period.kind === "AD_HOC" && isAllowed(actor, "report.consolidate"),
      unlock: value === "locked" && isAllowed(actor, "report.consolidate"),
      number: offersNumber,
      signatory: value === "numbered" && signatories.length > 0,
      sign: value === "numbered" && context.numbered?.signatory.personId === actor.id,
      send: value === "signed" && mayNumber,
      reopen: value === "sent" && isAllowed(actor, "report.reopen"),
      correct: agencies.length > 0,
    },
    signatories,
    mayCorrect: {
      agencies: agencies.map(({ agencyId }) => ({ id: agencyId, name: nameOf(agencyId) })),
      keys:
        correctableIn && firstRow
          ? correctable(correctableIn, firstRow.agencyId).map(({ key, label }) => ({ key, label }))
          : [],
    },
  }
}

/** The indicators of a frozen report, each beside what it comes to today. */
async function frozenBesideNow(
  d: PeriodDependencies,
  { from }: ReportingPeriod,
  { indicators = [], revision }: ConsolidatedContent,
) {
  const periodId = periodOn("QUARTER", from).id
  const today =
    indicators.length === 0
      ? new Map<string, string>()
      : new Map(
          (await indicatorFigures(d, { periodId, unitId: null })).map(({ indicator, text }) => [
            indicator.id,
            text,
          ]),
        )
  const frozen = await findFrozenPeriod(periodId, revision)
  return {
    periodId,
    blanks: frozen?.blanks?.filter(({ unitId }) => unitId === null) ?? [],
    rows: indicators.map((one) => ({ ...one, now: today.get(one.indicatorId) ?? "không còn chỉ số này" })),
  }
}

/** Sums of a frozen report, numbers as screens show them. */
const totalsOf = (content: ConsolidatedContent): { key: string; label: string; total: string }[] => [
  ...content.figures.map(({ key, label, total }) => ({ key, label, total: formatNumber(total) })),
  ...content.questions
    .filter(({ kind }) => kind !== "TEXT")
    .map((question) => {
      const total = totalOfAnswer(content, question)
      return {
        key: question.key,
        label: question.label,
        total: total ? answerInWords(question, { ...total, text: "" }) : "không có số liệu",
      }
    }),
]

export type FigureRows = {
  period: string
  title: string
  label: string
  total: string
  /** `now`: what was corrected since, newest last. */
  rows: {
    agencyId: string
    unit: string
    value: string
    corrected: { now: string; reason: string }[]
    reportId: string
    hasList: boolean
  }[]
}

/** The units behind one figure of the province's report. @throws ForbiddenError, NotFoundError */
export const getFigureRows = async (
  d: PeriodDependencies,
  { id, key, actor }: { id: string; key: string; actor: Actor },
): Promise<FigureRows> => {
  await authorise(d, actor, "report.view", { kind: "reportingPeriod", id })
  const period = await getPeriod(id)
  const content = (await findConsolidated(id)).at(-1)?.content
  const figure = content && totalsOf(content).find((one) => one.key === key)
  if (!content || !figure) throw new NotFoundError("Báo cáo tổng hợp của kỳ này không có số liệu đó.")
  const question = content.questions.find((one) => one.key === key)
  const { corrections } = period.workflow.context
  return {
    period: period.name,
    title: titleOf(content),
    label: figure.label,
    total: figure.total,
    rows: content.rows.map(({ agencyId, name, figures, answers, reportDigest }) => ({
      agencyId,
      unit: name,
      value:
        reportDigest === ""
          ? "chưa có báo cáo"
          : question
            ? answerInWords(question, answerOf(answers, key)) || "không có số liệu"
            : formatNumber(figures[key] ?? 0),
      corrected: corrections
        .filter((one) => one.agencyId === agencyId && one.key === key && one.revision === content.revision)
        .map(({ now, reason }) => ({ now, reason })),
      reportId: `${id}:${agencyId}`,
      hasList: !question && reportDigest !== "",
    })),
  }
}
