import { z } from "zod"

const Reason = z.string().trim().min(5, "Ghi rõ lý do (ít nhất 5 ký tự).").max(2000)
const Digest = z.string().regex(/^[0-9a-f]{64}$/)

/** What may happen to a reorganisation; who and when is added by `advance`. The plan stands with the act: the log keeps its digest. */
export const ReorganisationEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("plan.saved"), planDigest: Digest }),
  z.object({ type: z.literal("plan.submitted"), moves: z.number().int() }),
  z.object({ type: z.literal("plan.returned"), reason: Reason }),
  z.object({ type: z.literal("plan.withdrawn"), reason: Reason }),
  z.object({
    type: z.literal("act.confirmed"),
    planDigest: Digest,
    moves: z.number().int(),
    norm: z.string(),
    day: z.iso.date(),
  }),
  z.object({ type: z.literal("act.revoked"), reason: Reason }),
  z.object({ type: z.literal("force.begun") }),
  z.object({ type: z.literal("force.taken"), moves: z.number().int() }),
  z.object({ type: z.literal("undoing.begun"), reason: Reason }),
  z.object({ type: z.literal("undoing.done"), moves: z.number().int() }),
])
export type ReorganisationEvent = z.infer<typeof ReorganisationEvent>
export type ReorganisationEventType = ReorganisationEvent["type"]

export const REORGANISATION_EVENT_LABELS: Record<ReorganisationEventType, string> = {
  "plan.saved": "Lưu phương án sắp xếp",
  "plan.submitted": "Trình xác nhận sắp xếp",
  "plan.returned": "Trả lại phương án sắp xếp",
  "plan.withdrawn": "Rút phương án sắp xếp",
  "act.confirmed": "Xác nhận sắp xếp",
  "act.revoked": "Hủy xác nhận sắp xếp trước ngày hiệu lực",
  "force.begun": "Bắt đầu chuyển theo sắp xếp",
  "force.taken": "Sắp xếp có hiệu lực",
  "undoing.begun": "Bắt đầu hoàn lại sắp xếp",
  "undoing.done": "Đã hoàn lại sắp xếp",
}
