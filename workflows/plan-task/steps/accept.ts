import { bySomeoneElse, type PlanTaskStep } from "../plan-task-step.ts"

/** The coordinator confirms that it is done. */
export const acceptTask: PlanTaskStep = {
  event: "task.accepted",
  permissions: ["planTask.accept"],
  label: "Xác nhận hoàn thành nhiệm vụ",
  place: "MAIN",
  fields: [{ kind: "TEXT", name: "note", label: "Nhận xét", min: 0, max: 2000, tooShort: "", rows: 2 }],
  whyNot: bySomeoneElse,
}
