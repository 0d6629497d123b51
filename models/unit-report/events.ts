import { z } from "zod"

const Reason = z.string().trim().min(5, "Ghi rõ lý do (ít nhất 5 ký tự).").max(2000)
const Note = z.string().trim().max(2000).default("")

/** What may happen to a unit's report; who and when is added by `advance`. */
export const ReportEvent = z.discriminatedUnion("type", [
  /** Its figures were taken from the records as they stood on a day. */
  z.object({ type: z.literal("report.drafted"), digest: z.string(), asOf: z.iso.date() }),
  z.object({
    type: z.literal("report.edited"),
    digest: z.string(),
    changed: z.array(z.object({ field: z.string(), before: z.string(), now: z.string() })),
  }),
  /** `faults`: how many things are missing or contradict each other. */
  z.object({ type: z.literal("report.handedUp"), digest: z.string(), faults: z.number().int() }),
  z.object({ type: z.literal("report.takenBack") }),
  z.object({ type: z.literal("report.sentBack"), reason: Reason }),
  z.object({ type: z.literal("report.signedOff"), digest: z.string() }),
  z.object({
    type: z.literal("report.recorded"),
    digest: z.string(),
    faults: z.number().int(),
    number: z.string().trim().min(1, "Ghi số văn bản của đơn vị.").max(60),
    day: z.iso.date({ error: "Ghi ngày đơn vị gửi (ngày/tháng/năm)." }),
  }),
  z.object({ type: z.literal("report.accepted"), note: Note }),
  z.object({ type: z.literal("report.returned"), reason: Reason }),
  z.object({ type: z.literal("report.reopened"), reason: Reason }),
  z.object({ type: z.literal("report.fellAway"), reason: Reason }),
])
export type ReportEvent = z.infer<typeof ReportEvent>
export type ReportEventType = ReportEvent["type"]

export const REPORT_EVENT_LABELS: Record<ReportEventType, string> = {
  "report.drafted": "Lập dự thảo báo cáo từ số liệu",
  "report.edited": "Sửa báo cáo",
  "report.handedUp": "Trình lãnh đạo đơn vị",
  "report.takenBack": "Rút lại báo cáo",
  "report.sentBack": "Lãnh đạo đơn vị trả lại báo cáo",
  "report.signedOff": "Ký duyệt, gửi báo cáo",
  "report.recorded": "Ghi báo cáo đơn vị gửi bằng văn bản giấy",
  "report.accepted": "Chấp nhận báo cáo",
  "report.returned": "Trả lại báo cáo",
  "report.reopened": "Mở lại báo cáo",
  "report.fellAway": "Không còn phải báo cáo",
}
