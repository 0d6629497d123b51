import { type Formula, formulaValue } from "#models/indicator/formula.ts"
import { type CountName, NAMED_COUNTS } from "#models/indicator/named-count.ts"
import type { CountItem, PeriodCounts } from "./count-list.ts"

/** A record as a formula counts it; `amount` may be a fraction or less than 0 where the formula multiplies or subtracts. */
export type FormulaRecord = CountItem

/** What a formula counts, record by record: the amounts of the records and `constant` sum to its value. */
export type FormulaRecords = { constant: number; records: Map<string, FormulaRecord> }

/**
 * The records a formula counts for a unit (null: the province); null where it is no sum of records: nobody has the data, or counts are
 * multiplied or divided by one another. Of `max`, `min` and `firstOf` it is the part that was chosen. Pure.
 */
export const formulaRecords = (
  formula: Formula,
  counts: PeriodCounts,
  unitId: string | null,
): FormulaRecords | null => {
  const worth = (part: Formula) => formulaValue(part, (name) => counts.value(name as CountName, unitId))
  switch (formula.kind) {
    case "NUMBER":
      return { constant: formula.value, records: new Map() }
    case "COUNT":
      return ofCount(formula.name as CountName, counts, unitId)
    case "CHOICE": {
      const chosen = worth(formula)
      const part = formula.parts.find((one) => chosen !== null && worth(one) === chosen)
      return part ? formulaRecords(part, counts, unitId) : null
    }
    case "SUM": {
      const left = formulaRecords(formula.left, counts, unitId)
      const right = formulaRecords(formula.right, counts, unitId)
      return left && right && added(left, times(right, formula.sign))
    }
    case "PRODUCT": {
      const [left, right] = [formula.left, formula.right].map((part) => formulaRecords(part, counts, unitId))
      if (!left || !right) return null
      if (right.records.size === 0) return times(left, right.constant)
      return left.records.size === 0 ? times(right, left.constant) : null
    }
    case "QUOTIENT": {
      const right = formulaRecords(formula.right, counts, unitId)
      const left = formulaRecords(formula.left, counts, unitId)
      return left && right && right.records.size === 0 && right.constant !== 0
        ? times(left, 1 / right.constant)
        : null
    }
  }
}

function ofCount(name: CountName, counts: PeriodCounts, unitId: string | null): FormulaRecords | null {
  const value = counts.value(name, unitId)
  const items = counts.items(name, unitId)
  if (value === null || items === null) return null
  const { of, from } = NAMED_COUNTS[name]
  if (from === "CALENDAR") return { constant: value, records: new Map() }
  // A procedure is the same whichever count names it; a service is another thing, also under the same code.
  return { constant: 0, records: new Map(items.map((item) => [`${of} ${item.key}`, { ...item }])) }
}

const times = ({ constant, records }: FormulaRecords, by: number): FormulaRecords => ({
  constant: constant * by,
  records: new Map([...records].map(([key, one]) => [key, { ...one, amount: one.amount * by }])),
})

function added(left: FormulaRecords, right: FormulaRecords): FormulaRecords {
  const records = new Map(left.records)
  for (const [key, one] of right.records) {
    const known = records.get(key)
    const amount = (known?.amount ?? 0) + one.amount
    if (amount === 0) records.delete(key)
    else records.set(key, { ...(known ?? one), amount })
  }
  return { constant: left.constant + right.constant, records }
}
