import { BY_UNIT, type ReportStep } from "../report-step.ts"

/** Whoever wrote it hands it to the unit's head. */
export const handUpReport: ReportStep = {
  event: "report.handedUp",
  permissions: BY_UNIT,
  label: "Trình lãnh đạo đơn vị",
  place: "MAIN",
  fields: [],
}
