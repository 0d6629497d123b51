const PLAN_STATES = [
  "making",
  "drafting",
  "awaitingApproval",
  "approved",
  "issued",
  "inForce",
  "superseded",
  "discarded",
] as const
export type PlanState = (typeof PLAN_STATES)[number]

export const PLAN_STATE_LABELS: Record<PlanState, string> = {
  making: "Đang lập",
  drafting: "Dự thảo",
  awaitingApproval: "Chờ người thứ hai duyệt",
  approved: "Đã duyệt, chờ ban hành",
  issued: "Đã ban hành, chưa đến ngày hiệu lực",
  inForce: "Đang hiệu lực",
  superseded: "Đã có phiên bản thay",
  discarded: "Đã bỏ",
}
