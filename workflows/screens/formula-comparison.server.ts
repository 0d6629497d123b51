import { formulaInWords } from "#models/indicator/formula.ts"
import type { Indicator } from "#models/indicator/indicator.ts"
import { COUNT_UNITS, isCountName, NAMED_COUNTS } from "#models/indicator/named-count.ts"
import { periodOn, periodsUpTo } from "#models/indicator/period.ts"
import { dayOf } from "#models/shared/dates.ts"
import { compareVietnamese } from "#models/shared/text.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { type ComparedPart, compareFormulas, kindsCounted } from "#workflows/indicators/compare-formulas.ts"
import { type ReadIndicator, readIndicator } from "#workflows/indicators/evaluate.ts"
import { unitsOf } from "#workflows/indicators/figure-units.ts"
import {
  figureOf,
  getPeriod,
  type MeasuredPeriod,
  measurePeriods,
} from "#workflows/indicators/indicator-figures.server.ts"
import { unitNamesOn } from "#workflows/indicators/read-facts.server.ts"
import { type FormulaVersion, findFormulaVersions, versionAt } from "./formula-versions.server.ts"

/** What is compared: two addresses of versions, a period, a unit; empty: nothing chosen yet, the quarter of today, the province. */
export type ComparisonQuery = { a: string; b: string; period: string; unit: string }

const PERIODS_OFFERED = 8

/** Two formulas over one period: figures of the province and of each unit, and the records counted by one and not by the other. */
export const getFormulaComparison = async (
  d: OfficeDependencies,
  { actor, query }: { actor: Actor; query: ComparisonQuery },
) => {
  await authorise(d, actor, "indicator.view", { kind: "indicator", id: "*" })
  const today = dayOf(d.clock.now())
  const versions = await findFormulaVersions()
  const period = query.period === "" ? periodOn("QUARTER", today) : getPeriod(query.period)
  const [measured] = (await measurePeriods(d, [period])) as [MeasuredPeriod]
  const names = await unitNamesOn(measured.facts?.readOn ?? today)
  const nameOf = (id: string) => names.get(id) ?? id
  const head = {
    versions: versions.map(({ address, label }) => ({ id: address, name: label })),
    periods: (["QUARTER", "MONTH", "YEAR"] as const).flatMap((kind) =>
      periodsUpTo(periodOn(kind, today), kind === "YEAR" ? 3 : PERIODS_OFFERED)
        .reverse()
        .map(({ id, label }) => ({ id, name: label })),
    ),
    period: { id: period.id, label: period.label },
    readOn: measured.facts?.readOn ?? null,
  }
  if (query.a === "" || query.b === "") return { ...head, compared: null }
  const [a, b] = [query.a, query.b].map((address) => read(versionAt(versions, address))) as [Read, Read]
  const unitId = query.unit === "" ? null : query.unit
  const units = measured.facts
    ? [...new Set([...unitsOf(measured.facts, a.indicator), ...unitsOf(measured.facts, b.indicator)])]
    : []
  const line = (id: string | null) => {
    const [inA, inB] = [figureOf(measured, a.indicator, id), figureOf(measured, b.indicator, id)]
    return {
      a: inA.text,
      b: inB.text,
      isSame: inA.value === inB.value && inA.status === inB.status,
      isTold: inA.status !== "NO_DATA" || inB.status !== "NO_DATA",
    }
  }
  return {
    ...head,
    compared: {
      a: versionView(a),
      b: versionView(b),
      unit: unitId === null ? null : { id: unitId, name: nameOf(unitId) },
      figure: line(unitId),
      parts: compareFormulas(a.indicator, b.indicator, measured.counts, unitId).map((part) =>
        partView(part, nameOf),
      ),
      units: units
        .map((id) => ({ id, name: nameOf(id), ...line(id) }))
        .sort((one, other) => compareVietnamese(one.name, other.name)),
      counted: [a, b].map(({ indicator }) =>
        [...kindsCounted(indicator)].map((kind) => COUNT_UNITS[kind] || "số").join(", "),
      ),
    },
  }
}

type Read = FormulaVersion & { indicator: ReadIndicator }
const read = (version: FormulaVersion): Read => ({ ...version, indicator: readIndicator(version.indicator) })

const versionView = ({ address, label, indicator: { read: parts, ...indicator } }: Read) => ({
  address,
  label,
  indicator: indicator satisfies Indicator,
  words: [
    formulaInWords(parts.numerator, labelOf),
    ...(parts.denominator ? [formulaInWords(parts.denominator, labelOf)] : []),
  ].join(" : "),
})

const labelOf = (name: string): string => (isCountName(name) ? NAMED_COUNTS[name].label : name)

/** The records of a part as one list, each with whose it is: A's alone, B's alone, or counted for another number. */
const partView = ({ part, a, b, records }: ComparedPart, nameOf: (id: string) => string) => ({
  part,
  a,
  b,
  between:
    records &&
    (
      [
        ["ONLY_A", records.onlyA],
        ["ONLY_B", records.onlyB],
        ["UNLIKE", records.unlike],
      ] as const
    ).map(([side, rows]) => ({
      side,
      rows: rows.map((row) => ({ ...row, unitName: nameOf(row.unitId) })),
      inA: sum(rows.map(({ inA }) => inA)),
      inB: sum(rows.map(({ inB }) => inB)),
    })),
  alike: records?.alike ?? null,
  constants: records ? { a: records.constantA, b: records.constantB } : null,
})

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

export type FormulaComparison = NonNullable<Awaited<ReturnType<typeof getFormulaComparison>>["compared"]>
