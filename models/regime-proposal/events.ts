import { z } from "zod"
import { LegalRegime } from "#models/legal-regime/legal-regime.ts"

const Reason = z.string().trim().min(5, "Ghi rõ lý do (ít nhất 5 ký tự).").max(2000)

/** What may happen to a proposed pack; who and when is added by `advance`. */
export const RegimeProposalEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("pack.saved"), pack: LegalRegime }),
  z.object({ type: z.literal("pack.submitted") }),
  z.object({ type: z.literal("pack.returned"), reason: Reason }),
  z.object({ type: z.literal("pack.approved") }),
  z.object({ type: z.literal("pack.withdrawn"), reason: Reason }),
])
export type RegimeProposalEvent = z.infer<typeof RegimeProposalEvent>
export type RegimeProposalEventType = RegimeProposalEvent["type"]

export const REGIME_PROPOSAL_EVENT_LABELS: Record<RegimeProposalEventType, string> = {
  "pack.saved": "Lưu bộ quy định dự thảo",
  "pack.submitted": "Trình phê duyệt bộ quy định",
  "pack.returned": "Trả lại bộ quy định",
  "pack.approved": "Phê duyệt bộ quy định",
  "pack.withdrawn": "Rút bộ quy định dự thảo",
}
