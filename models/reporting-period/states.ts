export type PeriodState = "collecting" | "locked" | "numbered" | "signed" | "sent" | "withdrawn"

export const PERIOD_STATE_LABELS: Record<PeriodState, string> = {
  collecting: "Đang nhận báo cáo",
  locked: "Đã khóa, đã tổng hợp",
  numbered: "Đã cấp số, chờ ký",
  signed: "Đã ký, chờ gửi",
  sent: "Đã gửi",
  withdrawn: "Đã rút yêu cầu",
}
