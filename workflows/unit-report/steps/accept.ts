import { byNoAuthor, type ReportStep } from "../report-step.ts"

/** The coordinator takes it into the province's report. */
export const acceptReport: ReportStep = {
  event: "report.accepted",
  permissions: ["report.accept"],
  label: "Chấp nhận báo cáo",
  place: "MAIN",
  fields: [{ kind: "TEXT", name: "note", label: "Nhận xét", min: 0, max: 2000, tooShort: "", rows: 2 }],
  whyNot: byNoAuthor,
}
