import type { Decided } from "./decided-by.ts"
import type { Proposal } from "./proposal.ts"
import type { RegistrationRemark } from "./remark.ts"

/** Người giữ: who has an appraisal in hand, by name, and since when. */
export type Holder = Decided & { name: string }

export type Returned = Decided & {
  reason: string
  stage: "UNIT_HEAD" | "APPRAISAL" | "INTAKE"
  /** What stood before, while the unit has done nothing since: until then the return may be taken back. */
  undid?: Pick<RegistrationContext, "signedOff" | "appraised" | "holder" | "consultation">
}

export type RegistrationContext = {
  proposal: Proposal | null
  /** Everyone who drafted, submitted or corrected what the suggestion rests on: none of them may sign off, appraise or approve. */
  proposers: string[]
  /** `takenOver`: why the chief of office did it in the place of the unit's head. */
  signedOff: (Decided & { takenOver?: string }) | null
  /** `takenOver`: why the chief of office did it in an appraiser's place. */
  appraised: (Decided & { note: string; takenOver?: string }) | null
  /**
   * `urgent`: why the chief of office approved without waiting, and for what it would have waited; it counts only once a second
   * person has `confirmed` it.
   */
  approved: (Decided & { urgent?: string; waitedFor?: string; confirmed?: Decided }) | null
  /** Null: nobody took it, or it was taken up before it was kept who did. */
  holder: Holder | null
  /** Nhận xét of the appraisal, in the order they were made. */
  remarks: RegistrationRemark[]
  returns: Returned[]
  consultation: {
    question: string
    dueOn: string
    requestedAt: string
    opinion: string | null
    answeredBy: string | null
    /** Which unit was asked; missing where it was the digital agency, asked before any other could be. */
    agencyId?: string
    agencyName?: string
    /** The day on which it was found that the asked unit had said nothing. */
    silentOn?: string
  } | null
  announcement: {
    editionId: string
    decisionNumber: string
    signatoryId: string
    capacity: string
    signedOn: string
  } | null
  publishedAt: string | null
  ended: { kind: "WITHDRAWN" | "REPEALED" | "SUPERSEDED" | "RECALLED"; note: string; at: string } | null
}

export const initialRegistrationContext: RegistrationContext = {
  proposal: null,
  proposers: [],
  signedOff: null,
  appraised: null,
  approved: null,
  holder: null,
  remarks: [],
  returns: [],
  consultation: null,
  announcement: null,
  publishedAt: null,
  ended: null,
}
