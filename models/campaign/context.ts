import type { Erratum } from "./erratum.ts"
import type { AnnexFileFacts, DayReason, SigningFacts } from "./events.ts"
import type { RecallOutcome } from "./recall-outcome.ts"

/** Who did it and when, as an instant in ISO form. */
export type Decided = { by: string; at: string; onBehalfOf?: string }

export type CampaignContext = {
  kind: "ANNUAL" | "AMENDMENT"
  /** Whether the office numbers the decision before the leader signs it (decision-layout.md §8, configuration). */
  numberFirst: boolean
  /** Whether who answers for the content initials the decision before it is signed (ký nháy). */
  initials: boolean
  /** Whether each annex is a file of its own (NĐ 30/2020 Phụ lục III, Mẫu 2.2), or all stand in the decision's file. */
  annexesApart: boolean
  amends: string | null
  frozen: {
    draft: number
    digest: string
    entries: number
    leftOut: number
    leftOutReason: string
    withdrawal?: { count: number; reason: string }
    urgent?: { count: number; reasons: string[] }
  } | null
  contentChecked: Decided | null
  formChecked: Decided | null
  submission: {
    number: string
    symbol: string
    day: string
    by: string
    annexes: AnnexFileFacts[]
  } | null
  /** How often a submission was taken back; missing: never. */
  recalledSubmissions?: number
  /** The person the decision is drawn for; only that person may sign it. */
  signatory: SigningFacts | null
  initialled: (Decided & { documentSha256: string }) | null
  signed: (Decided & { documentSha256: string; signatory: SigningFacts; signedOn: string }) | null
  numbered: (Decided & { documentSha256: string; number: string; symbol: string; day: string }) | null
  sealed: (Decided & { documentSha256: string; annexes: AnnexFileFacts[] }) | null
  /** `effectiveOn`: from when it is in force by its own text. */
  issued: (Decided & { issuedOn: string; effectiveOn: string }) | null
  /** Why days of the decision differ that may only with a reason, as it was numbered, sealed, issued. */
  dayReasons: (Decided & DayReason)[]
  publishedAt: string | null
  returns: (Decided & { reason: string })[]
  errata: (Decided & Erratum)[]
  amendedBy: string[]
  /** A review that was stopped before it came to an issued decision. */
  stopped: (Decided & { reason: string }) | null
  /** Missing in earlier recalls: what the public reads, what `follows`, and how many `records` the portals are told of. */
  recalled:
    | (Decided & { reason: string; explanation?: string; follows?: RecallOutcome; records?: number })
    | null
}

export type CampaignInput = Pick<
  CampaignContext,
  "kind" | "numberFirst" | "initials" | "annexesApart" | "amends"
>

export const initialCampaignContext = (input: CampaignInput): CampaignContext => ({
  ...input,
  frozen: null,
  contentChecked: null,
  formChecked: null,
  submission: null,
  signatory: null,
  initialled: null,
  signed: null,
  numbered: null,
  sealed: null,
  issued: null,
  dayReasons: [],
  publishedAt: null,
  returns: [],
  errata: [],
  amendedBy: [],
  stopped: null,
  recalled: null,
})
