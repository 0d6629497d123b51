import type { AuditEntry } from "#models/audit/audit-entry.ts"
import { dayOf, formatDay } from "#models/shared/dates.ts"
import { isOtherCitizen } from "#workflows/signatures/certificate-identifiers.ts"
import {
  NUMBER_RENEWED,
  readNumbersAt,
  SIGNING_ACTS,
} from "#workflows/signer-number/earlier-signatures.server.ts"
import type { Finding } from "./check-audit-chain.server.ts"

/**
 * Rechecks that every signature of a person was by certificates of one citizen's number, as far as they say one. Where the office
 * has since said (one asked, another confirmed) that the number changed, it changed: also for what was signed before that was asked.
 */
export const checkSigners = async (
  bySubject: ReadonlyMap<string, readonly AuditEntry[]>,
): Promise<{ findings: Finding[] }> => {
  const findings: Finding[] = []
  const signed = [...bySubject.values()].flat().filter(({ type }) => SIGNING_ACTS.includes(type))
  for (const [person, acts] of Map.groupBy(signed, ({ by }) => by)) {
    const renewals = (bySubject.get(`user:${person}`) ?? []).filter(({ type }) => type === NUMBER_RENEWED)
    const inOrder = [...acts, ...renewals].sort((a, b) => a.sequence - b.sequence)
    findings.push(...(await faultsOf(person, inOrder)))
  }
  return { findings }
}

async function faultsOf(person: string, inOrder: readonly AuditEntry[]): Promise<Finding[]> {
  let known: { numbers: string[]; at: string } | null = null
  let found: Finding[] = []
  for (const entry of inOrder) {
    if (entry.type === NUMBER_RENEWED) {
      known = null
      found = []
      continue
    }
    const reading = await readNumbersAt(entry)
    if ("unreadable" in reading) {
      if (!reading.isGone)
        found.push({
          check: "Chữ ký số",
          where: entry.subject.id,
          message: `Chữ ký của «${person}» ngày ${dayOfEntry(entry)} (dòng ${entry.sequence} của nhật ký) không đọc được nên chưa so được số định danh cá nhân: ${reading.unreadable}`,
        })
      continue
    }
    const { numbers } = reading
    if (numbers.length === 0) continue
    if (known && isOtherCitizen(known.numbers, numbers))
      found.push({
        check: "Chữ ký số",
        where: entry.subject.id,
        message: `Chữ ký của «${person}» ngày ${dayOfEntry(entry)} (dòng ${entry.sequence} của nhật ký) do chứng thư mang số định danh cá nhân khác chữ ký ngày ${dayOfEntry(known)} tạo ra, và không ai cho dùng số mới.`,
      })
    else known = { numbers, at: entry.at }
  }
  return found
}

const dayOfEntry = ({ at }: Pick<AuditEntry, "at">): string => formatDay(dayOf(new Date(at)))
