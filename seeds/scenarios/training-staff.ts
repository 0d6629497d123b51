import type { IsoDay } from "#models/shared/dates.ts"
import type { Actor, Role } from "#models/shared/workflow.ts"
import { actorOn } from "#models/user/user.ts"
import type { TrainingUser } from "#seeds/reference/users.ts"
import type { OfficeStaff } from "./office-staff.ts"

/** The made-up people of training mode in their roles on a day. */
export const trainingStaff = (
  users: readonly TrainingUser[],
  day: IsoDay,
): OfficeStaff & { coordinator: Actor } => {
  const actors = users.map((user) => actorOn(user, day))
  const who = (role: Role, agencyId?: string): Actor => {
    const found = actors.find((actor) =>
      actor.assignments.some(
        (held) => held.role === role && (agencyId === undefined || held.agencyId === agencyId),
      ),
    )
    if (!found)
      throw new Error(`no training user holds ${role}${agencyId ? ` at ${agencyId}` : ""} on ${day}`)
    return found
  }
  return {
    specialistOf: (agencyId) => who("SPECIALIST", agencyId),
    headOf: (agencyId) => who("UNIT_HEAD", agencyId),
    reviewer: who("REVIEWER"),
    chief: who("CHIEF_OF_OFFICE"),
    clerk: who("RECORDS_CLERK"),
    leader: actors.find((actor) => actor.id === "phochutich") ?? who("LEADER"),
    coordinator: who("COORDINATOR"),
  }
}
