import { CHAINS } from "#models/deadline/clock-kinds.ts"
import type { Deadline } from "#models/deadline/deadline.ts"
import type { Escalation } from "#models/reference/escalation.ts"
import { countRegistrations } from "#models/registration/registration-list.repository.server.ts"
import type { Actor, Role } from "#models/shared/workflow.ts"
import { isAllowed } from "#workflows/permissions.ts"

/** Registrations with these states are not handed in yet: their units are late, the others need hear nothing. */
const NOT_HANDED_IN = ["drafting", "returned", "awaitingUnitHead"]

/**
 * Whom a reminder is for, of the staff of the day: those who hold the role of each rung it climbs to. What is a unit's business
 * goes to that unit's people; the end of registering to the units that still owe something; an opinion to the unit that was asked.
 */
export const recipientsOf = async (
  { kind, campaignId, agencyId }: Pick<Deadline, "kind" | "campaignId" | "agencyId">,
  { to }: Pick<Escalation, "to">,
  staff: readonly Actor[],
): Promise<Actor[]> => {
  const chain = CHAINS[kind]
  const roles = to.map((rung) => chain[rung])
  if (kind === "OPINION" && agencyId !== null)
    return staff.filter(
      (person) =>
        isAllowed(person, "registration.giveOpinion", agencyId) ||
        isAllowed(person, "registration.giveUnitOpinion", agencyId) ||
        person.assignments.some(({ role }) => role !== "COORDINATOR" && roles.includes(role)),
    )
  const late = kind === "REGISTER_BY" && campaignId ? await unitsThatOwe(campaignId) : null
  return staff.filter(({ assignments }) =>
    assignments.some(
      ({ role, agencyId }) =>
        roles.includes(role) && (late === null || !UNITS_OWN.has(role) || late.has(agencyId)),
    ),
  )
}

/** Roles held for one unit. */
const UNITS_OWN: ReadonlySet<Role> = new Set(["SPECIALIST", "UNIT_HEAD"])

const unitsThatOwe = async (campaignId: string): Promise<Set<string>> =>
  new Set(
    (await countRegistrations(campaignId))
      .filter(({ state, count }) => count > 0 && NOT_HANDED_IN.includes(state))
      .map(({ agencyId }) => agencyId),
  )
