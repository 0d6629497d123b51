/** Columns of the table of tasks. */
export const PLAN_COLUMNS = ["number", "text", "leads", "coordinating", "due", "product", "note"] as const
export type PlanColumn = (typeof PLAN_COLUMNS)[number]

export const PLAN_COLUMN_LABELS: Record<PlanColumn, string> = {
  number: "TT",
  text: "Nội dung công việc",
  leads: "Chủ trì",
  coordinating: "Phối hợp",
  due: "Thời gian thực hiện",
  product: "Sản phẩm",
  note: "Ghi chú",
}
