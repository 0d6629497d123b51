import type { LegalRegime } from "../legal-regime/legal-regime.ts"

type Decided = { by: string; at: string }

export type RegimeProposalContext = {
  pack: LegalRegime | null
  /** Everyone who wrote or submitted it: none of them may approve it. */
  authors: string[]
  submitted: Decided | null
  approved: Decided | null
  /** Why it came back, or was withdrawn. */
  reasons: (Decided & { reason: string })[]
}
