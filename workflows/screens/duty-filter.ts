import type { OfficeRules } from "#models/reference/office-rules.ts"
import type { RegistrationFilter } from "#models/registration/registration-filter.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { Duty, WorkPlace } from "./duties.ts"

/** Four eyes: what a person proposed, or may not approve having appraised it, is not their work to judge. */
export function judgesBy(
  duty: Duty,
  actor: Actor,
  approver: OfficeRules["approver"],
): Partial<RegistrationFilter> {
  const places = actor.assignments.flatMap(({ role, delegated }) =>
    delegated && role === duty.role ? [delegated.personId] : [],
  )
  const people = [actor.id, ...places]
  const inHand = duty.holder === undefined ? {} : { holder: holderFilter(duty.holder, places[0] ?? actor.id) }
  if (!duty.judges) return inHand
  const isTwo = duty.state === "appraised" && approver !== "MAY_BE_THE_SAME"
  return { ...inHand, judgedBy: people, ...(isTwo ? { notAppraisedBy: people } : {}) }
}

const holderFilter = (is: WorkPlace, personId: string): NonNullable<RegistrationFilter["holder"]> =>
  is === "UNCLAIMED" ? { is: "NOBODY" } : { is, personId }

/** The same in the address of the list. */
export const HOLDER_CHOICES = { MINE: "mine", UNCLAIMED: "nobody", OTHERS: "others" } as const
