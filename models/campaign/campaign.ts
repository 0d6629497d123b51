import type { IsoDay } from "#models/shared/dates.ts"
import type { WorkflowSnapshot } from "#models/shared/workflow.ts"
import type { CampaignContext } from "./context.ts"
import type { CampaignState } from "./states.ts"

/** Đợt rà soát of a year (or a mid-year adjustment) and the edition it ends in: one life, one id `2023-1`. */
export type ReviewCampaign = {
  id: string
  year: number
  sequence: number
  kind: "ANNUAL" | "AMENDMENT"
  name: string
  /** Plan 122 Phụ lục: review and register in March, announce in May, publish by June. Data of the campaign. */
  deadlines: { registerBy: IsoDay; appraiseBy: IsoDay; announceBy: IsoDay; publishBy: IsoDay }
  /** Why the catalogue is amended within the year; missing for an annual review, and where an earlier release did not ask. */
  ground?: string
  regimeId: string
  openedOn: IsoDay
  workflow: WorkflowSnapshot<CampaignState, CampaignContext>
  revision: number
}

export const editionIdOf = (year: number, sequence: number): string => `${year}-${sequence}`
