import { getCampaign } from "#models/campaign/campaign.repository.server.ts"

/** What a person types to confirm the recall of a decision: its number. */
export const typedNumber = async (campaignId: string): Promise<{ typed: string }> => {
  const { numbered } = (await getCampaign(campaignId)).workflow.context
  return { typed: numbered ? `${numbered.number}/${numbered.symbol}` : "" }
}
