import type { ReportStep } from "../report-step.ts"

/** A report that came on paper is entered for its unit, under the number and day of the paper. */
export const recordReport: ReportStep = {
  event: "report.recorded",
  permissions: ["report.writeForUnit"],
  label: "Ghi nhận báo cáo giấy của đơn vị",
  place: "OTHER",
  fields: [
    {
      kind: "TEXT",
      name: "number",
      label: "Số văn bản của đơn vị",
      min: 1,
      max: 60,
      tooShort: "Ghi số văn bản, ví dụ 45/BC-UBND.",
      rows: 1,
    },
    { kind: "DAY", name: "day", label: "Ngày đơn vị gửi", missing: "Ghi ngày đơn vị gửi (ngày/tháng/năm)." },
  ],
}
