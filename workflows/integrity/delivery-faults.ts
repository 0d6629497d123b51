import type { OutboxMessage } from "#models/outbox/outbox-message.ts"
import { DELIVERY_STATE_LABELS } from "#models/outbox/states.ts"
import { isOpen } from "#workflows/delivery/advance-delivery.ts"

/**
 * What of a message's workflow cannot be, in Vietnamese. Sendings are too many for the log: it cannot replay a delivery, but what a
 * state stands on is kept beside it and with the message, and must agree.
 */
export const deliveryFaults = ({ workflow, ...message }: OutboxMessage): string[] => {
  const { value, context } = workflow
  const label = DELIVERY_STATE_LABELS[value]
  if (!label) return [`Trạng thái gửi «${value}» không có trong quy trình.`]
  const faults: string[] = []
  for (const field of ["operation", "version", "payloadSha256", "editionDigest"] as const)
    if (context[field] !== message[field]) faults.push(`Quy trình gửi ghi ${WORDS[field]} khác bản tin.`)
  if (context.attempts !== message.attempts) faults.push("Số lần gửi khác số lần quy trình ghi.")
  if (JSON.stringify(context.receipt) !== JSON.stringify(message.receipt))
    faults.push("Giấy nhận của cổng khác giấy nhận quy trình ghi.")
  const told = {
    live: context.liveAt !== null,
    superseded: context.supersededBy !== null,
    acknowledged: context.receipt !== null,
    rejected: context.lastFailure !== null,
  }
  for (const [state, isTold] of Object.entries(told))
    if (state === value && !isTold) faults.push(`Ghi là «${label}» mà không có dữ kiện của bước này.`)
  if (isOpen(value) !== (message.nextAttemptAt !== null))
    faults.push(
      isOpen(value)
        ? `Còn ở «${label}» mà không hẹn lần gửi sau.`
        : `Đã dừng ở «${label}» mà còn hẹn gửi tiếp.`,
    )
  return faults
}

const WORDS = {
  operation: "thao tác",
  version: "phiên bản",
  payloadSha256: "mã băm nội dung",
  editionDigest: "mã băm danh mục",
} as const
