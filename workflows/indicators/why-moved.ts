import type { CountItem } from "./count-list.ts"
import type { FigureList } from "./indicator-figures.server.ts"

/** A record by which a count differs: it came, went, or counts for another number; `by` is how much, and all `by` sum to the difference. */
type MovedItem = Pick<CountItem, "key" | "code" | "name" | "unitId" | "note"> & {
  by: number
  kind: "CAME" | "WENT" | "CHANGED"
}

export type MovedCount = {
  name: FigureList["name"]
  label: string
  before: number | null
  after: number | null
  /** Null where one of both is not known. */
  difference: number | null
  items: MovedItem[]
}

/**
 * Why a count is another than before: the records between, largest first. Of two periods it says what moved; of two formulas what they see
 * differently. Pure.
 */
export const whyMoved = (before: FigureList | undefined, after: FigureList): MovedCount => {
  const difference =
    before === undefined || before.value === null || after.value === null ? null : after.value - before.value
  const head = { name: after.name, label: after.label, before: before?.value ?? null, after: after.value }
  if (difference === null || !before) return { ...head, difference, items: [] }
  const [old, now] = [byKey(before.items), byKey(after.items)]
  const items: MovedItem[] = []
  for (const [key, item] of now) {
    const former = old.get(key)
    const by = item.amount - (former?.amount ?? 0)
    if (by !== 0) items.push(moved(item, by, former ? "CHANGED" : "CAME"))
  }
  for (const [key, item] of old) if (!now.has(key)) items.push(moved(item, -item.amount, "WENT"))
  return { ...head, difference, items: items.sort((a, b) => Math.abs(b.by) - Math.abs(a.by)) }
}

const byKey = (items: readonly CountItem[]): Map<string, CountItem> =>
  new Map(items.map((item) => [item.key, item]))

const moved = (
  { key, code, name, unitId, note }: CountItem,
  by: number,
  kind: MovedItem["kind"],
): MovedItem => ({
  key,
  code,
  name,
  unitId,
  note,
  by,
  kind,
})
