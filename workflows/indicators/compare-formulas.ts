import { formulaValue } from "#models/indicator/formula.ts"
import { type CountName, NAMED_COUNTS } from "#models/indicator/named-count.ts"
import type { PeriodCounts } from "./count-list.ts"
import type { ReadIndicator } from "./evaluate.ts"
import { type FormulaRecord, type FormulaRecords, formulaRecords } from "./formula-records.ts"

/** A record two formulas do not count alike: what each counts it for, 0 where it does not. */
type UnlikeRecord = Omit<FormulaRecord, "amount"> & { inA: number; inB: number }

/** A part of two formulas beside one another. */
export type ComparedPart = {
  part: "NUMERATOR" | "DENOMINATOR"
  a: number | null
  b: number | null
  /** Null where one of both has no data or is no sum of records. `a` = `onlyA` + `alike` + what A counts of `unlike` + `constantA`; B alike. */
  records: {
    onlyA: UnlikeRecord[]
    onlyB: UnlikeRecord[]
    /** Counted by both, for another number. */
    unlike: UnlikeRecord[]
    /** How many records both count for the same number, and what these come to. */
    alike: { records: number; amount: number }
    constantA: number
    constantB: number
  } | null
}

/**
 * Formula A against formula B over one period and unit (null: the province): which records stand between them, both ways, for the
 * numerator and the denominator. Pure.
 */
export const compareFormulas = (
  a: Pick<ReadIndicator, "read">,
  b: Pick<ReadIndicator, "read">,
  counts: PeriodCounts,
  unitId: string | null,
): ComparedPart[] =>
  (["NUMERATOR", "DENOMINATOR"] as const).map((part) => {
    const [formulaA, formulaB] = [a, b].map(({ read }) =>
      part === "NUMERATOR" ? read.numerator : (read.denominator ?? ONE),
    ) as [typeof a.read.numerator, typeof a.read.numerator]
    const worth = (formula: typeof formulaA) =>
      formulaValue(formula, (name) => counts.value(name as CountName, unitId))
    const inA = formulaRecords(formulaA, counts, unitId)
    const inB = formulaRecords(formulaB, counts, unitId)
    return {
      part,
      a: worth(formulaA),
      b: worth(formulaB),
      records: inA && inB && recordsBetween(inA, inB),
    }
  })

const ONE = { kind: "NUMBER", value: 1 } as const

function recordsBetween(a: FormulaRecords, b: FormulaRecords): NonNullable<ComparedPart["records"]> {
  const onlyA: UnlikeRecord[] = []
  const onlyB: UnlikeRecord[] = []
  const unlike: UnlikeRecord[] = []
  const alike = { records: 0, amount: 0 }
  for (const [key, { amount, ...record }] of a.records) {
    const inB = b.records.get(key)?.amount
    if (inB === undefined) onlyA.push({ ...record, inA: amount, inB: 0 })
    else if (inB === amount) {
      alike.records += 1
      alike.amount += amount
    } else unlike.push({ ...record, inA: amount, inB })
  }
  for (const [key, { amount, ...record }] of b.records)
    if (!a.records.has(key)) onlyB.push({ ...record, inA: 0, inB: amount })
  const sorted = (rows: UnlikeRecord[]) => rows.sort(byDifference)
  return {
    onlyA: sorted(onlyA),
    onlyB: sorted(onlyB),
    unlike: sorted(unlike),
    alike,
    constantA: a.constant,
    constantB: b.constant,
  }
}

const byDifference = (one: UnlikeRecord, other: UnlikeRecord): number =>
  Math.abs(other.inB - other.inA) - Math.abs(one.inB - one.inA) || one.key.localeCompare(other.key)

/** What two indicators count, in words, where it is not the same thing: `thủ tục` against `dịch vụ công`. */
export const kindsCounted = ({
  read,
}: Pick<ReadIndicator, "read">): Set<(typeof NAMED_COUNTS)[CountName]["of"]> =>
  new Set(read.names.map((name) => NAMED_COUNTS[name].of))
