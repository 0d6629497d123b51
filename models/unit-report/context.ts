import type { IsoDay } from "../shared/dates.ts"

type Decided = { by: string; at: string; onBehalfOf?: string }

export type ReportContext = {
  /** Of what it says now; empty before the first draft. */
  digest: string
  /** Everybody who wrote in it or signed it: none of them accepts it. */
  authors: string[]
  handedUp: Decided | null
  /** `paper`: it came on paper, under this number, and was entered for the unit. */
  submitted: (Decided & { paper: { number: string; day: IsoDay } | null }) | null
  /** When it first came in: by that it was in time or late, however often it went back. */
  firstSubmittedAt: string | null
  accepted: (Decided & { note: string }) | null
  returns: (Decided & { reason: string; from: "HEAD" | "COORDINATOR" | "REOPENED" })[]
  fellAway: string | null
}

export const initialReportContext = (): ReportContext => ({
  digest: "",
  authors: [],
  handedUp: null,
  submitted: null,
  firstSubmittedAt: null,
  accepted: null,
  returns: [],
  fellAway: null,
})
