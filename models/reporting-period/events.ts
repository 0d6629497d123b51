import { z } from "zod"
import { SIGNING_CAPACITIES } from "../official-document/official-document.ts"

const Reason = z.string().trim().min(5, "Ghi rõ lý do (ít nhất 5 ký tự).").max(2000)

const Signatory = z.object({
  personId: z.string(),
  fullName: z.string(),
  position: z.string(),
  capacity: z.enum(SIGNING_CAPACITIES),
})

/** What may happen to a period; who and when is added by `advance`. */
export const PeriodEvent = z.discriminatedUnion("type", [
  /** `changed`: questions in words; missing in what was set before that was kept. */
  z.object({
    type: z.literal("period.formSet"),
    digest: z.string(),
    received: z.number().int(),
    changed: z.array(z.object({ field: z.string(), before: z.string(), now: z.string() })).default([]),
  }),
  /** `open`: units whose reports are not accepted; each needs its exception. */
  z.object({
    type: z.literal("period.locked"),
    digest: z.string(),
    open: z.array(z.string()),
    exceptions: z.array(z.object({ agencyId: z.string(), reason: Reason })),
  }),
  z.object({ type: z.literal("period.unlocked"), reason: Reason }),
  z.object({
    type: z.literal("period.numbered"),
    number: z.string(),
    symbol: z.string(),
    day: z.iso.date(),
    signatory: Signatory,
    documentSha256: z.string(),
  }),
  /** Drawn for somebody else to sign, under the same number and day. */
  z.object({
    type: z.literal("period.signatoryChanged"),
    was: z.string(),
    signatory: Signatory,
    reason: Reason,
    documentSha256: z.string(),
  }),
  z.object({ type: z.literal("period.signed"), documentSha256: z.string() }),
  z.object({ type: z.literal("period.sent"), documentSha256: z.string(), to: z.number().int() }),
  z.object({ type: z.literal("period.reopened"), reason: Reason, units: z.array(z.string()) }),
  z.object({
    type: z.literal("period.corrected"),
    agencyId: z.string(),
    key: z.string(),
    was: z.string(),
    now: z.string(),
    reason: Reason,
  }),
  z.object({ type: z.literal("period.withdrawn"), reason: Reason }),
])
export type PeriodEvent = z.infer<typeof PeriodEvent>
export type PeriodEventType = PeriodEvent["type"]

export const PERIOD_EVENT_LABELS: Record<PeriodEventType, string> = {
  "period.formSet": "Đặt biểu mẫu báo cáo",
  "period.locked": "Khóa kỳ, tổng hợp báo cáo",
  "period.unlocked": "Mở lại để tổng hợp lại",
  "period.numbered": "Cấp số báo cáo tổng hợp",
  "period.signatoryChanged": "Đổi người ký báo cáo",
  "period.signed": "Ký báo cáo tổng hợp",
  "period.sent": "Gửi báo cáo tổng hợp",
  "period.reopened": "Mở lại kỳ báo cáo đã gửi",
  "period.corrected": "Đính chính số liệu đã chốt",
  "period.withdrawn": "Rút yêu cầu báo cáo",
}
