import {
  COUNT_NAMES,
  type CountName,
  NAMED_COUNTS,
  type OwnCountName,
} from "#models/indicator/named-count.ts"
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

const OWN: ReadonlySet<CountName> = new Set(
  COUNT_NAMES.filter((name) => !["USAGE", "CALENDAR"].includes(NAMED_COUNTS[name].from)),
)
const isOwn = (name: CountName): boolean => OWN.has(name)

type OfCount<T> = (name: CountName, unitId: string | null) => T

/** The same, worked out once for each count and unit. */
function remembered<T extends number | object | null>(work: OfCount<T>): OfCount<T> {
  const known = new Map<string | null, Map<CountName, T>>()
  const ofUnit = (unitId: string | null): Map<CountName, T> => {
    const found = known.get(unitId)
    if (found) return found
    const made = new Map<CountName, T>()
    known.set(unitId, made)
    return made
  }
  return (name, unitId) => {
    const counts = ofUnit(unitId)
    const found = counts.get(name)
    if (found !== undefined) return found
    const made = work(name, unitId)
    counts.set(name, made)
    return made
  }
}
