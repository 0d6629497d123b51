import { z } from "zod"
import { FAILURE_CLASSES } from "./failure.ts"

const failure = {
  failure: z.enum(FAILURE_CLASSES),
  message: z.string(),
  status: z.int().nullable(),
}

/** What can happen to a message. Facts in the past tense; who and when are stamped by `advance`. */
export const DeliveryEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("sending.started") }),
  /** It never left: the portal was paused before its turn came. */
  z.object({ type: z.literal("sending.postponed"), reason: z.string() }),
  z.object({ type: z.literal("sending.failed"), ...failure }),
  z.object({
    type: z.literal("receipt.received"),
    receipt: z.object({
      receiptNo: z.string(),
      receivedAt: z.string(),
      acceptedVersion: z.int(),
      remoteId: z.string(),
    }),
  }),
  /** The worker that had sent it let its lease run out: nobody knows how it ended. */
  z.object({ type: z.literal("worker.lost") }),
  z.object({
    type: z.literal("record.found"),
    version: z.int(),
    payloadSha256: z.string(),
    editionDigest: z.string(),
    withdrawn: z.boolean(),
  }),
  z.object({ type: z.literal("record.absent") }),
  z.object({ type: z.literal("lookup.failed"), ...failure }),
  z.object({ type: z.literal("message.superseded"), newerId: z.string() }),
  z.object({ type: z.literal("message.requeued"), reason: z.string() }),
])
export type DeliveryEvent = z.infer<typeof DeliveryEvent>

export const DELIVERY_EVENT_LABELS: Record<DeliveryEvent["type"], string> = {
  "sending.started": "Bắt đầu gửi",
  "sending.postponed": "Hoãn gửi",
  "sending.failed": "Gửi không thành công",
  "receipt.received": "Cổng xác nhận đã nhận",
  "worker.lost": "Tiến trình gửi bị gián đoạn",
  "record.found": "Đọc lại bản ghi trên cổng",
  "record.absent": "Không thấy bản ghi trên cổng",
  "lookup.failed": "Không đọc lại được bản ghi",
  "message.superseded": "Thay bằng bản mới hơn",
  "message.requeued": "Gửi lại theo yêu cầu",
}
