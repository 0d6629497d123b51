import type { ServiceLevel } from "#models/shared/levels.ts"
import { RegistrationModel } from "./registration.schema.server.ts"

/** How many appraisals of a campaign share unit, field, last year's level, level (proposed or suggested) and holder. */
export type QueueCount = {
  agencyId: string
  field: { code: string; name: string }
  previousLevel: ServiceLevel | null
  level: ServiceLevel
  /** Who has them in hand; null: nobody. */
  holderId: string | null
  count: number
}

/** What is to be appraised in a campaign, in whose hand, counted by what a queue is made of. */
export const countQueue = async (campaignId: string): Promise<QueueCount[]> => {
  const rows = await RegistrationModel.aggregate<{
    _id: Omit<QueueCount, "count" | "field" | "level"> & {
      fieldCode: string
      fieldName: string
      proposed: ServiceLevel | null
      suggested: ServiceLevel
    }
    count: number
  }>([
    { $match: { campaignId, "workflow.value": { $in: ["registered", "underAppraisal", "consulting"] } } },
    {
      $group: {
        _id: {
          agencyId: "$agencyId",
          fieldCode: "$field.code",
          fieldName: "$field.name",
          previousLevel: "$previousLevel",
          proposed: "$proposedLevel",
          suggested: "$suggestion.level",
          holderId: "$workflow.context.holder.by",
        },
        count: { $sum: 1 },
      },
    },
  ])
  return rows.map(({ _id, count }) => ({
    agencyId: _id.agencyId,
    field: { code: _id.fieldCode, name: _id.fieldName },
    previousLevel: _id.previousLevel ?? null,
    level: _id.proposed ?? _id.suggested,
    holderId: _id.holderId ?? null,
    count,
  }))
}
