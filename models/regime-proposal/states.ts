export const REGIME_PROPOSAL_STATES = ["drafting", "submitted", "approved", "withdrawn"] as const
export type RegimeProposalState = (typeof REGIME_PROPOSAL_STATES)[number]

export const REGIME_PROPOSAL_STATE_LABELS: Record<RegimeProposalState, string> = {
  drafting: "Đang soạn",
  submitted: "Chờ phê duyệt",
  approved: "Đã phê duyệt",
  withdrawn: "Đã rút",
}
