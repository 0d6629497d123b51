import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { isRunning } from "#models/campaign/deadlines.ts"
import {
  findRegistrations,
  type RegistrationRow,
} from "#models/registration/registration-list.repository.server.ts"
import { FINISHED_STATES, REGISTRATION_STATES } from "#models/registration/states.ts"
import type { EffectItem } from "./effects.ts"

const OPEN_STATES = REGISTRATION_STATES.filter((state) => !FINISHED_STATES.includes(state))
const PAGE = 500

/** The registrations that are not finished, of every running review. */
export const openRegistrations = async (campaigns: readonly ReviewCampaign[]): Promise<RegistrationRow[]> => {
  const open: RegistrationRow[] = []
  for (const { id } of campaigns.filter(isRunning))
    for (let number = 1; ; number += 1) {
      const { rows } = await findRegistrations(
        { campaignId: id, states: OPEN_STATES },
        { number, size: PAGE },
      )
      open.push(...rows)
      if (rows.length < PAGE) break
    }
  return open
}

export const registrationItem = ({ id, serviceCode, procedureName }: RegistrationRow): EffectItem => ({
  text: `${serviceCode} ${procedureName}`,
  registrationId: id,
})
