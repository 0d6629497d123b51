import type { Erratum } from "#models/campaign/erratum.ts"
import type { AnnexFileFacts } from "#models/campaign/events.ts"
import type { RecallOutcome } from "#models/campaign/recall-outcome.ts"
import type { CampaignState } from "#models/campaign/states.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import type { FrozenEdition } from "./catalogue-edition.ts"
import type { DecisionReference } from "./decision-reference.ts"

/** `follows`: what a recalled annual edition leaves in force; a recalled amendment always leaves what it had changed. */
export type Recalled = {
  at: string
  reason: string
  /** What the public reads; missing where that is the reason. */
  explanation?: string
  follows: RecallOutcome
}

/** `day` and what follows it: missing where an earlier release recorded it. */
export type IssuedErratum = Erratum & { at: string }

/** Danh mục đã phát hành: the frozen edition with what its decision got on the way out and what happened to it since. */
export type IssuedEdition = {
  editionId: string
  /** The draft that was signed: `2023-1/2`. */
  draftId: string
  /** What its documents are named by, where it was submitted again; missing: the draft. */
  documents?: string
  year: number
  sequence: number
  kind: "ANNUAL" | "AMENDMENT"
  /** The annual edition an amendment changes, or an earlier amendment of it; null for an annual one. */
  amends: string | null
  /** `day`: as it is dated. `effectiveOn`: from when it is in force; missing: from the day it is dated. */
  decision: { number: string; symbol: string; day: IsoDay; effectiveOn?: IsoDay }
  /** When it was issued: rows of what was repealed later end, of what was repealed before were decided anew. */
  issuedOn: IsoDay
  signatory: { fullName: string; position: string } | null
  state: CampaignState
  digest: string
  documentSha256: string
  /** Annexes in files of their own, in order; none where they are in the decision's file. */
  annexes: AnnexFileFacts[]
  errata: IssuedErratum[]
  recalled: Recalled | null
  /** Reads the rows; kept in memory once read, as issued editions never change. */
  load: () => Promise<FrozenEdition>
}

export const decisionOf = ({
  editionId,
  decision,
}: Pick<IssuedEdition, "editionId" | "decision">): DecisionReference => ({
  editionId,
  number: `${decision.number}/${decision.symbol}`,
  day: decision.day,
})

/** `danh mục năm 2023`, `điều chỉnh lần 1 năm 2023`: how pages call an edition. */
export const editionName = ({
  year,
  sequence,
  kind,
}: Pick<IssuedEdition, "year" | "sequence" | "kind">): string =>
  kind === "ANNUAL" ? `Danh mục năm ${year}` : `Điều chỉnh danh mục năm ${year} (lần ${sequence - 1 || 1})`
