import type { ReferenceChangeContext } from "#models/reference-change/context.ts"
import { REFERENCE_CHANGE_EVENT_LABELS, type ReferenceChangeEvent } from "#models/reference-change/events.ts"
import { REFERENCE_CHANGE_SNAPSHOTS } from "#models/reference-change/snapshot-versions.ts"
import { REFERENCE_CHANGE_STATE_LABELS, type ReferenceChangeState } from "#models/reference-change/states.ts"
import { isNoneOf, type Stamped } from "#models/shared/workflow.ts"
import type { Chart } from "#workflows/advance.ts"
import { referenceChangeMachine } from "./machine.ts"

const whyRefused = ({ authors }: ReferenceChangeContext, event: Stamped<ReferenceChangeEvent>) =>
  !isNoneOf(authors, event)
    ? "Người soạn hoặc trình thay đổi không được tự xác nhận; cần người thứ hai."
    : null

export const referenceChangeChart: Chart<ReferenceChangeState, ReferenceChangeContext, ReferenceChangeEvent> =
  {
    machine: referenceChangeMachine,
    name: "referenceChange",
    snapshots: REFERENCE_CHANGE_SNAPSHOTS,
    noun: "thay đổi dữ liệu nền",
    stateLabels: REFERENCE_CHANGE_STATE_LABELS,
    eventLabels: REFERENCE_CHANGE_EVENT_LABELS,
    whyRefused,
  }
