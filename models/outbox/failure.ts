/** Ways a delivery fails (records.md §7.2); what is done about each stands in the machine and the circuit. */
export const FAILURE_CLASSES = [
  "TRANSPORT",
  "SESSION",
  "ACCESS",
  "THROTTLE",
  "DATA",
  "CODE_LIST",
  "DUPLICATE",
  "STALE",
  "MISSING",
  "REMOTE",
] as const
export type FailureClass = (typeof FAILURE_CLASSES)[number]

export const FAILURE_LABELS: Record<FailureClass, string> = {
  TRANSPORT: "Không kết nối được hoặc mất kết nối với cổng",
  SESSION: "Cổng từ chối phiên đăng nhập",
  ACCESS: "Cổng không cho phép hệ thống này gửi",
  THROTTLE: "Cổng yêu cầu gửi chậm lại",
  DATA: "Cổng từ chối dữ liệu",
  CODE_LIST: "Cổng chưa nhận ra mã trong danh mục dùng chung",
  DUPLICATE: "Cổng báo bản ghi đã tồn tại",
  STALE: "Cổng đang giữ bản mới hơn",
  MISSING: "Cổng không còn bản ghi",
  REMOTE: "Cổng gặp lỗi nội bộ",
}

/** After these we cannot know whether the portal kept the record: look before sending again. */
export const leavesOutcomeUnknown = (failure: FailureClass): boolean =>
  ["TRANSPORT", "REMOTE", "DUPLICATE", "MISSING"].includes(failure)

/** Not the message's fault: it keeps its tries while the whole portal is paused. */
export const isTargetFault = (failure: FailureClass): boolean => ["SESSION", "ACCESS"].includes(failure)
