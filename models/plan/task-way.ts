/** Acts of the system by which a task is done: which one, is data on the task. */
const BOUND_ACTS = [
  "REVIEW_DONE",
  "UNIT_REGISTERED",
  "EDITION_ISSUED",
  "RECORDS_LIVE",
  "LEVELS_AGREE",
] as const
export type BoundAct = (typeof BOUND_ACTS)[number]

export const BOUND_ACT_LABELS: Record<BoundAct, string> = {
  REVIEW_DONE: "Đợt rà soát khóa tiếp nhận, mọi đăng ký đã thẩm định xong",
  UNIT_REGISTERED: "Đơn vị ký duyệt xong mọi đăng ký của mình",
  EDITION_ISSUED: "Quyết định công bố danh mục được phát hành",
  RECORDS_LIVE: "Mọi bản ghi của danh mục đã công khai trên các cổng",
  LEVELS_AGREE: "Mức độ ở mọi cổng khớp với danh mục đang hiệu lực",
}

/** What a report of a task has to show before it can be handed in. */
export const TASK_NEEDS = ["ANY", "SUB_PLAN", "BUDGET"] as const
export type TaskNeed = (typeof TASK_NEEDS)[number]

export const TASK_NEED_LABELS: Record<TaskNeed, string> = {
  ANY: "Một minh chứng bất kỳ",
  SUB_PLAN: "Kế hoạch của đơn vị: số, ký hiệu, ngày ban hành",
  BUDGET: "Kinh phí: năm, số tiền, nguồn, văn bản giao",
}

/** What the register of websites and systems counts for a task with a target. */
export const TASK_MEASURES = ["COMPONENT", "LINKED", "CONNECTED"] as const
export type TaskMeasure = (typeof TASK_MEASURES)[number]

export const TASK_MEASURE_LABELS: Record<TaskMeasure, string> = {
  COMPONENT: "Trang, cổng thành phần của đơn vị đủ điều kiện",
  LINKED: "Trang của đơn vị có liên kết đến Cổng dịch vụ công",
  CONNECTED: "Hệ thống của đơn vị đã kết nối",
}

/** How a task comes to its end; `place` names its row whatever number it has. */
export type TaskWay = {
  place: string
  act: BoundAct | null
  needs: TaskNeed
  measure: TaskMeasure | null
}

export const usualWay = (place: string): TaskWay => ({ place, act: null, needs: "ANY", measure: null })
