import { reasonField } from "#workflows/step-fields.ts"
import type { ReportStep } from "../report-step.ts"

/** What was accepted turns out to be wrong, while the period still collects. */
export const reopenReport: ReportStep = {
  event: "report.reopened",
  permissions: ["report.accept"],
  label: "Mở lại báo cáo",
  place: "OTHER",
  fields: [reasonField("reason", "Lý do mở lại", "Ghi rõ lý do (ít nhất 5 ký tự).")],
}
