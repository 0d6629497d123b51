import type { ClientSession } from "mongoose"
import { OnlineServiceModel } from "./online-service.schema.server.ts"
import type { OnlineService } from "./online-service.ts"

/** Gives services to other units, or ends them; what was announced of them stays. */
export const saveServiceOwners = async (
  services: readonly OnlineService[],
  session: ClientSession,
): Promise<void> => {
  if (services.length === 0) return
  await OnlineServiceModel.bulkWrite(
    services.map(({ id, unit, adminLevel, proposingAgencyId, assignedBy, active }) => ({
      updateOne: {
        filter: { _id: id },
        update: { $set: { unit, adminLevel, proposingAgencyId, assignedBy, active } },
      },
    })),
    { session },
  )
}
