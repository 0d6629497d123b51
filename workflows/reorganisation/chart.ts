import type { ReorganisationContext } from "#models/reorganisation/context.ts"
import { REORGANISATION_EVENT_LABELS, type ReorganisationEvent } from "#models/reorganisation/events.ts"
import { REORGANISATION_SNAPSHOTS } from "#models/reorganisation/snapshot-versions.ts"
import { REORGANISATION_STATE_LABELS, type ReorganisationState } from "#models/reorganisation/states.ts"
import { isNoneOf, type Stamped } from "#models/shared/workflow.ts"
import type { Chart } from "#workflows/advance.ts"
import { reorganisationMachine } from "./machine.ts"

function whyRefused(context: ReorganisationContext, event: Stamped<ReorganisationEvent>): string | null {
  if (event.type === "plan.submitted") return "Chưa có phương án để trình."
  if (!isNoneOf(context.authors, event))
    return "Người soạn hoặc trình phương án không được tự xác nhận; cần người thứ hai."
  return event.type === "act.confirmed" ? "Phương án đã khác bản được trình." : null
}

export const reorganisationChart: Chart<ReorganisationState, ReorganisationContext, ReorganisationEvent> = {
  machine: reorganisationMachine,
  name: "reorganisation",
  snapshots: REORGANISATION_SNAPSHOTS,
  noun: "việc sắp xếp",
  stateLabels: REORGANISATION_STATE_LABELS,
  eventLabels: REORGANISATION_EVENT_LABELS,
  whyRefused,
}
