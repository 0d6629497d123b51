import type { ServiceLevel } from "#models/shared/levels.ts"
import { RegistrationModel, type StoredRegistration } from "./registration.schema.server.ts"
import type { Registration } from "./registration.ts"

/** What a picture of a whole campaign needs of a registration. */
export type BoardRegistration = Pick<
  Registration,
  "id" | "serviceId" | "serviceCode" | "procedureName" | "agencyId"
> & { state: string; level: ServiceLevel | null }

/** Every registration of a campaign in one reading, by id; `level`: as proposed. */
export const findBoardRegistrations = async (campaignId: string): Promise<BoardRegistration[]> => {
  const rows = await RegistrationModel.find(
    { campaignId },
    {
      serviceId: 1,
      serviceCode: 1,
      procedureName: 1,
      agencyId: 1,
      proposedLevel: 1,
      "workflow.value": 1,
    },
  )
    .sort({ _id: 1 })
    .lean<StoredRegistration[]>()
  return rows.map((row) => ({
    id: row._id,
    serviceId: row.serviceId,
    serviceCode: row.serviceCode,
    procedureName: row.procedureName,
    agencyId: row.agencyId,
    state: row.workflow.value,
    level: row.proposedLevel as ServiceLevel | null,
  }))
}
