import { reasonField } from "#workflows/step-fields.ts"
import type { PlanStep } from "../plan-step.ts"

/** A draft is given up. */
export const discardPlan: PlanStep = {
  event: "plan.discarded",
  permission: "plan.draft",
  label: "Bỏ dự thảo kế hoạch",
  fields: [reasonField("reason", "Lý do bỏ", "Ghi rõ lý do (ít nhất 5 ký tự).")],
  eventOf: (_, { reason = "" }) => ({ type: "plan.discarded", reason }),
}
