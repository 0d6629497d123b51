import type { ReferenceReader } from "#models/reference/reference-reader.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import type { SigningService } from "#workflows/gateways/signing/signing-service.ts"
import type { LongActDependencies } from "#workflows/long-act/pieces.server.ts"
import type { KnownAuthorities } from "#workflows/signatures/known-authorities.ts"

/** What the documents of an edition are drawn from. */
export type EditionDependencies = OfficeDependencies &
  Pick<LongActDependencies, "leaseClock"> & { reference: ReferenceReader }

export type CampaignDependencies = EditionDependencies & {
  signing: SigningService
  /** Where the public reaches the system, for the code on the decision; null or missing: no code is drawn. */
  publicUrl?: string | null
  /** The authorities the office trusts, where some are known. */
  authorities?: KnownAuthorities
}
