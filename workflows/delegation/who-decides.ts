import type { Delegation, Grant } from "#models/delegation/delegation.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { isAllowed } from "#workflows/permissions.ts"

type About = Pick<Delegation, "principalId" | "deputyId"> & { grants: readonly Grant[] }
type Standing = About & Pick<Delegation, "workflow">

const UNITS_OWN: readonly string[] = ["SPECIALIST", "UNIT_HEAD"]

/** Whether this person answers for all of that work, so that what they say holds at once; nobody gives it to themself so. */
export const mayDecide = (actor: Actor, { deputyId, grants }: About): boolean =>
  actor.id !== deputyId &&
  grants.every(
    ({ role, agencyId }) =>
      isAllowed(actor, "delegation.decide") ||
      (UNITS_OWN.includes(role) && isAllowed(actor, "delegation.decideInUnit", agencyId)),
  )

/** Whether this person may have it done: the absent one, who answers for the work, or the administrator. */
export const mayMake = (actor: Actor, about: About): boolean =>
  actor.id === about.principalId ||
  mayDecide(actor, about) ||
  isAllowed(actor, "delegation.oversee") ||
  about.grants.every(({ agencyId }) => isAllowed(actor, "delegation.decideInUnit", agencyId))

/**
 * Whether this person's agreement makes it hold: who answers for the work; the absent person, where another made it; the deputy,
 * where the absent person made it. An administrator's work goes over only with somebody who answers for the office data.
 */
export const mayAgree = (actor: Actor, delegation: Standing): boolean => {
  const { principalId, deputyId, grants, workflow } = delegation
  const maker = workflow.context.made?.by
  if (workflow.value !== "proposed" || maker === actor.id) return false
  if (mayDecide(actor, delegation)) return true
  if (grants.some(({ role }) => role === "ADMIN"))
    return ![principalId, deputyId].includes(actor.id) && isAllowed(actor, "administration.confirm")
  return actor.id === principalId || (actor.id === deputyId && maker === principalId)
}

/** Whether this person may decline what is asked of them. */
export const mayDecline = (actor: Actor, { deputyId, workflow }: Standing): boolean =>
  workflow.value === "proposed" && actor.id === deputyId

/** Whether this person may end it before its last day: whoever has a part in it, or answers for it. */
export const mayEnd = (actor: Actor, delegation: Standing): boolean => {
  const { principalId, deputyId, workflow } = delegation
  if (workflow.value !== "agreed" && workflow.value !== "proposed") return false
  return (
    [principalId, deputyId, workflow.context.made?.by].includes(actor.id) ||
    mayDecide(actor, delegation) ||
    isAllowed(actor, "delegation.oversee")
  )
}

/** Whether this person may see it. */
export const maySee = (actor: Actor, delegation: Standing): boolean =>
  [delegation.principalId, delegation.deputyId, delegation.workflow.context.made?.by].includes(actor.id) ||
  isAllowed(actor, "delegation.oversee") ||
  delegation.grants.some(({ agencyId }) => isAllowed(actor, "delegation.decideInUnit", agencyId))
