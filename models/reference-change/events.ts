import { z } from "zod"

const Reason = z.string().trim().min(5, "Ghi rõ lý do (ít nhất 5 ký tự).").max(2000)

/** What may happen to a change of office data; who and when is added by `advance`. */
export const ReferenceChangeEvent = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("change.drafted"),
    table: z.string(),
    rows: z.number().int(),
    digest: z.string(),
    effectiveFrom: z.string(),
    reason: z.string(),
  }),
  z.object({ type: z.literal("change.submitted") }),
  z.object({ type: z.literal("change.confirmed") }),
  z.object({ type: z.literal("change.refused"), reason: Reason }),
  z.object({ type: z.literal("change.withdrawn"), reason: Reason }),
  z.object({ type: z.literal("change.tookForce") }),
])
export type ReferenceChangeEvent = z.infer<typeof ReferenceChangeEvent>
export type ReferenceChangeEventType = ReferenceChangeEvent["type"]

export const REFERENCE_CHANGE_EVENT_LABELS: Record<ReferenceChangeEventType, string> = {
  "change.drafted": "Soạn thay đổi dữ liệu nền",
  "change.submitted": "Trình xác nhận thay đổi dữ liệu nền",
  "change.confirmed": "Xác nhận thay đổi dữ liệu nền",
  "change.refused": "Không xác nhận thay đổi dữ liệu nền",
  "change.withdrawn": "Rút thay đổi dữ liệu nền",
  "change.tookForce": "Thay đổi dữ liệu nền có hiệu lực",
}
