import type { RegistrationState } from "#models/registration/states.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { type Action, isAllowed } from "#workflows/permissions.ts"

type BulkRule = {
  label: string
  action: Action
  /** States it is for; other rows of a filter are passed over. */
  states: readonly RegistrationState[]
  needsReason?: true
}

/** What may be done to many registrations at once: the events of the workflow, and taking over a sure suggestion. */
const BULK_ACTIONS = {
  "suggestion.accepted": {
    label: "Nhận gợi ý nơi mọi nguồn khớp, và trình",
    action: "registration.propose",
    states: ["drafting"],
  },
  "proposal.signedOff": {
    label: "Ký duyệt",
    action: "registration.signOff",
    states: ["awaitingUnitHead"],
  },
  "proposal.returnedByHead": {
    label: "Trả lại chuyên viên",
    action: "registration.signOff",
    states: ["awaitingUnitHead"],
    needsReason: true,
  },
  "appraisal.started": {
    label: "Bắt đầu thẩm định",
    action: "registration.appraise",
    states: ["registered"],
  },
  "appraisal.agreed": {
    label: "Thẩm định đạt",
    action: "registration.appraise",
    states: ["underAppraisal"],
  },
  "approval.granted": { label: "Phê duyệt", action: "registration.approve", states: ["appraised"] },
  "proposal.returned": {
    label: "Trả lại đơn vị",
    action: "registration.appraise",
    states: ["underAppraisal", "appraised"],
    needsReason: true,
  },
} as const satisfies Record<string, BulkRule>

export type BulkAction = keyof typeof BULK_ACTIONS
export const BULK_ACTION_NAMES = Object.keys(BULK_ACTIONS) as BulkAction[]

export const bulkRuleOf = (action: BulkAction): BulkRule => BULK_ACTIONS[action]

/** The bulk actions this person may use on registrations of some agency. */
export const bulkActionsFor = (actor: Actor): BulkAction[] =>
  BULK_ACTION_NAMES.filter((name) =>
    actor.assignments.some(({ agencyId }) => isAllowed(actor, BULK_ACTIONS[name].action, agencyId)),
  )
