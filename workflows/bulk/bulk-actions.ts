import type { RegistrationEventType } from "#models/registration/events.ts"
import type { RegistrationState } from "#models/registration/states.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { type Action, isAllowed } from "#workflows/permissions.ts"
import { REGISTRATION_STEPS } from "#workflows/registration/steps/index.ts"

type BulkRule = {
  label: string
  action: Action
  /** States it is for; other rows of a filter are passed over. */
  states: readonly RegistrationState[]
  needsReason: boolean
  /** Where the suggestion was doubted each row is ticked by itself. */
  isJudging: boolean
  /** What takes it back; null where nothing does. */
  undoneBy: RegistrationEventType | null
  /** Takes another bulk action back; not offered by itself. */
  isUndoing: boolean
}

/** Taking over a suggestion nobody needs to read is a bulk action only. */
const ACCEPTING = "suggestion.accepted"

export type BulkAction = typeof ACCEPTING | RegistrationEventType

const RULES: ReadonlyMap<string, BulkRule> = new Map<string, BulkRule>([
  [
    ACCEPTING,
    {
      label: "Nhận gợi ý nơi mọi nguồn khớp, và trình",
      action: "registration.propose",
      states: ["drafting"],
      needsReason: false,
      isJudging: false,
      undoneBy: "submission.recalled",
      isUndoing: false,
    },
  ],
  ...REGISTRATION_STEPS.flatMap(
    ({ event, permission, label, fields, inBulk, isRecall = false }): [BulkAction, BulkRule][] =>
      inBulk
        ? [
            [
              event,
              {
                label: inBulk.label ?? label,
                action: permission,
                states: inBulk.states,
                needsReason: fields.some(({ name }) => name === "reason"),
                isJudging: inBulk.isJudging ?? false,
                undoneBy: inBulk.undoneBy ?? null,
                isUndoing: isRecall,
              },
            ],
          ]
        : [],
  ),
])

/** What may be asked for many registrations at once: steps of the workflow, and taking over a sure suggestion. */
export const BULK_ACTION_NAMES: readonly BulkAction[] = [...RULES]
  .filter(([, { isUndoing }]) => !isUndoing)
  .map(([name]) => name as BulkAction)

/** What a bulk action is called; null for what is none. */
export const bulkLabelOf = (action: string): string | null => RULES.get(action)?.label ?? null

/** @throws Error for what is no bulk action */
export const bulkRuleOf = (action: BulkAction): BulkRule => {
  const rule = RULES.get(action)
  if (!rule) throw new Error(`no bulk action ${action}`)
  return rule
}

/** The bulk actions this person may use on registrations of some agency. */
export const bulkActionsFor = (actor: Actor): BulkAction[] =>
  BULK_ACTION_NAMES.filter((name) =>
    actor.assignments.some(({ agencyId }) => isAllowed(actor, bulkRuleOf(name).action, agencyId)),
  )
