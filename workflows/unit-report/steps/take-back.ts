import { asStamp, isSamePerson } from "#models/shared/workflow.ts"
import { BY_UNIT, type ReportStep } from "../report-step.ts"

/** Whoever handed it on takes it back before the next person acts. */
export const takeBackReport: ReportStep = {
  event: "report.takenBack",
  permissions: [...BY_UNIT, "report.signOff"],
  label: "Rút lại báo cáo",
  place: "OTHER",
  fields: [],
  whyNot: ({ handedUp, submitted }, actor) =>
    isSamePerson(submitted ?? handedUp, asStamp(actor)) ? null : "Chỉ người vừa trình hoặc gửi rút lại được.",
}
