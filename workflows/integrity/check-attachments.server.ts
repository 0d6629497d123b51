import { readAttachments } from "#models/attachment/attachment.repository.server.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import type { Finding } from "./check-audit-chain.server.ts"

/** Rechecks that every attached file is there and is the one that was attached. */
export const checkAttachments = async (): Promise<{ attachments: number; findings: Finding[] }> => {
  const findings: Finding[] = []
  let attachments = 0
  for await (const { attachment, bytes } of readAttachments()) {
    attachments += 1
    const where = `${attachment.registrationId}: ${attachment.name}`
    if (attachment.erasedAt) {
      if (bytes !== null)
        findings.push({ check: "Tệp đính kèm", where, message: "Nội dung đã ghi là xóa hẳn nhưng vẫn còn." })
    } else if (bytes === null)
      findings.push({ check: "Tệp đính kèm", where, message: "Không còn nội dung của tệp." })
    else if (sha256(bytes) !== attachment.sha256)
      findings.push({ check: "Tệp đính kèm", where, message: "Nội dung không khớp mã băm khi đính kèm." })
  }
  return { attachments, findings }
}
