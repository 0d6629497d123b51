import { CHAINS } from "#models/deadline/clock-kinds.ts"
import type { Deadline } from "#models/deadline/deadline.ts"
import { OWED_TASK_STATES } from "#models/plan-task/states.ts"
import { findAssignments } from "#models/plan-task/task-assignment.repository.server.ts"
import { clockIdOf } from "#models/plan-task/task-assignment.ts"
import type { Escalation, Rung } from "#models/reference/escalation.ts"
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
  { id, kind, campaignId, agencyId }: Pick<Deadline, "id" | "kind" | "campaignId" | "agencyId">,
  { to }: Pick<Escalation, "to">,
  staff: readonly Actor[],
): Promise<Actor[]> => {
  if (kind === "PLAN_TASK") return ofPlanTask(id, to, staff)
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

/** Of a unit without an officer of that name, those who do the work: the provincial office's own. */
const PLAN_ROLES: Record<Rung, readonly Role[]> = {
  OFFICER: ["SPECIALIST", "REVIEWER"],
  HEAD: ["UNIT_HEAD", "CHIEF_OF_OFFICE"],
  LEADER: [],
}

/** The people of the units that still owe the task; above them the coordinator of the plan. */
async function ofPlanTask(id: string, to: readonly Rung[], staff: readonly Actor[]): Promise<Actor[]> {
  const owing = new Set(
    (await findAssignments({ states: OWED_TASK_STATES }))
      .filter((task) => clockIdOf(task) === id)
      .map(({ agencyId }) => agencyId),
  )
  const roles = new Set(to.flatMap((rung) => PLAN_ROLES[rung]))
  return staff.filter(({ assignments }) =>
    assignments.some(
      ({ role, agencyId }) =>
        (roles.has(role) && owing.has(agencyId)) || (to.includes("LEADER") && role === "COORDINATOR"),
    ),
  )
}

const unitsThatOwe = async (campaignId: string): Promise<Set<string>> =>
  new Set(
    (await countRegistrations(campaignId))
      .filter(({ state, count }) => count > 0 && NOT_HANDED_IN.includes(state))
      .map(({ agencyId }) => agencyId),
  )
