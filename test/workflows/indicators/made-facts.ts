import { periodOf } from "#models/indicator/period.ts"
import type { UsageColumn } from "#models/indicator/usage-column.ts"
import { type UsageSheet, usageSheetIdOf } from "#models/indicator/usage-sheet.ts"
import type { CatalogueFact, PeriodFacts, ProcedureRow } from "#workflows/indicators/period-facts.ts"

const NOBODY: ReadonlySet<string> = new Set()

export const aProcedure = (code: string, unitId: string, over: Partial<ProcedureRow> = {}): ProcedureRow => ({
  code,
  name: `Thủ tục ${code}`,
  unitId,
  members: NOBODY,
  missingParts: [],
  isEligible: false,
  hasFee: false,
  costs: false,
  givesResult: true,
  isForCitizens: true,
  ...over,
})

export const aService = (
  code: string,
  unitId: string,
  level: CatalogueFact["level"],
  over: Partial<CatalogueFact> = {},
): CatalogueFact => ({
  serviceId: `${code}.01@${unitId}`,
  serviceCode: `${code}.01`,
  code,
  name: `Thủ tục ${code}`,
  unitId,
  members: NOBODY,
  level,
  isProactive: false,
  isPublic: true,
  ...over,
})

export const aSheet = (
  unitId: string,
  month: string,
  rows: [procedureCode: string, numbers: Partial<Record<UsageColumn, number>>][],
  over: Partial<UsageSheet> = {},
): UsageSheet => {
  const columns = [...new Set(rows.flatMap(([, numbers]) => Object.keys(numbers) as UsageColumn[]))]
  const sheet = { kind: "DOSSIERS" as const, month, unitId }
  return {
    ...sheet,
    id: usageSheetIdOf(sheet),
    columns,
    rows: rows.map(([procedureCode, numbers]) => ({
      procedureCode,
      serviceCode: "",
      values: columns.map((name) => numbers[name] ?? 0),
    })),
    generated: false,
    importId: "nhap-1",
    fileName: "so-lieu.csv",
    by: "dieuphoi",
    at: new Date("2023-04-03T02:00:00Z"),
    ...over,
  }
}

/** A quarter with nothing in it but what is given. */
export const aQuarter = (over: Partial<PeriodFacts> = {}): PeriodFacts => ({
  period: periodOf("2023-Q1") as PeriodFacts["period"],
  readOn: "2023-03-31",
  procedures: [],
  catalogue: [],
  announced: [],
  publications: [],
  publicationsUntil: "2023-04-07",
  tasks: null,
  remarks: [],
  usage: [],
  lastYear: new Map(),
  groups: new Map(),
  ...over,
})
