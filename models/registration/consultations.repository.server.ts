import { RegistrationModel, type StoredRegistration } from "./registration.schema.server.ts"

/** One opinion that was asked for on a registration. */
export type Consultation = {
  registrationId: string
  campaignId: string
  procedureName: string
  agencyId: string
  /** The unit that was asked; null where that was the digital agency, before units were named. */
  askedId: string | null
  requestedAt: string
  dueOn: string
  /** `OPEN`: awaited. `ANSWERED`: given. `OVER`: lapsed, or the registration went another way. */
  state: "OPEN" | "ANSWERED" | "OVER"
}

/** The opinions that are awaited, in one review or all; and what became of the last one of each of `asked`. */
export const findConsultations = async (
  campaignId: string | null,
  asked: readonly string[],
): Promise<Consultation[]> => {
  const awaited = { "workflow.value": "consulting", ...(campaignId === null ? {} : { campaignId }) }
  const rows = await RegistrationModel.find(
    asked.length > 0 ? { $or: [awaited, { _id: { $in: [...asked] } }] } : awaited,
    { campaignId: 1, procedureName: 1, agencyId: 1, "workflow.value": 1, "workflow.context.consultation": 1 },
  )
    .sort({ _id: 1 })
    .lean<StoredRegistration[]>()
  return rows.flatMap(({ _id, workflow, procedureName, agencyId, campaignId: ofCampaign }) => {
    const kept = workflow.context.consultation as
      | { dueOn: string; requestedAt: string; opinion: string | null; agencyId?: string }
      | null
      | undefined
    if (!kept) return []
    const { dueOn, requestedAt, opinion } = kept
    const state = workflow.value === "consulting" ? "OPEN" : opinion === null ? "OVER" : "ANSWERED"
    return [
      {
        registrationId: _id,
        campaignId: ofCampaign,
        procedureName,
        agencyId,
        askedId: kept.agencyId ?? null,
        requestedAt,
        dueOn,
        state,
      },
    ]
  })
}
