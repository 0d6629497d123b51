import type { ReportStep } from "../report-step.ts"

/** Whoever wrote it hands it to the unit's head. Of a unit without people there is nobody to hand it to: what came on paper is recorded. */
export const handUpReport: ReportStep = {
  event: "report.handedUp",
  permissions: ["report.write"],
  label: "Trình lãnh đạo đơn vị",
  place: "MAIN",
  fields: [],
}
