import type { Operation } from "#models/outbox/message-envelope.ts"
import type { DeliveryState } from "#models/outbox/states.ts"
import type { Tone } from "../badges.tsx"

export const OPERATION_LABELS: Record<Operation, string> = {
  UPSERT: "Đăng, cập nhật",
  CONFIRM: "Xác nhận không đổi",
  WITHDRAW: "Rút khỏi cổng",
}

export const deliveryTone = (state: DeliveryState): Tone => {
  if (state === "live") return "good"
  if (state === "rejected") return "bad"
  if (state === "parked" || state === "outcomeUnknown") return "partial"
  return state === "superseded" ? "quiet" : "busy"
}
