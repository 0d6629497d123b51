import type { ReportStep } from "../report-step.ts"

/** The unit's head signs it off: it goes to the coordinator. */
export const signOffReport: ReportStep = {
  event: "report.signedOff",
  permissions: ["report.signOff"],
  label: "Ký duyệt, gửi báo cáo",
  place: "MAIN",
  fields: [],
}
