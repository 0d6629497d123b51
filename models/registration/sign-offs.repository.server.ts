import type { ClientSession } from "mongoose"
import type { RegistrationContext } from "./context.ts"
import { RegistrationModel, type StoredRegistration } from "./registration.schema.server.ts"

/** How far a registration is, as the return of its unit counts it. */
export type SignOff = { id: string; agencyId: string; state: string; signedOffAt: string | null }

const FIELDS = { agencyId: 1, "workflow.value": 1, "workflow.context.signedOff.at": 1 } as const

/** All of a campaign, or of one unit in it, by id. */
export const findSignOffs = async (
  { campaignId, agencyId }: { campaignId: string; agencyId?: string },
  session: ClientSession | null = null,
): Promise<SignOff[]> => {
  const filter = { campaignId, ...(agencyId === undefined ? {} : { agencyId }) }
  const rows = await RegistrationModel.find(filter, FIELDS, { session })
    .sort({ _id: 1 })
    .lean<StoredRegistration[]>()
  return rows.map(({ _id, agencyId: at, workflow }) => ({
    id: _id,
    agencyId: at,
    state: workflow.value,
    signedOffAt: (workflow.context as Partial<RegistrationContext>).signedOff?.at ?? null,
  }))
}
