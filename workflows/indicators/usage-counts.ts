import type { CountName } from "#models/indicator/named-count.ts"
import { periodsInYear } from "#models/indicator/period.ts"
import type { UsageColumn } from "#models/indicator/usage-column.ts"
import type { UsageSheet } from "#models/indicator/usage-sheet.ts"
import { isOnlineLevel } from "#models/shared/levels.ts"
import type { CountItem } from "./count-list.ts"
import { type CatalogueFact, isOf, isSentBy, type PeriodFacts } from "./period-facts.ts"

type Totals = { sheet: UsageSheet; sums: Float64Array; feeReceived: number; resultFinished: number }

/** Counts that sum one column, over lines of these procedures alone. */
const MASKED = {
  feeProcedureDossiers: { column: "received", sum: "feeReceived" },
  resultDossiers: { column: "finished", sum: "resultFinished" },
} as const satisfies Partial<Record<CountName, { column: UsageColumn; sum: keyof Totals }>>

/** Counts of procedures by a column above 0. */
const DISTINCT = {
  paidProcedures: "feeDossiers",
  verifiedProcedures: "identityVerified",
} as const satisfies Partial<Record<CountName, UsageColumn>>

/** Counts of imported tables. Every line is read once; what units and formulas ask is answered from sums per sheet. */
export const usageCounts = (facts: PeriodFacts) => {
  const costs = new Set(facts.procedures.flatMap((row) => (row.costs ? [row.code] : [])))
  const gives = new Set(facts.procedures.flatMap((row) => (row.givesResult ? [row.code] : [])))
  const totals = facts.usage.map((sheet) => totalsOf(sheet, costs, gives))
  const bySender = Map.groupBy(totals, ({ sheet }) => sheet.unitId)
  const scoped = (unitId: string | null): Totals[] =>
    unitId === null
      ? totals
      : [unitId, ...(facts.groups.get(unitId) ?? [])].flatMap((sender) => bySender.get(sender) ?? [])

  const sumOf = (name: UsageColumn, unitId: string | null): number | null => {
    let sum: number | null = null
    for (const { sheet, sums } of scoped(unitId)) {
      const at = sheet.columns.indexOf(name)
      if (at >= 0) sum = (sum ?? 0) + (sums[at] as number)
    }
    return sum
  }

  const value = (name: CountName, unitId: string | null): number | null => {
    if (name === "periodsInYear") return periodsInYear(facts.period)
    if (name === "lastYearDossiers") return lastYearOf(facts, unitId)
    if (name in MASKED) {
      const { column, sum } = MASKED[name as keyof typeof MASKED]
      const held = scoped(unitId).filter(({ sheet }) => sheet.columns.includes(column))
      return held.length === 0 ? null : held.reduce((all, one) => all + one[sum], 0)
    }
    if (name in DISTINCT || name === "usedServices") return items(name, unitId)?.length ?? null
    return sumOf(name as UsageColumn, unitId)
  }

  const items = (name: CountName, unitId: string | null): CountItem[] | null => {
    if (name === "periodsInYear") return []
    if (name === "lastYearDossiers") return lastYearItems(facts, unitId)
    const sheets = scoped(unitId).map(({ sheet }) => sheet)
    if (name in MASKED) {
      const among = name === "resultDossiers" ? gives : costs
      return lines(facts, sheets, MASKED[name as keyof typeof MASKED].column, (code) => among.has(code))
    }
    if (name in DISTINCT) return procedureItems(facts, sheets, DISTINCT[name as keyof typeof DISTINCT])
    if (name === "usedServices") return usedServices(facts, sheets, unitId)
    return lines(facts, sheets, name as UsageColumn)
  }
  return { value, items }
}

function totalsOf(sheet: UsageSheet, costs: ReadonlySet<string>, gives: ReadonlySet<string>): Totals {
  const sums = new Float64Array(sheet.columns.length)
  const received = sheet.columns.indexOf("received")
  const finished = sheet.columns.indexOf("finished")
  let feeReceived = 0
  let resultFinished = 0
  for (const { procedureCode, values } of sheet.rows) {
    for (let at = 0; at < sums.length; at += 1) sums[at] = (sums[at] as number) + (values[at] as number)
    if (received >= 0 && costs.has(procedureCode)) feeReceived += values[received] as number
    if (finished >= 0 && gives.has(procedureCode)) resultFinished += values[finished] as number
  }
  return { sheet, sums, feeReceived, resultFinished }
}

