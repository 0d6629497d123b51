import type { ReferenceReader } from "#models/reference/reference-reader.ts"
import type { Clock } from "#models/shared/clock.ts"
import { dayOf } from "#models/shared/dates.ts"
import { ROLE_LABELS } from "#models/shared/workflow.ts"
import { actorOn, type User } from "#models/user/user.ts"

/** The role, in words, for which the office asks a second factor of somebody today; null when none does. */
export const roleAskingFactor = async (
  d: { reference: Pick<ReferenceReader, "accountRulesOn">; clock?: Clock; realClock: Clock },
  user: Pick<User, "id" | "fullName" | "assignments">,
): Promise<string | null> => {
  const today = dayOf((d.clock ?? d.realClock).now())
  const { secondFactorRoles } = await d.reference.accountRulesOn(today)
  const held = actorOn(user, today).assignments.find(({ role }) => secondFactorRoles.includes(role))
  return held ? ROLE_LABELS[held.role] : null
}
