import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import type { RegistrationContext } from "#models/registration/context.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { SYSTEM_ACTOR } from "#workflows/system-actor.ts"
import { advanceAll } from "./advance-all.server.ts"

const dueOn = (context: Record<string, unknown>): IsoDay | null =>
  (context as RegistrationContext).consultation?.dueOn ?? null

/** Takes consultations whose due date has passed without an answer back to appraisal. Returns how many. */
export const lapseConsultations = async (d: OfficeDependencies): Promise<number> => {
  const today = dayOf(d.clock.now())
  let lapsed = 0
  for (const campaign of await findCampaigns())
    lapsed += await d.store.inTransaction(async (session) => {
      const overdue = (await findAllRegistrations(campaign.id, ["consulting"], session)).filter(
        ({ workflow }) => (dueOn(workflow.context) ?? today) < today,
      )
      if (overdue.length > 0)
        await advanceAll(
          overdue,
          { type: "consultation.lapsed", today },
          SYSTEM_ACTOR,
          d.clock.now(),
          session,
        )
      return overdue.length
    })
  return lapsed
}

/** The days on which open consultations fall due. */
export const consultationDueDays = async (): Promise<IsoDay[]> => {
  const days: IsoDay[] = []
  for (const campaign of await findCampaigns())
    for (const { workflow } of await findAllRegistrations(campaign.id, ["consulting"])) {
      const day = dueOn(workflow.context)
      if (day) days.push(day)
    }
  return days
}
