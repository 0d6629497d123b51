import type { Indicator } from "#models/indicator/indicator.ts"
import { type Period, periodOn, periodsUpTo } from "#models/indicator/period.ts"
import { findIndicators } from "#models/reference/reference.repository.server.ts"
import type { ReferenceChange } from "#models/reference-change/reference-change.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { compareVietnamese } from "#models/shared/text.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { type ReadIndicator, readIndicator } from "#workflows/indicators/evaluate.ts"
import { unitsOf } from "#workflows/indicators/figure-units.ts"
import {
  figureOf,
  type MeasuredPeriod,
  measurePeriods,
} from "#workflows/indicators/indicator-figures.server.ts"
import { unitNamesOn } from "#workflows/indicators/read-facts.server.ts"
import { changedFormulas, draftAddress, storedAddress } from "./formula-versions.server.ts"

/** An indicator of a change tried on what is stored: old and proposed formula side by side. */
export type FormulaTrial = {
  key: string
  id: string
  name: string
  /** Addresses to compare record by record; null where the indicator is new. */
  addresses: { a: string; b: string } | null
  /** The province, period by period, the latest first. */
  periods: TrialLine[]
  /** The units in the latest of these periods with a figure by either formula. */
  unitsIn: { id: string; label: string } | null
  units: TrialLine[]
  /** How many of the lines above differ. */
  differing: number
}
type TrialLine = { id: string; name: string; old: string; proposed: string; isSame: boolean }

const PERIODS_TRIED = 8
/** Indicators of one change that are tried; more are compared one by one. */
const MOST_TRIED = 5

/** What a change of indicators would say of the stored periods; `left`: changed formulas not shown here. Nothing for other tables. */
export const trialOf = async (
  d: OfficeDependencies,
  change: Pick<ReferenceChange, "id" | "table" | "rows">,
): Promise<{ trials: FormulaTrial[]; left: number } | null> => {
  if (change.table !== "chi-so") return null
  const today = dayOf(d.clock.now())
  const changed = changedFormulas(change, await findIndicators())
  const shown = changed.slice(0, MOST_TRIED)
  const names = await unitNamesOn(today)
  const known = new Map<string, MeasuredPeriod[]>()
  const trials: FormulaTrial[] = []
  for (const { key, draft, former } of shown) {
    const periods = periodsFor(draft, today)
    const kind = periods[0]?.kind ?? ""
    const measured = known.get(kind) ?? (await measurePeriods(d, periods))
    known.set(kind, measured)
    const both = { old: former && readIndicator(former), proposed: readIndicator(draft) }
    trials.push({
      key,
      id: draft.id,
      name: draft.name,
      addresses: former && { a: storedAddress(former), b: draftAddress(change.id, key) },
      ...tried(both, measured, (id) => names.get(id) ?? id),
    })
  }
  return { trials, left: changed.length - shown.length }
}

/** Stored periods of the longest kind it is told of that has several: quarters, else months, else years. */
function periodsFor({ periods }: Indicator, today: IsoDay): Period[] {
  const kind = (["QUARTER", "MONTH", "YEAR"] as const).find((one) => periods.includes(one)) ?? "QUARTER"
  return periodsUpTo(periodOn(kind, today), PERIODS_TRIED)
}

function tried(
  { old, proposed }: { old: ReadIndicator | null; proposed: ReadIndicator },
  measured: readonly MeasuredPeriod[],
  nameOf: (id: string) => string,
): Pick<FormulaTrial, "periods" | "unitsIn" | "units" | "differing"> {
  const line = (period: MeasuredPeriod, unitId: string | null) => {
    const former = old && figureOf(period, old, unitId)
    const next = figureOf(period, proposed, unitId)
    return {
      old: former?.text ?? "–",
      proposed: next.text,
      isSame: former !== null && former.status === next.status && former.value === next.value,
      isTold: next.status !== "NO_DATA" || (former !== null && former.status !== "NO_DATA"),
    }
  }
  const shown = ({ isTold: _, ...told }: ReturnType<typeof line>) => told
  const periods = measured.map((one) => ({ one, ...line(one, null) })).reverse()
  const latest = periods.find(({ isTold }) => isTold)?.one ?? null
  const units = latest?.facts
    ? [...new Set([...unitsOf(latest.facts, proposed), ...(old ? unitsOf(latest.facts, old) : [])])]
        .map((id) => ({ id, name: nameOf(id), ...shown(line(latest, id)) }))
        .sort((a, b) => compareVietnamese(a.name, b.name))
    : []
  const lines = periods.map(({ one, old: was, proposed: next, isSame }) => ({
    id: one.period.id,
    name: one.period.label,
    old: was,
    proposed: next,
    isSame,
  }))
  return {
    periods: lines,
    unitsIn: latest && { id: latest.period.id, label: latest.period.label },
    units,
    differing: [...lines, ...units].filter(({ isSame }) => !isSame).length,
  }
}
