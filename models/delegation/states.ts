const DELEGATION_STATES = ["making", "proposed", "agreed", "declined", "ended"] as const
export type DelegationState = (typeof DELEGATION_STATES)[number]

export const DELEGATION_STATE_LABELS: Record<DelegationState, string> = {
  making: "Đang lập",
  proposed: "Chờ đồng ý",
  agreed: "Có hiệu lực theo ngày",
  declined: "Không nhận",
  ended: "Kết thúc sớm",
}
