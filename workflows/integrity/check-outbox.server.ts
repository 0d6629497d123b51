import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import { countByStatus, readOutbox } from "#models/outbox/outbox.repository.server.ts"
import { idempotencyKeyOf } from "#models/outbox/outbox-message.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import type { Finding } from "./check-audit-chain.server.ts"

/** Rechecks every message's payload digest and key, and that no issued edition is without its messages. */
export const checkOutbox = async (): Promise<{ messages: number; findings: Finding[] }> => {
  const findings: Finding[] = []
  let messages = 0
  for await (const batch of readOutbox()) {
    for (const message of batch) {
      messages += 1
      const found = (text: string) => findings.push({ check: "Hộp gửi", where: message.id, message: text })
      if (sha256(message.payloadText) !== message.payloadSha256) found("Nội dung không khớp mã băm.")
      if (idempotencyKeyOf(message) !== message.id) found("Khóa gửi một lần không khớp bản ghi.")
    }
  }
  for (const campaign of await findCampaigns()) {
    if (!["issued", "published", "archived"].includes(campaign.workflow.value)) continue
    if ((await countByStatus(campaign.id)).length === 0)
      findings.push({
        check: "Hộp gửi",
        where: campaign.id,
        message: "Danh mục đã phát hành nhưng không có bản ghi gửi các cổng.",
      })
  }
  return { messages, findings }
}
