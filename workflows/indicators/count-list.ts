import type { CountName } from "#models/indicator/named-count.ts"

/** One line behind a count; `amount` is what it adds: 1 for things counted, a number of dossiers for an imported line. */
export type CountItem = {
  /** What makes it one and the same in another period. */
  key: string
  code: string
  name: string
  unitId: string
  amount: number
  /** What an officer asks next: the level, the day, what is missing. */
  note: string
}

/** A named count of one period and unit. The sum of its items is its value; null: nobody has the data. */
type CountOf = (name: CountName, unitId: string | null) => number | null
type ItemsOf = (name: CountName, unitId: string | null) => CountItem[] | null

/** Counts of one period, each worked out once. */
export type PeriodCounts = { value: CountOf; items: ItemsOf }
