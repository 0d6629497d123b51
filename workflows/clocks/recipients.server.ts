import type { Deadline } from "#models/deadline/deadline.ts"
import { OWED_TASK_STATES } from "#models/plan-task/states.ts"
import { findAssignments } from "#models/plan-task/task-assignment.repository.server.ts"
import { clockIdOf } from "#models/plan-task/task-assignment.ts"
import type { Escalation, Rung } from "#models/reference/escalation.ts"
import type { Chains } from "#models/reference/reminder-chain.ts"
import { countRegistrations } from "#models/registration/registration-list.repository.server.ts"
import type { Actor, Role } from "#models/shared/workflow.ts"
import { isAllowed } from "#workflows/permissions.ts"

/** Registrations with these states are not handed in yet: their units are late, the others need hear nothing. */
const NOT_HANDED_IN = ["drafting", "returned", "awaitingUnitHead"]

/**
 * Whom a reminder is for, of the staff of the day: those who hold the role of each rung it climbs to, by the chains of that day. What is a unit's business
 * goes to that unit's people; the end of registering to the units that still owe something; an opinion to the unit that was asked.
 */
export const recipientsOf = async (
  { id, kind, campaignId, agencyId }: Pick<Deadline, "id" | "kind" | "campaignId" | "agencyId">,
  { to, chains }: Pick<Escalation, "to"> & { chains: Chains },
  staff: readonly Actor[],
): Promise<Actor[]> => {
  const chain = chains.get(kind)
  if (!chain) return []
  if (kind === "PLAN_TASK") return ofPlanTask(id, to, chain, staff)
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

/** The provincial office does the work of a unit, too; who there has no such role, but another. */
const AT_THE_OFFICE: Partial<Record<Role, Role>> = { SPECIALIST: "REVIEWER", UNIT_HEAD: "CHIEF_OF_OFFICE" }

/** The people of the units that still owe the task; above them whoever leads, of whatever unit. */
async function ofPlanTask(
  id: string,
  to: readonly Rung[],
  chain: Readonly<Record<Rung, Role>>,
  staff: readonly Actor[],
): Promise<Actor[]> {
  const owing = new Set(
    (await findAssignments({ states: OWED_TASK_STATES }))
      .filter((task) => clockIdOf(task) === id)
      .map(({ agencyId }) => agencyId),
  )
  const own = to.filter((rung) => rung !== "LEADER").map((rung) => chain[rung])
  const roles = new Set(own.flatMap((role) => [role, AT_THE_OFFICE[role] ?? role]))
  return staff.filter(({ assignments }) =>
    assignments.some(
      ({ role, agencyId }) =>
        (roles.has(role) && owing.has(agencyId)) || (to.includes("LEADER") && role === chain.LEADER),
    ),
  )
}

const unitsThatOwe = async (campaignId: string): Promise<Set<string>> =>
  new Set(
    (await countRegistrations(campaignId))
      .filter(({ state, count }) => count > 0 && NOT_HANDED_IN.includes(state))
      .map(({ agencyId }) => agencyId),
  )
