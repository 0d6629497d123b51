import type { CampaignContext } from "#models/campaign/context.ts"

/** Whether nothing is awaited before signature and number: the decision is initialled, where the office wants it so. */
export const isReady = ({
  initials,
  initialled,
}: Pick<CampaignContext, "initials" | "initialled">): boolean => !initials || initialled !== null

export const WITHOUT_INITIALS = "Văn bản chưa được ký nháy. Người chịu trách nhiệm nội dung ký nháy trước."
