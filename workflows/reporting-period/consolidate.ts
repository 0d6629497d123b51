import type { FrozenBlank } from "#models/indicator/frozen-blank.ts"
import type { ToldFigure } from "#models/indicator/told-figure.ts"
import {
  type ConsolidatedContent,
  type ConsolidatedRow,
  STANDING_LABELS,
} from "#models/reporting-period/consolidated-report.ts"
import type { PeriodException } from "#models/reporting-period/context.ts"
import { answerInWords, answerOf } from "#models/reporting-period/report-question.ts"
import type { ReportingPeriod } from "#models/reporting-period/reporting-period.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { FIGURE_KEYS, FIGURE_LABELS } from "#models/unit-report/report-figures.ts"
import type { UnitReport } from "#models/unit-report/unit-report.ts"
import { countStandings, standingOf } from "./unit-standing.ts"

type Facts = {
  period: ReportingPeriod
  /** Without those that fell away. */
  reports: readonly UnitReport[]
  nameOf: (agencyId: string) => string
  exceptions: readonly PeriodException[]
  /** The province's indicators of the quarter; null where the period has none. */
  indicators: readonly ToldFigure[] | null
  /** Those that have no value, and why. */
  blanks: readonly FrozenBlank[]
  lockedOn: IsoDay
  /** The last day as the ledger has it. */
  due: IsoDay
  /** The revision before, and why there is another. */
  before: { content: ConsolidatedContent; reason: string } | null
}

/** The province's report put together of the units': only what was accepted counts, and every sum is that of its rows. Pure. */
export const consolidate = (facts: Facts): ConsolidatedContent => {
  const { period, reports, nameOf, exceptions, indicators, blanks, lockedOn, due, before } = facts
  const rows = reports
    .map((report) => rowOf(report, nameOf(report.agencyId), due))
    .sort((a, b) => a.name.localeCompare(b.name, "vi") || a.agencyId.localeCompare(b.agencyId))
  const keys = period.withFigures ? FIGURE_KEYS : []
  const content: ConsolidatedContent = {
    periodId: period.id,
    name: period.name,
    revision: period.workflow.context.revision,
    lockedOn,
    due,
    questions: period.questions,
    figures: keys.map((key) => ({
      key,
      label: FIGURE_LABELS[key],
      total: rows.reduce((sum, { figures }) => sum + (figures[key] ?? 0), 0),
    })),
    ...(indicators ? { indicators: [...indicators], blanks: [...blanks] } : {}),
    rows,
    counts: countStandings(rows, due),
    exceptions: [...exceptions],
    changes: null,
  }
  return before
    ? { ...content, changes: { reason: before.reason, lines: changesBetween(before.content, content) } }
    : content
}

function rowOf(report: UnitReport, name: string, due: IsoDay): ConsolidatedRow {
  const { agencyId, content, workflow } = report
  const isTaken = workflow.value === "accepted"
  return {
    agencyId,
    name,
    ...standingOf(report, due),
    figures: isTaken ? Object.fromEntries(content.figures.map(({ key, value }) => [key, value])) : {},
    answers: isTaken ? content.answers : {},
    reportDigest: isTaken ? workflow.context.digest : "",
  }
}

const NONE = "không có"

/** What one revision says otherwise than the one before, unit by unit. */
const changesBetween = (
  was: ConsolidatedContent,
  now: ConsolidatedContent,
): { where: string; was: string; now: string }[] => {
  const names = new Map([...was.rows, ...now.rows].map(({ agencyId, name }) => [agencyId, name]))
  const told = new Map(
    [...(was.indicators ?? []), ...(now.indicators ?? [])].map((one) => [one.indicatorId, one.name]),
  )
  const textOf = ({ indicators = [] }: ConsolidatedContent, id: string) =>
    indicators.find(({ indicatorId }) => indicatorId === id)?.text ?? NONE
  const ofProvince = [...told]
    .map(([id, name]) => ({ where: `Toàn tỉnh: ${name}`, was: textOf(was, id), now: textOf(now, id) }))
    .filter((line) => line.was !== line.now)
  const ofUnits = [...names].flatMap(([agencyId, name]) => {
    const old = was.rows.find((row) => row.agencyId === agencyId)
    const next = now.rows.find((row) => row.agencyId === agencyId)
    const lines = [
      ["tình trạng", old && STANDING_LABELS[old.standing], next && STANDING_LABELS[next.standing]] as const,
      ...now.figures.map(({ key, label }) => [label, figureIn(old, key), figureIn(next, key)] as const),
      ...now.questions.map(
        (question) =>
          [
            question.label,
            old && answerInWords(question, answerOf(old.answers, question.key)),
            next && answerInWords(question, answerOf(next.answers, question.key)),
          ] as const,
      ),
    ]
    return lines
      .filter(([, before, after]) => (before || NONE) !== (after || NONE))
      .map(([what, before, after]) => ({
        where: `${name}: ${what}`,
        was: before || NONE,
        now: after || NONE,
      }))
  })
  return [...ofProvince, ...ofUnits]
}

const figureIn = (row: ConsolidatedRow | undefined, key: string): string =>
  row?.figures[key] === undefined ? "" : formatNumber(row.figures[key])

/** The sum over units of an answer that is a number or a share; null for words, and where nobody answered. */
export const totalOfAnswer = (
  { rows }: Pick<ConsolidatedContent, "rows">,
  { key, kind }: { key: string; kind: string },
): { value: number; of: number | null } | null => {
  const answered = rows.map(({ answers }) => answerOf(answers, key)).filter(({ value }) => value !== null)
  if (kind === "TEXT" || answered.length === 0) return null
  const sum = (pick: (one: (typeof answered)[number]) => number | null) =>
    answered.reduce((total, one) => total + (pick(one) ?? 0), 0)
  return { value: sum(({ value }) => value), of: kind === "SHARE" ? sum(({ of }) => of) : null }
}
