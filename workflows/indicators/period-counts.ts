import { type CountName, NAMED_COUNTS, type OwnCountName } from "#models/indicator/named-count.ts"
import type { CountItem, PeriodCounts } from "./count-list.ts"
import { ownItems } from "./own-counts.ts"
import type { PeriodFacts } from "./period-facts.ts"
import { usageCounts } from "./usage-counts.ts"

/** Every named count of a period, for any unit, each worked out once. Facts null: the period has not begun. */
export const periodCounts = (facts: PeriodFacts | null): PeriodCounts => {
  if (!facts) return { value: () => null, items: () => null }
  const usage = usageCounts(facts)
  const lists = new Map<string, CountItem[] | null>()
  const values = new Map<string, number | null>()
  const isOwn = (name: CountName) => !["USAGE", "CALENDAR"].includes(NAMED_COUNTS[name].from)
  const ownList = (name: CountName, unitId: string | null): CountItem[] | null =>
    remember(lists, `${name} ${unitId}`, () => ownItems(facts, name as OwnCountName, unitId))
  return {
    items: (name, unitId) => (isOwn(name) ? ownList(name, unitId) : usage.items(name, unitId)),
    value: (name, unitId) =>
      remember(values, `${name} ${unitId}`, () =>
        isOwn(name) ? (ownList(name, unitId)?.length ?? null) : usage.value(name, unitId),
      ),
  }
}

function remember<T>(kept: Map<string, T>, key: string, work: () => T): T {
  const known = kept.get(key)
  if (known !== undefined || kept.has(key)) return known as T
  const found = work()
  kept.set(key, found)
  return found
}
