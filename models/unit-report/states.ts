export type ReportState =
  | "open"
  | "drafted"
  | "awaitingHead"
  | "submitted"
  | "returned"
  | "accepted"
  | "cancelled"

export const REPORT_STATE_LABELS: Record<ReportState, string> = {
  open: "Chưa lập",
  drafted: "Đang soạn",
  awaitingHead: "Chờ lãnh đạo đơn vị ký duyệt",
  submitted: "Đã gửi, chờ chấp nhận",
  returned: "Trả lại để sửa",
  accepted: "Đã chấp nhận",
  cancelled: "Không còn phải báo cáo",
}

/** What the unit itself still owes. */
export const OWED_REPORT_STATES = ["open", "drafted", "awaitingHead", "returned"] as const
