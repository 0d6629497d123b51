import type { RegimeProposalContext } from "#models/regime-proposal/context.ts"
import { REGIME_PROPOSAL_EVENT_LABELS, type RegimeProposalEvent } from "#models/regime-proposal/events.ts"
import { REGIME_PROPOSAL_SNAPSHOTS } from "#models/regime-proposal/snapshot-versions.ts"
import { REGIME_PROPOSAL_STATE_LABELS, type RegimeProposalState } from "#models/regime-proposal/states.ts"
import { isNoneOf, type Stamped } from "#models/shared/workflow.ts"
import type { Chart } from "#workflows/advance.ts"
import { regimeProposalMachine } from "./machine.ts"

function whyRefused(context: RegimeProposalContext, event: Stamped<RegimeProposalEvent>): string | null {
  if (event.type === "pack.submitted" && context.pack === null) return "Chưa có nội dung để trình."
  if (!isNoneOf(context.authors, event))
    return "Người soạn hoặc trình bộ quy định không được tự phê duyệt; cần người thứ hai."
  return null
}

export const regimeProposalChart: Chart<RegimeProposalState, RegimeProposalContext, RegimeProposalEvent> = {
  machine: regimeProposalMachine,
  name: "regimeProposal",
  snapshots: REGIME_PROPOSAL_SNAPSHOTS,
  noun: "đề xuất bộ quy định",
  stateLabels: REGIME_PROPOSAL_STATE_LABELS,
  eventLabels: REGIME_PROPOSAL_EVENT_LABELS,
  whyRefused,
}
