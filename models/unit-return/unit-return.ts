import type { IsoDay } from "../shared/dates.ts"
import type { PARTIAL_REASONS, ServiceLevel } from "../shared/levels.ts"

/** A service as its head signed it off and the letter lists it; frozen. */
export type ReturnRow = {
  registrationId: string
  /** Of the registration once it was signed off. */
  revision: number
  /** Which signing off it is, ISO: one that came back and was signed off anew is sent anew. */
  signedOffAt: string
  serviceCode: string
  procedureCode: string
  procedureName: string
  caseName: string
  fieldName: string
  level: ServiceLevel
  partialReason: (typeof PARTIAL_REASONS)[number] | null
  citation: string
  /** The suggestion asked for a look. */
  wasDoubted: boolean
}

/**
 * One sending of a unit's return (phiếu đăng ký của đơn vị): what its head signed off, under a numbered covering letter, and what
 * was left then. A return sent whole has one, else it has several; only inserted.
 */
export type ReturnPart = {
  /** `2023-1:so-tu-phap:1`. */
  id: string
  /** Given by the form: the same form sent twice is one sending. */
  sendingId: string
  campaignId: string
  campaignName: string
  campaignYear: number
  agencyId: string
  /** First, second … of this unit in this campaign. */
  sequence: number
  /** Of the covering letter: unique for the unit in the year (NĐ 30/2020 Điều 15(1)). */
  number: number
  symbol: string
  day: IsoDay
  /** When it was received; by the office's clock, the moment it was sent. */
  at: Date
  by: { id: string; name: string; onBehalfOf?: { personId: string; name: string; ground: string } }
  /** Title under which the letter is signed: `GIÁM ĐỐC`. */
  position: string
  /** The last day of registering as it stood then. */
  dueOn: IsoDay
  /** Who sends, from where, as the letter heads it. */
  sender: { name: string; isCommittee: boolean; placeName: string }
  receiver: { provinceName: string; provinceUpper: string; training: boolean }
  rows: ReturnRow[]
  /** Services still with the unit when it was sent. */
  left: number
}

/** Limits on what a head may send at once. */
export const RETURN_LIMITS = {
  /** Rows signed off in one transaction. */
  mostRows: 2_000,
  /** So many and more are confirmed by typing their number. */
  typedFrom: 50,
  symbol: 30,
  position: 60,
  /** Highest number of a letter. */
  number: 99_999,
} as const

export const returnIdOf = (campaignId: string, agencyId: string): string => `${campaignId}:${agencyId}`
export const partIdOf = (campaignId: string, agencyId: string, sequence: number): string =>
  `${returnIdOf(campaignId, agencyId)}:${sequence}`
