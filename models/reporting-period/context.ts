import type { Signatory } from "../official-document/official-document.ts"
import type { IsoDay } from "../shared/dates.ts"

type Decided = { by: string; at: string; onBehalfOf?: string }

/** A unit whose report is not in the consolidated one, and why the period was locked without it. */
export type PeriodException = { agencyId: string; reason: string }

/** A figure that turned out otherwise after it was frozen: it stands beside the frozen one, never in it. */
export type FigureCorrection = Decided & {
  revision: number
  agencyId: string
  key: string
  was: string
  now: string
  reason: string
}

export type PeriodContext = {
  /** Which revision of the consolidated report is being made or was last made; 1 for the first. */
  revision: number
  /** Of the form as it was last set; empty while it is the one it was opened with. */
  formDigest: string
  locked: (Decided & { digest: string; exceptions: PeriodException[] }) | null
  /** Under which number and for whom to sign it was drawn. */
  numbered:
    | (Decided & {
        number: string
        symbol: string
        day: IsoDay
        signatory: Pick<Signatory, "personId" | "fullName" | "position" | "capacity">
        documentSha256: string
      })
    | null
  signed: (Decided & { documentSha256: string }) | null
  /** Sealed by the agency and told to so many people. */
  sent: (Decided & { documentSha256: string; to: number }) | null
  /** Taken apart again: before it was numbered, or reopened after it was sent. */
  returns: (Decided & { reason: string; revision: number })[]
  corrections: FigureCorrection[]
  withdrawn: (Decided & { reason: string }) | null
}

type Signs = { personId: string; position: string; capacity: string }

/** The same person in the same capacity: whoever took up another signs as somebody else. */
export const isSameSignatory = (one: Signs, other: Signs | undefined): boolean =>
  one.personId === other?.personId && one.capacity === other.capacity && one.position === other.position

export const initialPeriodContext = (): PeriodContext => ({
  revision: 1,
  formDigest: "",
  locked: null,
  numbered: null,
  signed: null,
  sent: null,
  returns: [],
  corrections: [],
  withdrawn: null,
})
