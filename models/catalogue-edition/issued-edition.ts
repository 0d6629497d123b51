import type { AnnexFileFacts } from "#models/campaign/events.ts"
import type { CampaignState } from "#models/campaign/states.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import type { FrozenEdition } from "./catalogue-edition.ts"

/** The decision a row or an edition stands on. `number` is whole: `15/QĐ-UBND`. */
export type DecisionReference = { editionId: string; number: string; day: IsoDay }

/** Danh mục đã phát hành: the frozen edition with what its decision got on the way out and what happened to it since. */
export type IssuedEdition = {
  editionId: string
  /** The draft that was signed: `2023-1/2`. */
  draftId: string
  year: number
  sequence: number
  kind: "ANNUAL" | "AMENDMENT"
  /** The edition an amendment changes; null for an annual one. */
  amends: string | null
  decision: { number: string; symbol: string; day: IsoDay }
  signatory: { fullName: string; position: string } | null
  state: CampaignState
  digest: string
  documentSha256: string
  /** Annexes in files of their own, in order; none where they are in the decision's file. */
  annexes: AnnexFileFacts[]
  errata: { letter: string; text: string; at: string }[]
  recalled: { at: string; reason: string } | null
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
