const REFERENCE_CHANGE_STATES = [
  "drafting",
  "drafted",
  "submitted",
  "confirmed",
  "inForce",
  "refused",
  "withdrawn",
] as const
export type ReferenceChangeState = (typeof REFERENCE_CHANGE_STATES)[number]

export const REFERENCE_CHANGE_STATE_LABELS: Record<ReferenceChangeState, string> = {
  drafting: "Đang soạn",
  drafted: "Dự thảo",
  submitted: "Chờ xác nhận",
  confirmed: "Đã xác nhận, chờ tới ngày",
  inForce: "Có hiệu lực",
  refused: "Không xác nhận",
  withdrawn: "Đã rút",
}
