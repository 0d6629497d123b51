import { z } from "zod"
import { FAULT_ANSWERS } from "./plan-fault.ts"

const Reason = z.string().trim().min(5, "Ghi rõ lý do (ít nhất 5 ký tự).").max(2000)
const Day = z.iso.date()

/** What may happen to a version of a plan; who and when is added by `advance`. `digest`: of what the plan says after it. */
export const PlanEvent = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("plan.drafted"),
    title: z.string(),
    tasks: z.number().int(),
    /** The file it was read from, with its SHA-256; none for one written by hand, or from the version before. */
    fileName: z.string().nullable(),
    fileSha256: z.string().nullable(),
    digest: z.string(),
  }),
  /** What was changed by hand, in words. */
  z.object({ type: z.literal("plan.edited"), what: z.string(), digest: z.string() }),
  z.object({
    type: z.literal("fault.answered"),
    kind: z.string(),
    place: z.string(),
    found: z.string(),
    answer: z.enum(FAULT_ANSWERS),
    /** What stands there now; the reason where it was left. */
    text: z.string(),
    digest: z.string(),
  }),
  z.object({
    type: z.literal("plan.submitted"),
    digest: z.string(),
    unanswered: z.number().int(),
    tasks: z.number().int(),
  }),
  z.object({ type: z.literal("plan.takenBack") }),
  z.object({ type: z.literal("plan.returned"), reason: Reason }),
  z.object({ type: z.literal("plan.approved"), digest: z.string() }),
  z.object({
    type: z.literal("plan.issued"),
    number: z.string(),
    issuedOn: Day,
    effectiveFrom: Day,
    signatoryName: z.string(),
    pdfSha256: z.string(),
  }),
  z.object({ type: z.literal("plan.enforced"), tasks: z.number().int(), carried: z.number().int() }),
  z.object({ type: z.literal("plan.superseded"), byVersion: z.number().int() }),
  z.object({ type: z.literal("plan.discarded"), reason: Reason }),
])
export type PlanEvent = z.infer<typeof PlanEvent>
export type PlanEventType = PlanEvent["type"]

export const PLAN_EVENT_LABELS: Record<PlanEventType, string> = {
  "plan.drafted": "Lập dự thảo kế hoạch",
  "plan.edited": "Sửa dự thảo kế hoạch",
  "fault.answered": "Trả lời điều cần xem lại của kế hoạch",
  "plan.submitted": "Trình duyệt kế hoạch",
  "plan.takenBack": "Rút lại kế hoạch đã trình",
  "plan.returned": "Trả lại dự thảo kế hoạch",
  "plan.approved": "Duyệt kế hoạch",
  "plan.issued": "Ban hành kế hoạch",
  "plan.enforced": "Kế hoạch có hiệu lực",
  "plan.superseded": "Thay bằng phiên bản sau",
  "plan.discarded": "Bỏ dự thảo kế hoạch",
}
