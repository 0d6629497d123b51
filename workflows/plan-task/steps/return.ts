import { reasonField } from "#workflows/step-fields.ts"
import { bySomeoneElse, type PlanTaskStep } from "../plan-task-step.ts"

/** The coordinator gives the report back to the unit. */
export const returnTask: PlanTaskStep = {
  event: "task.returned",
  permissions: ["planTask.accept"],
  label: "Trả lại báo cáo nhiệm vụ",
  place: "OTHER",
  fields: [reasonField("reason", "Cần bổ sung gì", "Ghi rõ cần bổ sung gì (ít nhất 5 ký tự).")],
  whyNot: bySomeoneElse,
}
