import type { Agency, UnitGroup } from "#models/agency/agency.ts"
import type { EditionIssuer } from "#models/catalogue-edition/catalogue-edition.ts"
import type { LegalRegime } from "#models/legal-regime/legal-regime.ts"
import type { Signatory } from "#models/official-document/official-document.ts"
import type { DocumentTemplate } from "#models/reference/document-template.ts"
import type { LevelTarget } from "#models/reference/level-target.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import type { SigningService } from "#workflows/gateways/signing/signing-service.ts"
import type { KnownAuthorities } from "#workflows/signatures/known-authorities.ts"

/** Reference data in force on a day; law, organisations and issuing facts are data with validity. */
export type ReferenceReader = {
  regimeOn(day: IsoDay): Promise<LegalRegime>
  regime(id: string): Promise<LegalRegime>
  agencies(): Promise<Agency[]>
  groups(): Promise<UnitGroup[]>
  issuerOn(day: IsoDay): Promise<EditionIssuer>
  signatoriesOn(day: IsoDay): Promise<Signatory[]>
  /** Texts of official letters, notices and reports; none where none was set. */
  templatesOn(day: IsoDay): Promise<DocumentTemplate[]>
  /** Days off besides weekends. */
  holidays(): Promise<ReadonlySet<IsoDay>>
  portalTargetsOn(day: IsoDay): Promise<PortalTarget[]>
  /** Chỉ tiêu of the indicators; none where none was set. */
  targetsOn(day: IsoDay): Promise<LevelTarget[]>
}

/** A portal that receives records. */
type PortalTarget = {
  id: string
  name: string
  url: string
  validFrom: IsoDay
  validTo: IsoDay | null
}

export type CampaignDependencies = OfficeDependencies & {
  reference: ReferenceReader
  signing: SigningService
  /** Where the public reaches the system, for the code on the decision; null or missing: no code is drawn. */
  publicUrl?: string | null
  /** The authorities the office trusts, where some are known. */
  authorities?: KnownAuthorities
}
