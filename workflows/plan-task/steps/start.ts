import { BY_UNIT, type PlanTaskStep } from "../plan-task-step.ts"

/** The unit says that it has begun. */
export const startTask: PlanTaskStep = {
  event: "task.started",
  permissions: BY_UNIT,
  label: "Bắt đầu thực hiện nhiệm vụ",
  place: "MAIN",
  fields: [],
}
