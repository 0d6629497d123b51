import { asStamp, isSamePerson } from "#models/shared/workflow.ts"
import { BY_UNIT, type PlanTaskStep } from "../plan-task-step.ts"

/** Whoever reported takes it back before anybody has confirmed. */
export const takeBackReport: PlanTaskStep = {
  event: "report.takenBack",
  permissions: BY_UNIT,
  label: "Rút lại báo cáo",
  place: "OTHER",
  fields: [],
  whyNot: ({ reported }, actor) =>
    isSamePerson(reported, asStamp(actor)) ? null : "Chỉ người đã báo cáo rút lại được.",
}
