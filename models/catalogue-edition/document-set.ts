import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { editionDraftIdOf } from "./edition-id.ts"

/**
 * What the kept documents of a campaign's current draft are named by: the draft, and for a draft that was submitted again after its
 * submission was taken back, the how manieth time. Null while nothing is frozen.
 */
export const documentSetOf = ({ id, workflow }: Pick<ReviewCampaign, "id" | "workflow">): string | null => {
  const { frozen, recalledSubmissions = 0 } = workflow.context
  if (!frozen) return null
  const draftId = editionDraftIdOf(id, frozen.draft)
  return recalledSubmissions === 0 ? draftId : `${draftId}-trinh-lai-${recalledSubmissions}`
}
