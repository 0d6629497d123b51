import type { ReferenceReader } from "#models/reference/reference-reader.ts"
import type { Clock } from "#models/shared/clock.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import type { SigningService } from "#workflows/gateways/signing/signing-service.ts"
import type { KnownAuthorities } from "#workflows/signatures/known-authorities.ts"

/** What the documents of an edition are drawn from. */
export type EditionDependencies = OfficeDependencies & {
  reference: ReferenceReader
  /** The machine's own time, where the office works in another day: whose worker is alive is told by it. */
  leaseClock?: Clock
}

export type CampaignDependencies = EditionDependencies & {
  signing: SigningService
  /** Where the public reaches the system, for the code on the decision; null or missing: no code is drawn. */
  publicUrl?: string | null
  /** The authorities the office trusts, where some are known. */
  authorities?: KnownAuthorities
}
