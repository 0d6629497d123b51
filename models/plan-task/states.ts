export const PLAN_TASK_STATES = [
  "notStarted",
  "inProgress",
  "reportedDone",
  "accepted",
  "returned",
  "cancelled",
] as const
export type PlanTaskState = (typeof PLAN_TASK_STATES)[number]

export const PLAN_TASK_STATE_LABELS: Record<PlanTaskState, string> = {
  notStarted: "Chưa bắt đầu",
  inProgress: "Đang thực hiện",
  reportedDone: "Đã báo cáo xong, chờ xác nhận",
  accepted: "Đã xác nhận hoàn thành",
  returned: "Trả lại để bổ sung",
  cancelled: "Không còn phải làm",
}

/** What somebody still has to do something about. */
export const OPEN_TASK_STATES = ["notStarted", "inProgress", "reportedDone", "returned"] as const
/** What the unit itself still owes. */
export const OWED_TASK_STATES = ["notStarted", "inProgress", "returned"] as const
