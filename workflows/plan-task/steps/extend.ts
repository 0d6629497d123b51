import { reasonField } from "#workflows/step-fields.ts"
import type { PlanTaskStep } from "../plan-task-step.ts"

/** One unit is given a later last day than the plan says; the first one stays beside it. */
export const extendTask: PlanTaskStep = {
  event: "deadline.extended",
  permissions: ["planTask.accept"],
  label: "Gia hạn nhiệm vụ cho đơn vị",
  place: "OTHER",
  fields: [
    { kind: "DAY", name: "until", label: "Hạn mới", missing: "Ghi ngày hạn mới (ngày/tháng/năm)." },
    reasonField("reason", "Lý do gia hạn", "Ghi rõ lý do (ít nhất 5 ký tự)."),
  ],
}
