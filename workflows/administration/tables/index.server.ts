import { NotFoundError } from "#models/shared/errors.ts"
import type { ReferenceTable } from "../reference-table.ts"
import { accountRules } from "./account-rules.server.ts"
import { agencies } from "./agencies.server.ts"
import { agencyCodes } from "./agency-codes.server.ts"
import { agencyNames } from "./agency-names.server.ts"
import { assignments } from "./assignments.server.ts"
import { calendar } from "./calendar.server.ts"
import { criterionHelp } from "./criterion-help.server.ts"
import { digestHours } from "./digest-hours.server.ts"
import { escalations } from "./escalations.server.ts"
import { fieldLeads, ministryLeads } from "./field-leads.server.ts"
import { holidays } from "./holidays.server.ts"
import { indicatorTargets } from "./indicator-targets.server.ts"
import { indicators } from "./indicators.server.ts"
import { issuers } from "./issuers.server.ts"
import { legalActs } from "./legal-acts.server.ts"
import { mailAddresses } from "./mail-addresses.server.ts"
import { officeRules } from "./office-rules.server.ts"
import { people } from "./people.server.ts"
import { personalData } from "./personal-data.server.ts"
import { portals } from "./portals.server.ts"
import { reminderChains } from "./reminder-chains.server.ts"
import { searchTerms } from "./search-terms.server.ts"
import { signingCapacities } from "./signing-capacities.server.ts"
import { siteChecks } from "./site-checks.server.ts"
import { siteWatchRules } from "./site-watch-rules.server.ts"
import { targets } from "./targets.server.ts"
import { unitGroups } from "./unit-groups.server.ts"
import { webhooks } from "./webhooks.server.ts"
import { websites } from "./websites.server.ts"

/** Every table of office data, in the order of the screen. */
export const REFERENCE_TABLES: readonly ReferenceTable[] = [
  people,
  mailAddresses,
  assignments,
  signingCapacities,
  agencies,
  agencyNames,
  agencyCodes,
  unitGroups,
  fieldLeads,
  ministryLeads,
  issuers,
  portals,
  webhooks,
  holidays,
  calendar,
  escalations,
  reminderChains,
  digestHours,
  targets,
  indicators,
  indicatorTargets,
  websites,
  siteChecks,
  siteWatchRules,
  officeRules,
  accountRules,
  legalActs,
  searchTerms,
  criterionHelp,
  personalData,
]

/** @throws NotFoundError */
export const tableOf = (id: string): ReferenceTable => {
  const found = REFERENCE_TABLES.find((table) => table.id === id)
  if (!found) throw new NotFoundError("Không có bảng dữ liệu này. Chọn lại ở trang Quản trị.")
  return found
}
