const REORGANISATION_STATES = [
  "drafting",
  "submitted",
  "confirmed",
  "takingForce",
  "inForce",
  "undoing",
  "withdrawn",
] as const
export type ReorganisationState = (typeof REORGANISATION_STATES)[number]

export const REORGANISATION_STATE_LABELS: Record<ReorganisationState, string> = {
  drafting: "Đang soạn",
  submitted: "Chờ xác nhận",
  confirmed: "Đã xác nhận, chờ đến ngày",
  takingForce: "Đang chuyển",
  inForce: "Đã có hiệu lực",
  undoing: "Đang hoàn lại",
  withdrawn: "Đã rút",
}
