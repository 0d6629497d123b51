import type { OfficeRules } from "#models/reference/office-rules.ts"
import type { Registration } from "#models/registration/registration.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { waysToStep } from "./asked-unit.ts"
import { whyNotWhileHeld } from "./held-by.ts"
import { whyNotTake } from "./possible-steps.ts"
import type { RegistrationStep } from "./registration-step.ts"
import { whyNotApprove } from "./separate-approver.ts"

type Standing = Pick<Registration, "agencyId" | "workflow">
export type MovingRules = Pick<OfficeRules, "approver">

/** Why a person may not take a step in one of their ways to act: chart, holder and approver asked together; null when they may. */
const whyNotMove = (
  step: RegistrationStep,
  registration: Standing,
  way: Actor,
  rules: MovingRules,
): string | null =>
  whyNotTake(step, registration, way) ??
  whyNotWhileHeld(step.event, registration, way) ??
  (step.event === "approval.granted" ? whyNotApprove(registration, way, rules) : null)

/**
 * As whom this person takes a step: of the ways their right gives them, own first, the one that may now, else the first, which
 * then says why not; null without the right.
 */
export const wayToMove = (
  step: RegistrationStep,
  registration: Standing,
  actor: Actor,
  rules: MovingRules,
): { way: Actor; isFree: boolean } | null => {
  const ways = waysToStep(step, registration, actor)
  const free = ways.find((way) => whyNotMove(step, registration, way, rules) === null)
  const way = free ?? ways[0]
  return way ? { way, isFree: free !== undefined } : null
}