/** Lines of a column, one to a unit and procedure whatever the months; null where no sheet has the column. */
function lines(
  facts: PeriodFacts,
  sheets: readonly UsageSheet[],
  column: UsageColumn,
  holds: (procedureCode: string) => boolean = () => true,
): CountItem[] | null {
  const names = namesOf(facts)
  const found = new Map<string, CountItem>()
  let isGiven = false
  for (const { columns, rows, unitId } of sheets) {
    const at = columns.indexOf(column)
    if (at < 0) continue
    isGiven = true
    for (const { procedureCode, serviceCode, values } of rows) {
      const amount = values[at] as number
      if (amount === 0 || !holds(procedureCode)) continue
      const code = serviceCode || procedureCode
      const key = `${unitId} ${code}`
      const known = found.get(key)
      if (known) known.amount += amount
      else
        found.set(key, {
          key,
          code,
          name: names.get(procedureCode) ?? (procedureCode === "" ? "Chung cả đơn vị" : ""),
          unitId,
          amount,
          note: "",
        })
    }
  }
  return isGiven ? [...found.values()] : null
}

function procedureItems(
  facts: PeriodFacts,
  sheets: readonly UsageSheet[],
  column: UsageColumn,
): CountItem[] | null {
  const all = lines(facts, sheets, column)
  if (!all) return null
  const byCode = Map.groupBy(
    all.filter(({ code }) => code !== ""),
    ({ code }) => code.slice(0, PROCEDURE_LENGTH),
  )
  return [...byCode].flatMap(([code, rows]) =>
    rows[0]
      ? [
          {
            ...rows[0],
            key: code,
            code,
            amount: 1,
            note: `${rows.reduce((sum, row) => sum + row.amount, 0)} hồ sơ`,
          },
        ]
      : [],
  )
}

/** `1.001612` of `1.001612.01`. */
const PROCEDURE_LENGTH = 8

/**
 * Online services of the catalogue with a dossier filed online at one of their units. A line that does not tell services apart is
 * of the procedure's only service; where there are several it is of none.
 */
function usedServices(
  facts: PeriodFacts,
  sheets: readonly UsageSheet[],
  unitId: string | null,
): CountItem[] | null {
  if (!facts.catalogue || !sheets.some(({ columns }) => columns.includes("onlineReceived"))) return null
  const services = facts.catalogue.filter((row) => isOnlineLevel(row.level) && isOf(row, unitId))
  const byProcedure = Map.groupBy(services, ({ code }) => code)
  const used = new Map<string, CountItem>()
  for (const { columns, rows, unitId: sender } of sheets) {
    const at = columns.indexOf("onlineReceived")
    if (at < 0 || !isSentBy(sender, unitId, facts)) continue
    for (const { procedureCode, serviceCode, values } of rows) {
      if ((values[at] as number) <= 0) continue
      const service = serviceUsed(byProcedure.get(procedureCode) ?? [], serviceCode, sender)
      if (service && !used.has(service.serviceId))
        used.set(service.serviceId, {
          key: service.serviceId,
          code: service.serviceCode,
          name: service.name,
          unitId: service.unitId,
          amount: 1,
          note: "",
        })
    }
  }
  return [...used.values()]
}

function serviceUsed(
  ofProcedure: readonly CatalogueFact[],
  serviceCode: string,
  sender: string,
): CatalogueFact | undefined {
  const there = ofProcedure.filter((row) => isOf(row, sender))
  if (serviceCode !== "") return there.find((row) => row.serviceCode === serviceCode)
  return new Set(there.map((row) => row.serviceCode)).size === 1 ? there[0] : undefined
}

const lastYearItems = (facts: PeriodFacts, unitId: string | null): CountItem[] | null => {
  const found = [...facts.lastYear].filter(([sender]) => isSentBy(sender, unitId, facts))
  return found.length === 0
    ? null
    : found.map(([sender, amount]) => ({
        key: sender,
        code: "",
        name: "Cả năm trước",
        unitId: sender,
        amount,
        note: "",
      }))
}

const lastYearOf = (facts: PeriodFacts, unitId: string | null): number | null =>
  lastYearItems(facts, unitId)?.reduce((sum, { amount }) => sum + amount, 0) ?? null

const namesOf = ({ procedures, catalogue }: PeriodFacts): Map<string, string> =>
  new Map([...procedures, ...(catalogue ?? [])].map(({ code, name }) => [code, name]))
