import type { Agency, UnitGroup } from "../agency/agency.ts"
import type { LegalRegime } from "../legal-regime/legal-regime.ts"
import type { Signatory } from "../official-document/official-document.ts"
import type { PortalTarget } from "../outbox/portal-target.ts"
import type { IsoDay } from "../shared/dates.ts"
import type { WorkCalendar } from "../shared/working-days.ts"
import type { AccountRules } from "./account-rules.ts"
import type { DocumentTemplate } from "./document-template.ts"
import type { EditionIssuer } from "./issuer.ts"
import type { LevelTarget } from "./level-target.ts"
import type { OfficeRules } from "./office-rules.ts"

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
  /** Days off besides weekends, and Saturdays worked. */
  workCalendar(): Promise<WorkCalendar>
  portalTargetsOn(day: IsoDay): Promise<PortalTarget[]>
  /** Chỉ tiêu of the indicators; none where none was set. */
  targetsOn(day: IsoDay): Promise<LevelTarget[]>
  /** How the office wants acts to be held; the usual rules where it has said nothing. */
  /** What is asked of those who sign in; the usual rules where the office has said nothing. */
  accountRulesOn(day: IsoDay): Promise<Pick<AccountRules, "secondFactorRoles" | "provenMinutes">>
  officeRulesOn(day: IsoDay): Promise<Pick<OfficeRules, "largeWithdrawal" | "approver">>
}
