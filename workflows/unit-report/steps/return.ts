import { reasonField } from "#workflows/step-fields.ts"
import { byNoAuthor, type ReportStep } from "../report-step.ts"

/** The coordinator gives it back to the unit. */
export const returnReport: ReportStep = {
  event: "report.returned",
  permissions: ["report.accept"],
  label: "Trả lại đơn vị",
  place: "OTHER",
  fields: [reasonField("reason", "Cần sửa gì", "Ghi rõ cần sửa gì (ít nhất 5 ký tự).")],
  whyNot: byNoAuthor,
}
