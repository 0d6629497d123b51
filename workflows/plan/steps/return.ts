import { reasonField } from "#workflows/step-fields.ts"
import { byNoDrafter, type PlanStep } from "../plan-step.ts"

/** The second person gives the draft back. */
export const returnPlan: PlanStep = {
  event: "plan.returned",
  permission: "plan.approve",
  label: "Trả lại dự thảo kế hoạch",
  fields: [reasonField("reason", "Cần sửa gì", "Ghi rõ cần sửa gì (ít nhất 5 ký tự).")],
  eventOf: (_, { reason = "" }) => ({ type: "plan.returned", reason }),
  whyNot: byNoDrafter,
}
