import type { DelegationContext } from "#models/delegation/context.ts"
import { DELEGATION_EVENT_LABELS, type DelegationEvent } from "#models/delegation/events.ts"
import { DELEGATION_SNAPSHOTS } from "#models/delegation/snapshot-versions.ts"
import { DELEGATION_STATE_LABELS, type DelegationState } from "#models/delegation/states.ts"
import type { Chart } from "#workflows/advance.ts"
import { delegationMachine } from "./machine.ts"

export const delegationChart: Chart<DelegationState, DelegationContext, DelegationEvent> = {
  machine: delegationMachine,
  name: "delegation",
  snapshots: DELEGATION_SNAPSHOTS,
  noun: "việc làm thay",
  stateLabels: DELEGATION_STATE_LABELS,
  eventLabels: DELEGATION_EVENT_LABELS,
  whyRefused: () => "Người lập không tự đồng ý; cần người thứ hai.",
}
