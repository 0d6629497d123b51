import { findAgencies } from "#models/agency/agency.repository.server.ts"
import type { Agency } from "#models/agency/agency.ts"
import { type FrozenPeriod, findFrozenPeriods } from "#models/indicator/frozen-period.server.ts"
import { NAMED_COUNTS } from "#models/indicator/named-count.ts"
import { periodOf, periodOn } from "#models/indicator/period.ts"
import { USAGE_COLUMNS } from "#models/indicator/usage-column.ts"
import { findUsageSheets, findUsageStamps } from "#models/indicator/usage-sheet.repository.server.ts"
import { type UsageSheet, usageSheetIdOf } from "#models/indicator/usage-sheet.ts"
import { findKnownCodes } from "#models/procedure/snapshot-history.server.ts"
import { findIndicators } from "#models/reference/reference.repository.server.ts"
import { findConsolidated, findPeriods } from "#models/reporting-period/reporting-period.repository.server.ts"
import { isValidOn } from "#models/shared/dates.ts"
import { formulaFault } from "#workflows/indicators/formula-faults.ts"
import { frozenMeasure } from "#workflows/indicators/frozen-measure.server.ts"
import { figureOf, listsBehind } from "#workflows/indicators/indicator-figures.server.ts"
import { isWorkedOut } from "#workflows/indicators/told-figures.server.ts"
import type { Finding } from "./check-audit-chain.server.ts"

type Found = (where: string, message: string) => void

/**
 * Rechecks what figures are made of: imported tables (their month, unit, columns, numbers, import), indicators (formulas, days), and
 * frozen figures (worked out again, and the same in the report that says them).
 * @param imports ids of the imports the log knows
 */
export const checkMeasures = async (imports: ReadonlySet<string>): Promise<{ findings: Finding[] }> => {
  const findings: Finding[] = []
  const found: Found = (where, message) => findings.push({ check: "Chỉ số", where, message })
  const agencies = new Map((await findAgencies()).map((one) => [one.id, one]))
  const codes = await findKnownCodes()
  const months = new Set((await findUsageStamps()).map(({ id }) => id.split(":")[1] ?? ""))
  for (const month of months)
    for (const sheet of await findUsageSheets([month])) {
      if (!imports.has(sheet.importId))
        found(sheet.id, "Bảng số liệu không do lần nhập nào ghi trong nhật ký.")
      for (const message of sheetFaults(sheet, agencies.get(sheet.unitId), codes)) found(sheet.id, message)
    }
  await checkIndicators(found)
  for (const frozen of await findFrozenPeriods()) await checkFrozenFigures(frozen, found)
  return { findings }
}

function sheetFaults(
  sheet: UsageSheet,
  agency: Agency | undefined,
  codes: ReadonlySet<string> | ReadonlyMap<string, unknown>,
): string[] {
  const { id, kind, month, columns, rows } = sheet
  const period = periodOf(month)
  const isWhole = (name: (typeof columns)[number], value: number) =>
    name === "processingDays" ? Number.isFinite(value) : Number.isInteger(value)
  const numbers = rows.every(
    ({ values }) =>
      values.length === columns.length &&
      columns.every((name, at) => {
        const value = values[at] ?? Number.NaN
        return value >= 0 && isWhole(name, value)
      }),
  )
  const keys = new Set(rows.map(({ procedureCode, serviceCode }) => `${procedureCode} ${serviceCode}`))
  return [
    ...(id === usageSheetIdOf(sheet) ? [] : ["Mã bảng không khớp tháng và đơn vị của nó."]),
    ...(period?.kind === "MONTH" ? [] : [`Không có tháng «${month}».`]),
    ...(agency && (!period || isValidOn(agency, period.from) || isValidOn(agency, period.to))
      ? []
      : ["Bảng của một đơn vị không có, hoặc đã kết thúc trước tháng đó."]),
    ...(columns.every((name) => Object.hasOwn(USAGE_COLUMNS, name) && USAGE_COLUMNS[name].kind === kind)
      ? []
      : ["Bảng có cột không thuộc loại số liệu của nó."]),
    ...(numbers ? [] : ["Bảng có số âm, số lẻ hoặc thiếu số."]),
    ...(keys.size === rows.length ? [] : ["Một thủ tục đứng hai dòng trong cùng bảng."]),
    ...(rows.every(({ procedureCode }) => procedureCode === "" || codes.has(procedureCode))
      ? []
      : ["Bảng có thủ tục không có trong sổ."]),
  ]
}

async function checkIndicators(found: Found): Promise<void> {
  const all = await findIndicators()
  for (const one of all) {
    for (const text of [one.numerator, ...(one.denominator === "" ? [] : [one.denominator])]) {
      const fault = formulaFault(text)
      if (fault) found(one.id, `Công thức «${text}»: ${fault}`)
    }
    const other = all.find(
      (next) =>
        next !== one &&
        next.id === one.id &&
        next.validFrom >= one.validFrom &&
        isValidOn(one, next.validFrom),
    )
    if (other) found(one.id, `Hai công thức cùng có hiệu lực ngày ${other.validFrom}.`)
  }
}

/** That what was kept of a freezing comes to its figures, and each list to its count. */
async function checkFrozenLists(frozen: FrozenPeriod, where: string, found: Found): Promise<void> {
  const measured = await frozenMeasure(frozen).catch(() => undefined)
  if (measured === undefined)
    return found(where, "Dữ liệu đã chốt của kỳ không đọc lại được, hoặc đã bị sửa.")
  if (measured === null) return
  const { indicators } = measured
  for (const { indicatorId, unitId, name, numerator, denominator } of frozen.figures) {
    const whose = `«${name}»${unitId ? ` của ${unitId}` : ""}`
    const indicator = indicators.find(({ id }) => id === indicatorId)
    const now = indicator && figureOf(measured, indicator, unitId)
    if (now?.numerator !== numerator || now.denominator !== denominator)
      found(where, `${whose}: số đã chốt khác dữ liệu đã chốt cùng nó.`)
    for (const { name: count, label, value, items } of indicator
      ? listsBehind(measured, indicator, unitId)
      : []) {
      const sum = items.reduce((all, { amount }) => all + amount, 0)
      if (value !== null && NAMED_COUNTS[count].from !== "CALENDAR" && sum !== value)
        found(where, `${whose}: danh sách «${label}» đã chốt không bằng số đếm.`)
    }
  }
}

async function checkFrozenFigures(frozen: FrozenPeriod, found: Found): Promise<void> {
  const { periodId, revision, figures } = frozen
  const where = `${periodId}, bản ${revision}`
  await checkFrozenLists(frozen, where, found)
  for (const figure of figures)
    if (!isWorkedOut(figure))
      found(
        where,
        `«${figure.name}»${figure.unitId ? ` của ${figure.unitId}` : ""}: số đã chốt khác tử số chia mẫu số.`,
      )
  const report = (await findPeriods()).find(
    ({ kind, from }) => kind === "QUARTERLY" && periodOn("QUARTER", from).id === periodId,
  )
  const said = report && (await findConsolidated(report.id)).find((one) => one.revision === revision)
  if (!said) return found(where, "Số liệu đã chốt nhưng không có báo cáo tổng hợp nào của bản này.")
  const own = figures
    .filter(({ unitId }) => unitId === null)
    .map(({ indicatorId, text }) => `${indicatorId} ${text}`)
  const told = (said.content.indicators ?? []).map(({ indicatorId, text }) => `${indicatorId} ${text}`)
  if (own.join("\n") !== told.join("\n")) found(where, "Số liệu đã chốt khác báo cáo tổng hợp của kỳ.")
}
