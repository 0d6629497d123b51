import type { CampaignDependencies } from "#workflows/campaign/dependencies.ts"

/** What use-cases of periods need of the world. */
export type PeriodDependencies = Pick<CampaignDependencies, "store" | "clock" | "reference" | "signing"> &
  Partial<Pick<CampaignDependencies, "authorities">>
