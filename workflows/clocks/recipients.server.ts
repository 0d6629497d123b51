import type { Deadline } from "#models/deadline/deadline.ts"
import { OWED_TASK_STATES } from "#models/plan-task/states.ts"
import { findAssignments } from "#models/plan-task/task-assignment.repository.server.ts"
import { clockIdOf } from "#models/plan-task/task-assignment.ts"
import type { Escalation, Rung } from "#models/reference/escalation.ts"
import type { Chains } from "#models/reference/reminder-chain.ts"
import { countRegistrations } from "#models/registration/registration-list.repository.server.ts"
import { findPeriods } from "#models/reporting-period/reporting-period.repository.server.ts"
import { periodClockId } from "#models/reporting-period/reporting-period.ts"
import type { Actor, Role } from "#models/shared/workflow.ts"
import { OWED_REPORT_STATES } from "#models/unit-report/states.ts"
import { findReportStates } from "#models/unit-report/unit-report.repository.server.ts"
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
  if (kind === "PLAN_TASK") return ofUnits(await unitsThatOweTask(id), to, chain, staff)
  if (kind === "QUARTERLY_REPORT" || kind === "AD_HOC_REPORT") {
    const period = (await findPeriods(["collecting"])).find((one) => periodClockId(one) === id)
    // What units report under a plan climbs as its tasks do; the office's own report otherwise.
    const own = kind === "QUARTERLY_REPORT" ? (chains.get("PLAN_TASK") ?? chain) : chain
    if (period) return ofUnits(await unitsThatOweReport(period.id), to, own, staff)
  }
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

/** The people of the units that still owe it; above them whoever leads, of whatever unit. */
const ofUnits = (
  owing: ReadonlySet<string>,
  to: readonly Rung[],
  chain: Readonly<Record<Rung, Role>>,
  staff: readonly Actor[],
): Actor[] => {
  const own = to.filter((rung) => rung !== "LEADER").map((rung) => chain[rung])
  const roles = new Set(own.flatMap((role) => [role, AT_THE_OFFICE[role] ?? role]))
  return staff.filter(({ assignments }) =>
    assignments.some(
      ({ role, agencyId }) =>
        (roles.has(role) && owing.has(agencyId)) || (to.includes("LEADER") && role === chain.LEADER),
    ),
  )
}

const unitsThatOweTask = async (clockId: string): Promise<Set<string>> =>
  new Set(
    (await findAssignments({ states: OWED_TASK_STATES }))
      .filter((task) => clockIdOf(task) === clockId)
      .map(({ agencyId }) => agencyId),
  )

const unitsThatOweReport = async (periodId: string): Promise<Set<string>> =>
  new Set((await findReportStates({ periodId, states: OWED_REPORT_STATES })).map(({ agencyId }) => agencyId))

const unitsThatOwe = async (campaignId: string): Promise<Set<string>> =>
  new Set(
    (await countRegistrations(campaignId))
      .filter(({ state, count }) => count > 0 && NOT_HANDED_IN.includes(state))
      .map(({ agencyId }) => agencyId),
  )
