import { reasonField } from "#workflows/step-fields.ts"
import type { ReportStep } from "../report-step.ts"

/** The unit's head gives it back to whoever wrote it. */
export const sendBackReport: ReportStep = {
  event: "report.sentBack",
  permissions: ["report.signOff"],
  label: "Trả lại người soạn",
  place: "OTHER",
  fields: [reasonField("reason", "Cần sửa gì", "Ghi rõ cần sửa gì (ít nhất 5 ký tự).")],
}
