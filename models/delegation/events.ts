import { z } from "zod"

const Reason = z.string().trim().min(5, "Ghi rõ lý do (ít nhất 5 ký tự).").max(2000)

/** What may happen to a delegation; who and when is added by `advance`. `atOnce`: made by whoever answers for the unit. */
export const DelegationEvent = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("delegation.made"),
    /** Who; entries of earlier releases say their names instead. */
    principalId: z.string().optional(),
    deputyId: z.string().optional(),
    principalName: z.string().default(""),
    deputyName: z.string().default(""),
    from: z.string(),
    to: z.string(),
    ground: z.string(),
    digest: z.string(),
    atOnce: z.boolean(),
  }),
  z.object({ type: z.literal("delegation.agreed") }),
  z.object({ type: z.literal("delegation.declined"), reason: Reason }),
  z.object({ type: z.literal("delegation.ended"), reason: Reason }),
])
export type DelegationEvent = z.infer<typeof DelegationEvent>
export type DelegationEventType = DelegationEvent["type"]

export const DELEGATION_EVENT_LABELS: Record<DelegationEventType, string> = {
  "delegation.made": "Giao làm thay khi vắng",
  "delegation.agreed": "Đồng ý việc làm thay",
  "delegation.declined": "Không nhận làm thay",
  "delegation.ended": "Kết thúc sớm việc làm thay",
}
