import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { IsoDay } from "#models/shared/dates.ts"

/** On which day each stage happens. */
export type YearCalendar = Record<
  "open" | "propose" | "signOff" | "appraise" | "freeze" | "checkContent" | "checkForm" | "submit" | "sign",
  IsoDay
>

/** Days of a year that keeps to plan 122: March to May. */
export const planCalendar = (year: number): YearCalendar => ({
  open: `${year}-03-06`,
  propose: `${year}-03-15`,
  signOff: `${year}-03-22`,
  appraise: `${year}-04-10`,
  freeze: `${year}-05-04`,
  checkContent: `${year}-05-08`,
  checkForm: `${year}-05-09`,
  submit: `${year}-05-10`,
  sign: `${year}-05-12`,
})

/** Deadlines of a year by plan 122, Phụ lục: register in March, announce in May, publish by June. */
export const yearDeadlines = (year: number): ReviewCampaign["deadlines"] => ({
  registerBy: `${year}-03-31`,
  appraiseBy: `${year}-04-28`,
  announceBy: `${year}-05-31`,
  publishBy: `${year}-06-30`,
})
