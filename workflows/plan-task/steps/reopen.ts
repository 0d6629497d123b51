import { reasonField } from "#workflows/step-fields.ts"
import type { PlanTaskStep } from "../plan-task-step.ts"

/** What was confirmed turns out not to be done. */
export const reopenTask: PlanTaskStep = {
  event: "task.reopened",
  permissions: ["planTask.accept"],
  label: "Mở lại nhiệm vụ",
  place: "OTHER",
  fields: [reasonField("reason", "Lý do mở lại", "Ghi rõ lý do (ít nhất 5 ký tự).")],
}
