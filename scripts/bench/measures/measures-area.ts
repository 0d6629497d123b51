import { periodOf } from "#models/indicator/period.ts"
import { USAGE_COLUMN_NAMES, USAGE_COLUMNS } from "#models/indicator/usage-column.ts"
import type { UsageSheet } from "#models/indicator/usage-sheet.ts"
import { INDICATORS } from "#seeds/reference/indicators.ts"
import { readIndicator, workOut } from "#workflows/indicators/evaluate.ts"
import { periodCounts } from "#workflows/indicators/period-counts.ts"
import type { PeriodFacts } from "#workflows/indicators/period-facts.ts"
import type { Area } from "../area.ts"
import { timeInTurn } from "../timing.ts"

const SERVICES = 2_000
const UNITS = 100
const MONTHS = 12
const COLUMNS = USAGE_COLUMN_NAMES.filter((name) => USAGE_COLUMNS[name].kind === "DOSSIERS")
const NOBODY: ReadonlySet<string> = new Set()

/** Every indicator of every unit and month, beside adding up every number of the same lines once. */
export const measuresArea: Area = {
  name: "measures",
  title: `Mọi chỉ số của ${SERVICES.toLocaleString("vi-VN")} dịch vụ × ${UNITS} đơn vị × ${MONTHS} tháng`,
  run: async (say) => {
    const sheets = madeSheets()
    const months = Array.from({ length: MONTHS }, (_, at) => `2023-${String(at + 1).padStart(2, "0")}`)
    const indicators = INDICATORS.map(readIndicator)
    const units = [null, ...Array.from({ length: UNITS }, (_, at) => `don-vi-${at}`)]
    const byMonth = Map.groupBy(sheets, ({ month }) => month)
    const facts = months.map((month) => factsOf(month, byMonth.get(month) ?? []))

    const allIndicators = () => {
      let numbers = 0
      for (const one of facts) {
        const counts = periodCounts(one)
        for (const unitId of units)
          for (const indicator of indicators)
            if (workOut(indicator, (name) => counts.value(name, unitId)).value !== null) numbers += 1
      }
      return numbers
    }
    const onePass = () => {
      const sums = new Float64Array(COLUMNS.length)
      for (const { rows } of sheets)
        for (const { values } of rows)
          for (let at = 0; at < sums.length; at += 1) sums[at] = (sums[at] as number) + (values[at] as number)
      return sums
    }
    say(`${(SERVICES * UNITS * MONTHS).toLocaleString("vi-VN")} dòng, ${allIndicators()} số liệu`)
    const { ours, once } = await timeInTurn({ ours: allIndicators, once: onePass }, { rounds: 9, warmUp: 2 })
    say(`mọi chỉ số ${ours.toFixed(0)} ms, một lượt cộng ${once.toFixed(0)} ms`)
    return [
      {
        name: "measures-pass",
        title: "Mọi chỉ số, so với một lượt đọc cùng các dòng",
        value: ours / once,
        unit: "×",
        target: { atMost: 5 },
      },
    ]
  },
}

const codeOf = (service: number): string => `1.${String(service).padStart(6, "0")}`

function madeSheets(): UsageSheet[] {
  return Array.from({ length: UNITS * MONTHS }, (_, place) => {
    const [unit, month] = [place % UNITS, Math.floor(place / UNITS) + 1]
    const at = {
      kind: "DOSSIERS" as const,
      month: `2023-${String(month).padStart(2, "0")}`,
      unitId: `don-vi-${unit}`,
    }
    return {
      ...at,
      id: `${at.kind}:${at.month}:${at.unitId}`,
      columns: COLUMNS,
      rows: Array.from({ length: SERVICES }, (_row, service) => ({
        procedureCode: codeOf(service),
        serviceCode: "",
        values: COLUMNS.map((_name, column) => (service * 7 + unit * 3 + month + column) % 50),
      })),
      generated: true,
      importId: "do",
      fileName: "do.csv",
      by: "do",
      at: new Date("2024-01-01"),
    }
  })
}

const factsOf = (month: string, usage: UsageSheet[]): PeriodFacts => ({
  period: periodOf(month) as PeriodFacts["period"],
  readOn: `${month}-28`,
  procedures: Array.from({ length: SERVICES }, (_, service) => ({
    code: codeOf(service),
    name: "",
    unitId: `don-vi-${service % UNITS}`,
    members: NOBODY,
    missingParts: [],
    isEligible: service % 2 === 0,
    hasFee: service % 3 === 0,
    costs: service % 3 === 0,
    givesResult: true,
    isForCitizens: true,
  })),
  catalogue: Array.from({ length: SERVICES }, (_, service) => ({
    serviceId: `${codeOf(service)}.01@don-vi-${service % UNITS}`,
    serviceCode: `${codeOf(service)}.01`,
    code: codeOf(service),
    name: "",
    unitId: `don-vi-${service % UNITS}`,
    members: NOBODY,
    level: service % 2 === 0 ? ("FULL" as const) : ("PARTIAL" as const),
    isProactive: false,
    isPublic: true,
  })),
  announced: [],
  publications: [],
  publicationsUntil: `${month}-28`,
  tasks: null,
  remarks: [],
  usage,
  lastYear: new Map(),
  groups: new Map(),
})
