import { type CountName, NAMED_COUNTS, type OwnCountName } from "#models/indicator/named-count.ts"
import type { PeriodCounts } from "./count-list.ts"
import { factsByUnit } from "./facts-by-unit.ts"
import { type Counted, ownCount } from "./own-counts.ts"
import type { PeriodFacts } from "./period-facts.ts"
import { usageCounts } from "./usage-counts.ts"

/** Every named count of a period, for any unit, each worked out once. Facts null: the period has not begun. */
export const periodCounts = (facts: PeriodFacts | null): PeriodCounts => {
  if (!facts) return { value: () => null, items: () => null }
  const usage = usageCounts(facts)
  const factsOf = factsByUnit(facts)
  const own = remembered((name, unitId): Counted | null => ownCount(factsOf(unitId), name as OwnCountName))
  const used = remembered(usage.value)
  return {
    items: (name, unitId) => (isOwn(name) ? (own(name, unitId)?.items() ?? null) : usage.items(name, unitId)),
    value: (name, unitId) => (isOwn(name) ? (own(name, unitId)?.value ?? null) : used(name, unitId)),
  }
}

const isOwn = (name: CountName): boolean => {
  const { from } = NAMED_COUNTS[name]
  return from !== "USAGE" && from !== "CALENDAR"
}

type OfCount<T> = (name: CountName, unitId: string | null) => T

/** The same, worked out once for each count and unit. */
function remembered<T>(work: OfCount<T>): OfCount<T> {
  const known = new Map<CountName, Map<string | null, T>>()
  return (name, unitId) => {
    const ofName = known.get(name) ?? new Map<string | null, T>()
    known.set(name, ofName)
    if (!ofName.has(unitId)) ofName.set(unitId, work(name, unitId))
    return ofName.get(unitId) as T
  }
}
