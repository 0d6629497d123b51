import {
  DIRECTIONS,
  EMPTY_RULES,
  INDICATOR_SCALES,
  INDICATOR_SETS,
  type Indicator,
} from "#models/indicator/indicator.ts"
import { PERIOD_KINDS, type PeriodKind } from "#models/indicator/period.ts"
import type { Row } from "#models/reference-change/reference-change.ts"
import { formulaFault } from "#workflows/indicators/formula-faults.ts"
import { overlapFaults } from "../overlap-faults.ts"
import { DAY_FIELDS, DAYS, MOST_IN_ONE, type ReferenceTable, type RowFault } from "../reference-table.ts"
import { keptTable } from "./kept-table.server.ts"

const KEY = ["id", "validFrom"]

const optionsOf = (labels: Record<string, string>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }))

/** What is measured: formulas over named counts, each with its source and days. */
export const indicators: ReferenceTable = {
  id: "chi-so",
  lead: "Chỉ số đo lường: công thức trên các số đếm có tên, đơn vị, kỳ, nguồn.",
  fields: [
    {
      kind: "TEXT",
      name: "id",
      label: "Mã chỉ số",
      description: "Số của bộ chỉ số, ví dụ 766-3.1.",
      max: 30,
      pattern: /^[\p{L}\p{N}.-]+$/u,
      wrong: "Chỉ dùng chữ, số, dấu chấm, gạch nối.",
    },
    { kind: "CHOICE", name: "set", label: "Bộ chỉ số", options: optionsOf(INDICATOR_SETS) },
    { kind: "TEXT", name: "name", label: "Tên chỉ số", max: 200 },
    {
      kind: "TEXT",
      name: "numerator",
      label: "Tử số",
      description: "Tên số đếm, số, + − × ÷, ngoặc; max(a; b), min(a; b), firstOf(a; b).",
      max: 300,
    },
    {
      kind: "TEXT",
      name: "denominator",
      label: "Mẫu số",
      description: "Bỏ trống khi chỉ số là một số đếm.",
      max: 300,
      isOptional: true,
    },
    { kind: "CHOICE", name: "scale", label: "Đơn vị", options: optionsOf(INDICATOR_SCALES) },
    { kind: "NUMBER", name: "decimals", label: "Số chữ số thập phân", min: 0, max: 4, isWhole: true },
    { kind: "CHOICE", name: "whenEmpty", label: "Khi mẫu số bằng 0", options: optionsOf(EMPTY_RULES) },
    { kind: "CHOICE", name: "direction", label: "Chiều", options: optionsOf(DIRECTIONS) },
    {
      kind: "LINES",
      name: "periods",
      label: "Kỳ tính",
      description: "Mỗi dòng một loại: MONTH (tháng), QUARTER (quý), YEAR (năm).",
      max: 10,
    },
    {
      kind: "NUMBER",
      name: "fullPointsFrom",
      label: "Đạt điểm tối đa từ",
      description: "Theo đơn vị của chỉ số; dưới mức này tính theo tỷ lệ. Bỏ trống khi không có.",
      min: 0,
      max: 1_000_000,
      isWhole: false,
      isOptional: true,
    },
    { kind: "TEXT", name: "source", label: "Nguồn (văn bản, điều)", max: 300 },
    { kind: "TEXT", name: "note", label: "Ghi chú", max: 500, isOptional: true },
    ...DAY_FIELDS,
  ],
  key: KEY,
  days: DAYS,
  isLaw: false,
  isBoundByEditions: false,
  mostRows: MOST_IN_ONE,
  ...keptTable("indicators", KEY, { row: (stored) => ({ ...stored }), stored: storedIndicator }),
  faults: (change) => [
    ...change.rows.flatMap(({ key, after }) => (after ? rowFaults(key, after) : [])),
    ...overlapFaults(change, {
      span: ["validFrom", "validTo"],
      same: (one, other) => one.id === other.id,
      message: (other) => `Chỉ số ${other.id} đã có công thức trong cùng thời gian`,
    }),
  ],
  effects: () => ({
    moved: {},
    notes: ["Số liệu của các kỳ trước ngày hiệu lực giữ công thức cũ; số đã chốt trong báo cáo không đổi."],
  }),
}

/** A row of the table as the indicator it says. */
export function storedIndicator(row: Row): Indicator {
  return {
    id: String(row.id),
    set: String(row.set) as Indicator["set"],
    name: String(row.name),
    numerator: String(row.numerator),
    denominator: String(row.denominator ?? ""),
    scale: String(row.scale) as Indicator["scale"],
    decimals: Number(row.decimals),
    whenEmpty: String(row.whenEmpty) as Indicator["whenEmpty"],
    direction: String(row.direction) as Indicator["direction"],
    periods: (Array.isArray(row.periods) ? row.periods : []) as PeriodKind[],
    fullPointsFrom: typeof row.fullPointsFrom === "number" ? row.fullPointsFrom : null,
    source: String(row.source),
    note: String(row.note ?? ""),
    validFrom: String(row.validFrom),
    validTo: typeof row.validTo === "string" ? row.validTo : null,
  }
}

function rowFaults(key: string, row: Row): RowFault[] {
  const { numerator, denominator, periods } = storedIndicator(row)
  const formulas = [
    ["numerator", numerator],
    ["denominator", denominator],
  ] as const
  const wrong = periods.find((kind) => !PERIOD_KINDS.includes(kind))
  return [
    ...formulas.flatMap(([field, text]) => {
      const fault = field === "denominator" && text === "" ? null : formulaFault(text)
      return fault ? [{ key, field, message: fault }] : []
    }),
    ...(wrong === undefined
      ? []
      : [
          {
            key,
            field: "periods",
            message: `Không có loại kỳ «${wrong}». Ghi MONTH, QUARTER hoặc YEAR, mỗi dòng một loại.`,
          },
        ]),
  ]
}
