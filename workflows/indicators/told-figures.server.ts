import { getAuditHead, hasOnlySince } from "#models/audit/audit-entry.repository.server.ts"
import type { FrozenBlank } from "#models/indicator/frozen-blank.ts"
import { type PackedPart, packParts } from "#models/indicator/frozen-facts.server.ts"
import type { FrozenFigure } from "#models/indicator/frozen-period.server.ts"
import type { ToldFigure } from "#models/indicator/told-figure.ts"
import { countLive } from "#models/outbox/outbox.repository.server.ts"
import type { Clock } from "#models/shared/clock.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { roundHalfUp } from "./evaluate.ts"
import { unitsOf } from "./figure-units.ts"
import { partsOf } from "./frozen-facts.ts"
import {
  figureOf,
  getPeriod,
  type IndicatorFigure,
  type MeasuredPeriod,
  measurePeriods,
} from "./indicator-figures.server.ts"

/** The quarter as it was last measured for a report, and where the log stood: units draft one after the other, of the same records. */
let last: {
  periodId: string
  today: IsoDay
  head: { sequence: number; hash: string }
  /** Records at their portals: one that arrives writes nothing into the log. */
  live: number
  of: MeasuredPeriod
} | null = null
/** What reports write themselves moves no indicator. */
const OWN_KINDS = ["unitReport", "reportingPeriod"] as const

async function measuredForReports(d: { clock: Clock }, periodId: string): Promise<MeasuredPeriod> {
  const today = dayOf(d.clock.now())
  const live = await countLive()
  const isSame = last !== null && last.periodId === periodId && last.today === today && last.live === live
  if (last !== null && isSame && (await hasOnlySince(last.head, OWN_KINDS))) return last.of
  last = null
  // Before the reading: what is written meanwhile is noted after it.
  const head = await getAuditHead()
  const [of] = (await measurePeriods(d, [getPeriod(periodId)])) as [MeasuredPeriod]
  last = { periodId, today, head, live, of }
  return of
}

type Told = { figures: ToldFigure[]; blanks: FrozenBlank[] }

/** What a unit's report says of a period: its indicators that have a number, and of those it can be told by which have none, and why. */
export const toldFigures = async (
  d: { clock: Clock },
  { periodId, unitId }: { periodId: string; unitId: string },
): Promise<Told> => {
  const measured = await measuredForReports(d, periodId)
  const { facts, indicators } = measured
  return {
    figures: indicators.flatMap((one) => told(figureOf(measured, one, unitId))),
    blanks: indicators
      .filter((one) => facts !== null && unitsOf(facts, one).includes(unitId))
      .flatMap((one) => blank(figureOf(measured, one, unitId))),
  }
}

type ToFreeze = { figures: FrozenFigure[]; blanks: FrozenBlank[]; parts: PackedPart[] }

/**
 * Every figure of a period that has a number, the province's first, then each unit's; those that have none, and why; and what all of
 * them were counted from, so that the lists behind them stay.
 */
export const figuresToFreeze = async (d: { clock: Clock }, periodId: string): Promise<ToFreeze> => {
  const [measured] = await measurePeriods(d, [getPeriod(periodId)])
  if (!measured?.facts) return { figures: [], blanks: [], parts: [] }
  const { facts, indicators } = measured
  const province = indicators.map((one) => figureOf(measured, one, null))
  const units = indicators.flatMap((one) =>
    unitsOf(facts, one).map((unitId) => figureOf(measured, one, unitId)),
  )
  return {
    figures: [...province, ...units].flatMap((figure) =>
      told(figure).map((one) => ({ ...one, unitId: figure.unitId })),
    ),
    blanks: [...province, ...units.filter(({ status }) => status === "EMPTY_DENOMINATOR")].flatMap(blank),
    parts: await packParts(
      partsOf(
        facts,
        indicators.map(({ read: _, ...plain }) => plain),
      ),
    ),
  }
}

const blank = ({ indicator: { id, name }, unitId, status, text }: IndicatorFigure): FrozenBlank[] =>
  status === "VALUE" ? [] : [{ indicatorId: id, name, unitId, why: status, text }]

function told({ indicator, status, numerator, denominator, value, text }: IndicatorFigure): ToldFigure[] {
  if (status !== "VALUE" || numerator === null || denominator === null || value === null) return []
  const { id: indicatorId, name, scale, decimals } = indicator
  return [{ indicatorId, name, scale, decimals, numerator, denominator, value, text }]
}

/** Whether a told figure is what its numerator and denominator come to. Pure. */
export const isWorkedOut = ({ numerator, denominator, value, scale, decimals }: ToldFigure): boolean =>
  denominator !== 0 &&
  roundHalfUp(scale === "PERCENT" ? (100 * numerator) / denominator : numerator / denominator, decimals) ===
    value
