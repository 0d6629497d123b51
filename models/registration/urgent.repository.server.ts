import type { ClientSession } from "mongoose"
import { RegistrationModel, type StoredRegistration } from "./registration.schema.server.ts"
import type { Registration } from "./registration.ts"

/** A registration that was approved without waiting: why, and whether a second person has confirmed it. */
export type UrgentApproval = Pick<Registration, "id" | "serviceCode" | "procedureName"> & {
  reason: string
  isConfirmed: boolean
}

/** What was approved without waiting in a campaign and still is, by id. */
export const findUrgentApprovals = async (
  campaignId: string,
  session: ClientSession | null = null,
): Promise<UrgentApproval[]> => {
  const rows = await RegistrationModel.find(
    { campaignId, "workflow.value": "approved", "workflow.context.approved.urgent": { $exists: true } },
    { serviceCode: 1, procedureName: 1, "workflow.context.approved": 1 },
    { session },
  )
    .sort({ _id: 1 })
    .lean<StoredRegistration[]>()
  return rows.map(({ _id, serviceCode, procedureName, workflow }) => {
    const approved = workflow.context.approved as { urgent: string; confirmed?: unknown }
    return {
      id: _id,
      serviceCode,
      procedureName,
      reason: approved.urgent,
      isConfirmed: approved.confirmed !== undefined,
    }
  })
}
