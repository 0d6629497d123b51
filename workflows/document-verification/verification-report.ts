import type { EditionMark } from "#models/catalogue-edition/edition-mark.ts"

/** One rule a decision must keep, and whether it does; `message` is Vietnamese and stands on its own. */
export type VerificationCheck = {
  rule: string
  ok: boolean
  message: string
  /**
   * Set where all that fails is a rule of form or of whom the office accepts, which may be younger than the file: against bytes
   * known to be issued here that says nothing.
   */
  isForm?: true
}

/** A signature found in the file, whether it holds or not. */
export type VerifiedSignature = {
  kind: "INITIAL" | "PERSONAL" | "AGENCY"
  /** Common names in the certificate and in the one above it; empty when unreadable. */
  signer: string
  issuer: string
  /** Claimed time as an ISO instant with the zone of Viet Nam; null when there is none. */
  signedAt: string | null
  /** Time a timestamp authority vouches for, as `signedAt`; null without a timestamp. */
  stampedAt: string | null
  /** Whether that authority leads to one known here and was not revoked; null without a timestamp, or when none is known. */
  stampTrusted: boolean | null
  /** Vietnamese; why that time does not count. Null where it does, and without a timestamp. */
  stampDoubt: string | null
  /** Time its container says beside the file's, as `signedAt`; null where it says none. */
  containerAt: string | null
  /** From and to when its certificate and all above it hold, as ISO instants; null when they could not be read. */
  certificateFrom: string | null
  certificateTo: string | null
  /** The bytes it covers are those that were signed, and its certificates held and may sign documents. */
  holds: boolean
  /** It holds, and its certificate is of a policy accepted here. */
  valid: boolean
  /** Whether the certificate comes from an authority known here; null when none is known. */
  trusted: boolean | null
  /** Numbers its certificate gives the holder: of a person's only the end, of an agency's its code and tax number; and its policies, as OIDs. */
  identifiers: string[]
  policies: string[]
  /** What its authority said of the certificate and when, as ISO instants; null when nothing is known. */
  revocation: { asOf: string; revokedAt: string | null } | null
  coversWholeFile: boolean
  /** Vietnamese; what is odd about it and decides nothing. */
  notes: string[]
}

/** What can be said of a decision's file from its bytes alone. */
export type VerificationReport = {
  ok: boolean
  checks: VerificationCheck[]
  signatures: VerifiedSignature[]
  /** What it says of itself: the frozen edition it was drawn from, and how it goes with its annexes. */
  edition: EditionMark | null
  /** SHA-256 of the file as drawn, before anything was added; null when unreadable. */
  drawnSha256: string | null
  /** `15/QĐ-UBND`. */
  documentNumber: string | null
}
