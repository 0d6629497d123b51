import type { CountName } from "#models/indicator/named-count.ts"
import { periodsInYear } from "#models/indicator/period.ts"
import type { UsageColumn } from "#models/indicator/usage-column.ts"
import { isOnlineLevel } from "#models/shared/levels.ts"
import type { CountItem } from "./count-list.ts"
import { rowsByUnit } from "./facts-by-unit.ts"
import { type CatalogueFact, isOf, isSentBy, type PeriodFacts } from "./period-facts.ts"
import {
  bitsIn,
  type Code,
  type CodeTable,
  codeTable,
  DISTINCT,
  PROCEDURE_LENGTH,
  type Totals,
  totalsOf,
} from "./usage-totals.ts"

/** Counts that sum one column, over lines of these procedures alone. */
const MASKED = {
  feeProcedureDossiers: { column: "received", sum: "feeReceived" },
  resultDossiers: { column: "finished", sum: "resultFinished" },
} as const satisfies Partial<Record<CountName, { column: UsageColumn; sum: keyof Totals }>>

/** Counts of imported tables. Every line is read once; what units and formulas ask is answered from sums per sheet. */
export const usageCounts = (facts: PeriodFacts) => {
  const codes = codeTable(facts)
  const totals = facts.usage.map((sheet) => totalsOf(sheet, codes))
  const bySender = Map.groupBy(totals, ({ sheet }) => sheet.unitId)
  const scoped = remembered((unitId: string | null): Totals[] =>
    unitId === null
      ? totals
      : [unitId, ...(facts.groups.get(unitId) ?? [])].flatMap((sender) => bySender.get(sender) ?? []),
  )

  const onlineServices = facts.catalogue?.filter(({ level }) => isOnlineLevel(level))
  const online = onlineServices && rowsByUnit(onlineServices)
  const usedAt = remembered((table: Totals) => usedServices(table, codes, online?.(table.sheet.unitId) ?? []))
  let names: ReadonlyMap<string, string> | null = null
  const linesOf = (
    sheets: readonly Totals[],
    column: UsageColumn,
    holds: (code: Code) => boolean = () => true,
  ) => {
    names ??= namesOf(facts)
    return lines(sheets, column, { holds: (procedureCode) => holds(codes.of(procedureCode)), names })
  }

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
    if (name in DISTINCT) {
      const distinct = name as keyof typeof DISTINCT
      const held = scoped(unitId).filter(({ sheet }) => sheet.columns.includes(DISTINCT[distinct]))
      return held.length === 0 ? null : bitsIn(held.map((one) => one[distinct]))
    }
    if (name === "usedServices") return items(name, unitId)?.length ?? null
    return sumOf(name as UsageColumn, unitId)
  }

  const items = (name: CountName, unitId: string | null): CountItem[] | null => {
    if (name === "periodsInYear") return []
    if (name === "lastYearDossiers") return lastYearItems(facts, unitId)
    const sheets = scoped(unitId)
    if (name in MASKED)
      return linesOf(sheets, MASKED[name as keyof typeof MASKED].column, (code) =>
        name === "resultDossiers" ? code.givesResult : code.costs,
      )
    if (name in DISTINCT) return procedureItems(linesOf(sheets, DISTINCT[name as keyof typeof DISTINCT]))
    if (name === "usedServices")
      return online
        ? usedItems(sheets, (table) =>
            unitId === null || unitId === table.sheet.unitId
              ? usedAt(table)
              : // Of a group, the services that are the group's.
                usedServices(
                  table,
                  codes,
                  online(table.sheet.unitId).filter((row) => isOf(row, unitId)),
                ),
          )
        : null
    return linesOf(sheets, name as UsageColumn)
  }
  return { value, items }
}

/** Lines of a column, one to a unit and procedure whatever the months; null where no sheet has the column. */
function lines(
  sheets: readonly Totals[],
  column: UsageColumn,
  { holds, names }: { holds: (procedureCode: string) => boolean; names: ReadonlyMap<string, string> },
): CountItem[] | null {
  const found = new Map<string, CountItem>()
  let isGiven = false
  for (const { sheet } of sheets) {
    const { columns, rows, unitId } = sheet
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

function procedureItems(all: CountItem[] | null): CountItem[] | null {
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

function usedItems(
  tables: readonly Totals[],
  usedAt: (table: Totals) => readonly CatalogueFact[],
): CountItem[] | null {
  const held = tables.filter(({ sheet }) => sheet.columns.includes("onlineReceived"))
  if (held.length === 0) return null
  const used = new Map<string, CountItem>()
  for (const table of held)
    for (const { serviceId, serviceCode, name, unitId } of usedAt(table))
      if (!used.has(serviceId))
        used.set(serviceId, { key: serviceId, code: serviceCode, name, unitId, amount: 1, note: "" })
  return [...used.values()]
}

/**
 * Those of the online services of a table's unit that have a dossier filed online in it. A line that does not tell services apart is
 * of the procedure's only service; where there are several it is of none.
 */
function usedServices(
  { sheet, places }: Totals,
  codes: CodeTable,
  services: readonly CatalogueFact[],
): CatalogueFact[] {
  const at = sheet.columns.indexOf("onlineReceived")
  const byPlace = new Map<number, CatalogueFact[]>()
  for (const [code, there] of Map.groupBy(services, (row) => row.code))
    byPlace.set(codes.of(code).place, there)
  return linesOfPlaces(places, byPlace, codes.size()).flatMap((line) => {
    const row = sheet.rows[line]
    if (!row || (row.values[at] as number) <= 0) return []
    return serviceUsed(byPlace.get(places[line] as number) ?? [], row.serviceCode) ?? []
  })
}

/** The lines of a table that are of some of all codes. */
function linesOfPlaces(places: Int32Array, asked: ReadonlyMap<number, unknown>, size: number): number[] {
  const isAsked = new Uint8Array(size)
  for (const place of asked.keys()) isAsked[place] = 1
  const found: number[] = []
  for (let line = 0; line < places.length; line += 1)
    if (isAsked[places[line] as number] === 1) found.push(line)
  return found
}

function serviceUsed(there: readonly CatalogueFact[], serviceCode: string): CatalogueFact | undefined {
  if (serviceCode !== "") return there.find((row) => row.serviceCode === serviceCode)
  return new Set(there.map((row) => row.serviceCode)).size === 1 ? there[0] : undefined
}

/** The same, worked out once for each. */
function remembered<Key, T extends object>(work: (key: Key) => T): (key: Key) => T {
  const known = new Map<Key, T>()
  return (key) => {
    const found = known.get(key) ?? work(key)
    known.set(key, found)
    return found
  }
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
