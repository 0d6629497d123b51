import type { AuditEntry } from "#models/audit/audit-entry.ts"
import { dayOf, yearOf } from "#models/shared/dates.ts"
import { findAllParts, findReturnNumbers } from "#models/unit-return/unit-return.repository.server.ts"
import { partIdOf, type ReturnPart, returnIdOf } from "#models/unit-return/unit-return.ts"
import type { Finding } from "./check-audit-chain.server.ts"

type Found = (where: string, message: string) => void

/**
 * Rechecks the returns of units: each sending stands in the log as it is kept and the other way round, in order; its letter has a
 * number of its own in the unit's year (NĐ 30/2020 Điều 15(1)); each row was signed off when the letter says.
 */
export const checkReturns = async (
  entriesBySubject: ReadonlyMap<string, AuditEntry[]>,
): Promise<{ returns: number; findings: Finding[] }> => {
  const findings: Finding[] = []
  const found: Found = (where, message) =>
    findings.push({ check: "Phiếu đăng ký của đơn vị", where, message })
  const parts = await findAllParts()
  const byReturn = Map.groupBy(parts, ({ campaignId, agencyId }) => returnIdOf(campaignId, agencyId))
  const sent = [...entriesBySubject.keys()]
    .filter((key) => key.startsWith("unitReturn:"))
    .map((key) => key.slice("unitReturn:".length))
  for (const id of new Set([...byReturn.keys(), ...sent])) {
    const logged = (entriesBySubject.get(`unitReturn:${id}`) ?? []).filter(
      ({ type }) => type === "return.sent",
    )
    compareWithLog(id, byReturn.get(id) ?? [], logged, found)
  }
  for (const part of parts) checkRows(part, entriesBySubject, found)
  checkNumbers(parts, await findReturnNumbers(), found)
  return { returns: parts.length, findings }
}

function compareWithLog(
  id: string,
  parts: readonly ReturnPart[],
  logged: readonly AuditEntry[],
  found: Found,
): void {
  if (parts.length !== logged.length)
    found(id, `Nhật ký ghi ${logged.length} lần gửi, bản lưu có ${parts.length}.`)
  for (const [index, part] of parts.entries()) {
    const { campaignId, agencyId, sequence, number, symbol, rows, left, dueOn } = part
    if (part.id !== partIdOf(campaignId, agencyId, index + 1)) found(part.id, "Lần gửi không theo thứ tự.")
    const entry = logged[index]
    if (!entry) continue
    const kept = { sequence, number: `${number}/${symbol}`, rows: rows.length, left, dueOn }
    const isSame = Object.entries(kept).every(
      ([name, value]) => (entry.payload as Record<string, unknown>)[name] === value,
    )
    if (!isSame || entry.at !== part.at.toISOString() || dayOf(part.at) !== part.day)
      found(part.id, "Công văn gửi phiếu khác điều nhật ký ghi.")
  }
}

function checkRows(
  { id, rows }: ReturnPart,
  entriesBySubject: ReadonlyMap<string, AuditEntry[]>,
  found: Found,
): void {
  for (const { registrationId, signedOffAt, serviceCode } of rows) {
    const entries = entriesBySubject.get(`registration:${registrationId}`) ?? []
    if (!entries.some(({ at }) => at === signedOffAt))
      found(id, `Nhật ký không ghi việc ký duyệt dịch vụ ${serviceCode} vào lúc công văn nêu.`)
  }
}

function checkNumbers(parts: readonly ReturnPart[], last: ReadonlyMap<string, number>, found: Found): void {
  const known = new Map<string, string>()
  for (const { id, agencyId, day, number } of parts) {
    const series = `${agencyId}:${yearOf(day)}`
    const other = known.get(`${series}:${number}`)
    if (other) found(id, `Công văn mang số ${number} như ${other}.`)
    known.set(`${series}:${number}`, id)
    if (number > (last.get(series) ?? 0)) found(id, `Số ${number} vượt số cuối cùng đã cấp của đơn vị.`)
  }
}
