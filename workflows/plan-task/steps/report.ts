import { lacksForReport } from "../lacks-for-report.ts"
import { BY_UNIT, type PlanTaskStep } from "../plan-task-step.ts"

/** The unit says that it is done, on what stands as evidence. */
export const reportTask: PlanTaskStep = {
  event: "task.reported",
  permissions: BY_UNIT,
  label: "Báo cáo hoàn thành nhiệm vụ",
  place: "MAIN",
  fields: [
    { kind: "TEXT", name: "note", label: "Kết quả, ghi chú", min: 0, max: 2000, tooShort: "", rows: 3 },
  ],
  whyNot: (context) => lacksForReport(context),
}
