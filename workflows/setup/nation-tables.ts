import type { Indicator } from "#models/indicator/indicator.ts"
import type { IndicatorTarget } from "#models/indicator/indicator-target.ts"
import type { LegalAct } from "#models/legal-basis/legal-act.ts"
import type { LegalRegime } from "#models/legal-regime/legal-regime.ts"
import type { CriterionHelp } from "#models/reference/criterion-help.ts"
import type { DigestHour } from "#models/reference/digest-hour.ts"
import type { DocumentTemplate } from "#models/reference/document-template.ts"
import type { Escalation } from "#models/reference/escalation.ts"
import type { LevelTarget } from "#models/reference/level-target.ts"
import type { PersonalData } from "#models/reference/personal-data.ts"
import type { ReferenceTables } from "#models/reference/reference.repository.server.ts"
import type { ReminderChain } from "#models/reference/reminder-chain.ts"
import type { SearchTerm } from "#models/reference/search-term.ts"
import type { SiteWatchRule } from "#models/reference/site-watch-rule.ts"
import type { IsoDay } from "#models/shared/dates.ts"

/** A province or city of today. */
export type ProvinceRow = {
  /** The statistics office's number, two digits: `68`. */
  code: string
  /** `Lâm Đồng`. */
  name: string
  kind: ProvinceKind
  /** Another kind it had before, with its last day; null where there was none since 01/7/2025. */
  before: { kind: ProvinceKind; until: IsoDay } | null
  /** Code by QĐ 20/2020/QĐ-TTg: `H36`. */
  orgCode: string
  /** Names of the provinces it was formed from on 01/7/2025, its own included. */
  formedFrom: string[]
}
type ProvinceKind = "tỉnh" | "thành phố"

/** An agency a province may have, as offered to whoever sets the office up: to be ticked and corrected. */
export type OfferedAgency = {
  id: string
  name: string
  shortName: string
  kind: "PROVINCIAL_OFFICE" | "DEPARTMENT" | "CENTRAL_BRANCH" | "OTHER"
  adminLevel: "PROVINCE" | "COMMUNE"
  /** The agency it belongs to; null: the committee itself, or a central body outside the province. */
  under: string | null
  isTicked: boolean
  /** Code by QĐ 20/2020; empty where it is not public. */
  orgCode: string
  /** What it, or what it took over, was called before, by which records still name it. */
  formerNames?: readonly { name: string; shortName: string; validFrom: IsoDay; validTo: IsoDay }[]
  /** How sure the name is: `low` and `medium` are to be checked. */
  confidence: "high" | "medium" | "low"
}

type FieldLeadRow = {
  fieldCode: string
  agencyId: string
  /** A department only some provinces have, which leads the field where there is one. */
  insteadWhereIs: string | null
  validFrom: IsoDay | null
  validTo: IsoDay | null
}

/** What is known of every province before it has said anything itself. */
export type NationTables = {
  /** First day of the provinces, their communes and the two levels of government. */
  since: IsoDay
  provinces: readonly ProvinceRow[]
  communesOf(provinceCode: string): readonly { code: string; name: string }[]
  agenciesOf(province: ProvinceRow): readonly OfferedAgency[]
  fieldLeads: readonly FieldLeadRow[]
  /** `G15` → `so-tu-phap`. */
  ministryDepartments: Readonly<Record<string, string>>
  /** Who takes the work where a province has no such agency; in order. */
  standIns: Readonly<Record<string, readonly string[]>>
  holidays: readonly ReferenceTables["holidays"][]
  regimes: readonly LegalRegime[]
  /** Acts of the register of legal bases whose days are known. */
  legalActs: readonly LegalAct[]
  templates: readonly DocumentTemplate[]
  levelTargets: readonly LevelTarget[]
  indicators: readonly Indicator[]
  indicatorTargets: readonly IndicatorTarget[]
  searchTerms: readonly SearchTerm[]
  personalData: readonly PersonalData[]
  criterionHelp: readonly CriterionHelp[]
  escalations: readonly Escalation[]
  reminderChains: readonly ReminderChain[]
  digestHours: readonly DigestHour[]
  siteWatchRules: readonly SiteWatchRule[]
}
