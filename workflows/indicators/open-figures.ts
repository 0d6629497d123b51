import { formulaInWords } from "#models/indicator/formula.ts"
import { isCountName, NAMED_COUNTS } from "#models/indicator/named-count.ts"
import { toCsv } from "#models/shared/csv.ts"
import { TRAINING_MARK } from "#models/shared/training-mark.ts"
import type { ReadIndicator } from "./evaluate.ts"
import { unitsOf } from "./figure-units.ts"
import { figureOf, listsBehind, type MeasuredPeriod } from "./indicator-figures.server.ts"

/** Files of the figures of a period, by name: definitions, the data they rest on, the results. All of them or none make sense. */
export const OPEN_FILES = [
  "README.md",
  "indicators.csv",
  "indicators.json",
  "counts.csv",
  "data.csv",
  "results.csv",
  "results.json",
] as const
export type OpenFile = (typeof OPEN_FILES)[number]

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const jsonOf = (value: unknown): Uint8Array => bytesOf(`${JSON.stringify(value, null, 1)}\n`)
const textOf = (value: number | null): string => (value === null ? "" : String(value))

/**
 * What is published of a period: a stranger recomputes every result from `indicators.csv` and `data.csv` alone (`npm run recompute`).
 * `scope` is empty for the province, else the unit. A count that is known has a line with an empty key; without any it is not known.
 */
export const openFigureFiles = (
  measured: MeasuredPeriod,
  isTraining: boolean,
): Record<OpenFile, Uint8Array> => {
  const { period, facts, indicators } = measured
  const results: string[][] = []
  const data = new Map<string, string[]>()
  for (const indicator of indicators)
    for (const unitId of [null, ...(facts ? unitsOf(facts, indicator) : [])]) {
      const scope = unitId ?? ""
      const figure = figureOf(measured, indicator, unitId)
      results.push([
        period.id,
        scope,
        indicator.id,
        figure.status,
        textOf(figure.numerator),
        textOf(figure.denominator),
        textOf(figure.value),
        figure.isGenerated ? "x" : "",
      ])
      for (const { name, value, items } of listsBehind(measured, indicator, unitId)) {
        const mark = `${scope} ${name}`
        if (value === null || data.has(`${mark} `)) continue
        const isBare = NAMED_COUNTS[name].from === "CALENDAR"
        data.set(`${mark} `, [period.id, scope, name, "", isBare ? String(value) : "0"])
        for (const { key, amount } of items)
          data.set(`${mark} ${key}`, [period.id, scope, name, key, String(amount)])
      }
    }
  const definitions = indicators.map(({ read: _, ...indicator }) => indicator)
  return {
    "README.md": bytesOf(readmeOf(measured, isTraining)),
    "indicators.csv": toCsv([INDICATOR_HEADINGS, ...indicators.map(definitionRow)]),
    "indicators.json": jsonOf(definitions),
    "counts.csv": toCsv([
      ["count", "label", "of", "from", "definition"],
      ...namesIn(indicators).map((name) => {
        const { label, of, from, definition } = NAMED_COUNTS[name]
        return [name, label, of, from, definition]
      }),
    ]),
    "data.csv": toCsv([["period", "scope", "count", "key", "amount"], ...data.values()]),
    "results.csv": toCsv([RESULT_HEADINGS, ...results]),
    "results.json": jsonOf(
      results.map((row) => Object.fromEntries(RESULT_HEADINGS.map((name, place) => [name, row[place]]))),
    ),
  }
}

const RESULT_HEADINGS = [
  "period",
  "scope",
  "indicator",
  "status",
  "numerator",
  "denominator",
  "value",
  "generated",
]

const INDICATOR_HEADINGS = [
  "id",
  "set",
  "name",
  "numerator",
  "denominator",
  "scale",
  "decimals",
  "whenEmpty",
  "inWords",
  "source",
  "validFrom",
  "validTo",
]

const labelOf = (name: string): string => (isCountName(name) ? NAMED_COUNTS[name].label : name)

const definitionRow = ({ read, ...indicator }: ReadIndicator): string[] => [
  indicator.id,
  indicator.set,
  indicator.name,
  indicator.numerator,
  indicator.denominator,
  indicator.scale,
  String(indicator.decimals),
  indicator.whenEmpty,
  [read.numerator, read.denominator]
    .flatMap((part) => (part ? [formulaInWords(part, labelOf)] : []))
    .join(" : "),
  indicator.source,
  indicator.validFrom,
  indicator.validTo ?? "",
]

const namesIn = (indicators: readonly ReadIndicator[]) => [
  ...new Set(indicators.flatMap(({ read }) => read.names)),
]

const readmeOf = ({ period, facts }: MeasuredPeriod, isTraining: boolean): string => `# Chỉ số ${period.label}

${isTraining ? `${TRAINING_MARK}.\n\n` : ""}Số liệu của hệ thống đọc đến ngày ${facts?.readOn ?? "(kỳ chưa bắt đầu)"}. Không có dữ liệu cá nhân.

- indicators.csv, indicators.json: định nghĩa. Tử số và mẫu số là công thức trên các số đếm: + − × ÷, ngoặc, max(a; b), min(a; b), firstOf(a; b).
  Mẫu số trống là 1. max, min, firstOf bỏ qua số đếm không có số liệu; firstOf lấy số đầu tiên khác 0.
- counts.csv: từng số đếm là gì.
- data.csv: các dòng của từng số đếm; scope trống là toàn tỉnh. Tổng cột amount là số đếm. Số đếm không có dòng nào: chưa có số liệu.
- results.csv, results.json: kết quả. status: VALUE có giá trị; EMPTY_DENOMINATOR mẫu số bằng 0 (ZERO ghi 0, NOT_APPLICABLE để trống);
  NO_DATA chưa có số liệu. PERCENT là 100 × tử số ÷ mẫu số. Làm tròn nửa lên ở số chữ số decimals. generated = x: có dữ liệu sinh để tập huấn.

Tính lại và so với results.csv: npm run recompute -- THƯ_MỤC (mã nguồn: scripts/recompute.ts, đọc riêng được).
`
