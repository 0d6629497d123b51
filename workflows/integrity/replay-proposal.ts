import type { AuditEntry } from "#models/audit/audit-entry.ts"
import { REGIME_PROPOSAL_EVENT_LABELS, type RegimeProposalEvent } from "#models/regime-proposal/events.ts"
import type { RegimeProposal } from "#models/regime-proposal/regime-proposal.ts"
import { advance, begin } from "#workflows/advance.ts"
import { regimeProposalChart } from "#workflows/regimes/chart.ts"

export const isProposalStep = ({ type }: Pick<AuditEntry, "type">): boolean =>
  Object.hasOwn(REGIME_PROPOSAL_EVENT_LABELS, type)

/**
 * Folds the log of a proposed pack through its chart, as `replay` does for what is logged whole. The log names a pack and the
 * proposal keeps the last one: earlier ones were written over, so that the kept one stands for each.
 * @throws WorkflowRefusedError where the chart takes a step no more
 */
export const replayProposal = (
  { workflow }: RegimeProposal,
  entries: readonly AuditEntry[],
): RegimeProposal["workflow"][] => {
  let snapshot = begin(regimeProposalChart)
  const snapshots = [snapshot]
  for (const { type, payload, by, onBehalfOf, at } of entries.filter(isProposalStep)) {
    const event = type === "pack.saved" ? { type, pack: workflow.context.pack } : { type, ...payload }
    snapshot = advance(
      regimeProposalChart,
      snapshot,
      event as RegimeProposalEvent,
      { id: by, ...(onBehalfOf ? { onBehalfOf } : {}) },
      new Date(at),
    ).snapshot
    snapshots.push(snapshot)
  }
  return snapshots
}
