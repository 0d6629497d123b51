/** Figures a report is drafted with, from the office's own records. */
export const FIGURE_KEYS = [
  "TASKS",
  "TASKS_DONE",
  "TASKS_UNDER_WAY",
  "TASKS_NOT_BEGUN",
  "TASKS_LATE",
  "SERVICES",
  "SERVICES_FULL",
  "SERVICES_PARTIAL",
  "SIGNED_OFF",
] as const
export type FigureKey = (typeof FIGURE_KEYS)[number]

/** Each with what it counts. */
export const FIGURE_LABELS: Record<FigureKey, string> = {
  TASKS: "Nhiệm vụ của kế hoạch trong kỳ",
  TASKS_DONE: "Nhiệm vụ đã báo cáo xong, đã hoàn thành",
  TASKS_UNDER_WAY: "Nhiệm vụ đang thực hiện",
  TASKS_NOT_BEGUN: "Nhiệm vụ chưa bắt đầu",
  TASKS_LATE: "Trong đó: nhiệm vụ quá hạn",
  SERVICES: "Dịch vụ công trực tuyến đang có hiệu lực",
  SERVICES_FULL: "Dịch vụ công trực tuyến toàn trình",
  SERVICES_PARTIAL: "Dịch vụ công trực tuyến một phần",
  SIGNED_OFF: "Đăng ký mức độ đã ký duyệt trong kỳ",
}

/** Totals and the figures they are the sum of. */
export const FIGURE_TOTALS: Partial<Record<FigureKey, readonly FigureKey[]>> = {
  TASKS: ["TASKS_DONE", "TASKS_UNDER_WAY", "TASKS_NOT_BEGUN"],
  SERVICES: ["SERVICES_FULL", "SERVICES_PARTIAL"],
}
