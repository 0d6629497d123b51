import { auditHash, getAuditHead, readAuditLog } from "#models/audit/audit-entry.repository.server.ts"
import { type AuditEntry, CHAIN_START } from "#models/audit/audit-entry.ts"
import { entryFault } from "#models/audit/audit-event.ts"

/** One thing found wrong, in words an administrator can act on. */
export type Finding = { check: string; where: string; message: string }

/** Walks the hash chain from the start, reading every entry by its shape; what is wrong is located by its sequence number. */
export const checkAuditChain = async (onEntry: (entry: AuditEntry) => void): Promise<Finding[]> => {
  const findings: Finding[] = []
  let expected = { sequence: 0, hash: CHAIN_START }
  for await (const batch of readAuditLog()) {
    for (const entry of batch) {
      findings.push(...faultsOf(entry, expected))
      expected = { sequence: entry.sequence, hash: entry.hash }
      onEntry(entry)
    }
  }
  const head = await getAuditHead()
  if (head.sequence !== expected.sequence || head.hash !== expected.hash)
    findings.push({
      check: "Nhật ký",
      where: `mục ${expected.sequence}`,
      message: `Nhật ký kết thúc ở mục ${expected.sequence} nhưng phải đến mục ${head.sequence}: có mục cuối bị xóa hoặc bị sửa.`,
    })
  return findings
}

function faultsOf(entry: AuditEntry, expected: { sequence: number; hash: string }): Finding[] {
  const where = `mục ${entry.sequence}`
  const faults: string[] = []
  if (entry.sequence !== expected.sequence + 1)
    faults.push(`Thiếu mục từ ${expected.sequence + 1} đến ${entry.sequence - 1}.`)
  if (entry.previousHash !== expected.hash) faults.push("Không nối tiếp mục trước.")
  if (entry.hash !== auditHash(entry)) faults.push("Nội dung đã bị sửa sau khi ghi.")
  const misread = entryFault(entry)
  if (misread) faults.push(misread)
  return faults.map((message) => ({ check: "Nhật ký", where, message }))
}
