import type { IsoDay } from "../shared/dates.ts"

type Decided = { by: string; at: string; onBehalfOf?: string }

export type PlanContext = {
  /** SHA-256 of what it says: what is approved is what was submitted. */
  digest: string | null
  /** Who wrote any of it: none of them approves it. */
  drafters: string[]
  submitted: Decided | null
  approved: Decided | null
  issued: (Decided & { number: string; issuedOn: IsoDay; effectiveFrom: IsoDay; pdfSha256: string }) | null
  returns: (Decided & { reason: string })[]
  /** Why it was given up, where it was. */
  discarded: (Decided & { reason: string }) | null
}

export const initialPlanContext: PlanContext = {
  digest: null,
  drafters: [],
  submitted: null,
  approved: null,
  issued: null,
  returns: [],
  discarded: null,
}
