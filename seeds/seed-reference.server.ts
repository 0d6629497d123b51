import { saveUnitDirectory } from "#models/agency/agency.repository.server.ts"
import { addLegalActs, hasLegalActs } from "#models/legal-basis/legal-act.repository.server.ts"
import { actsOfRecord } from "#models/legal-basis/legal-act.ts"
import { addLedgerClocks, addLegalRegimes } from "#models/legal-regime/legal-regime.repository.server.ts"
import { findCurrentSnapshots } from "#models/procedure/procedure-snapshot.repository.server.ts"
import { getReference, hasReference, saveReference } from "#models/reference/reference.repository.server.ts"
import type { Store } from "#models/store/connection.server.ts"
import { saveCapacities } from "#models/user/signing-capacity.repository.server.ts"
import { CRITERION_HELP } from "./reference/criterion-help.ts"
import { DIGEST_HOURS } from "./reference/digest-hours.ts"
import { DOCUMENT_TEMPLATES } from "./reference/document-templates.ts"
import { ESCALATIONS } from "./reference/escalations.ts"
import { HOLIDAYS } from "./reference/holidays.ts"
import { INDICATOR_TARGETS, INDICATORS } from "./reference/indicators.ts"
import { ISSUERS } from "./reference/issuer.ts"
import { LEGAL_ACTS } from "./reference/legal-acts.ts"
import { LEVEL_TARGETS } from "./reference/level-targets.ts"
import { PERSONAL_DATA } from "./reference/personal-data.ts"
import { planWords } from "./reference/plans/knowledge.ts"
import { UNIT_EXPRESSIONS } from "./reference/plans/words.ts"
import { PORTAL_TARGETS, simulatedPortals } from "./reference/portal-targets.ts"
import { LEGAL_REGIMES } from "./reference/regimes/index.ts"
import { REMINDER_CHAINS } from "./reference/reminder-chains.ts"
import { SEARCH_TERMS } from "./reference/search-terms.ts"
import { SITE_WATCH_RULES } from "./reference/site-watch-rules.ts"
import { UNIT_DIRECTORY } from "./reference/unit-directory.ts"
import { SIGNING_CAPACITIES } from "./reference/users.ts"

/** Puts law, organisations, issuing facts and portals into the store; again changes nothing. */
export const seedReference = async (
  store: Pick<Store, "inTransaction">,
  portalsUrl?: string,
): Promise<void> => {
  // One commit for the two hundred rows of the organisation table, not one each.
  await store.inTransaction((session) => saveUnitDirectory(UNIT_DIRECTORY, session))
  await addLegalRegimes(LEGAL_REGIMES)
  await addLegalActs(LEGAL_ACTS)
  await saveReference("issuers", ISSUERS)
  await saveReference("holidays", HOLIDAYS)
  await saveReference("levelTargets", LEVEL_TARGETS)
  await saveReference("searchTerms", SEARCH_TERMS)
  await saveReference("personalData", PERSONAL_DATA)
  await saveReference("criterionHelp", CRITERION_HELP)
  await saveReference("escalations", ESCALATIONS)
  await saveReference("reminderChains", REMINDER_CHAINS)
  await saveReference("digestHours", DIGEST_HOURS)
  await saveReference("siteWatchRules", SITE_WATCH_RULES)
  await saveReference("documentTemplates", DOCUMENT_TEMPLATES)
  await saveReference("portalTargets", portalsUrl ? simulatedPortals(portalsUrl) : PORTAL_TARGETS)
  await saveCapacities(SIGNING_CAPACITIES)
  await addPlanWords()
  await addIndicators()
}

/** What is measured and what it is to reach, where the store has none of it yet. */
const addIndicators = async (): Promise<void> => {
  if (!(await hasReference("indicators"))) await saveReference("indicators", INDICATORS)
  if (!(await hasReference("indicatorTargets"))) await saveReference("indicatorTargets", INDICATOR_TARGETS)
}

/** What plans are read with, where the store has none of it yet. */
export const addPlanWords = async (): Promise<void> => {
  if (!(await hasReference("unitExpressions"))) await saveReference("unitExpressions", UNIT_EXPRESSIONS)
  if (!(await hasReference("planWords"))) await saveReference("planWords", planWords())
}

/** Tables that came after some stores had been filled; what stands there is the office's own and is left alone. */
export const addNewerReference = async (): Promise<void> => {
  if (!(await hasReference("levelTargets"))) await saveReference("levelTargets", LEVEL_TARGETS)
  if (!(await hasReference("searchTerms"))) await saveReference("searchTerms", SEARCH_TERMS)
  if (!(await hasReference("personalData"))) await saveReference("personalData", PERSONAL_DATA)
  if (!(await hasReference("criterionHelp"))) await saveReference("criterionHelp", CRITERION_HELP)
  if (!(await hasReference("escalations"))) await saveReference("escalations", ESCALATIONS)
  if (!(await hasReference("reminderChains"))) await saveReference("reminderChains", REMINDER_CHAINS)
  if (!(await hasReference("digestHours"))) await saveReference("digestHours", DIGEST_HOURS)
  if (!(await hasReference("siteWatchRules"))) await saveReference("siteWatchRules", SITE_WATCH_RULES)
  await addPlanWords()
  await addIndicators()
  await addNewerTemplates()
  await addLedgerClocks(LEGAL_REGIMES)
  if (!(await hasLegalActs())) await fillLegalActs()
}

/** The register of legal bases of a store whose procedures were imported before there was one. */
async function fillLegalActs(): Promise<void> {
  const current = await findCurrentSnapshots()
  await addLegalActs([
    ...LEGAL_ACTS,
    ...current.flatMap(({ procedure: { legalBases, fields } }) =>
      actsOfRecord(
        legalBases,
        fields.map(({ code }) => code),
      ),
    ),
  ])
}

/** Kinds of text the store does not know yet; texts it has are the office's own. */
async function addNewerTemplates(): Promise<void> {
  const kept = (await hasReference("documentTemplates")) ? await getReference("documentTemplates") : []
  // Kept before texts had a purpose: all were for officers to fill in, and none said in whose name it is issued.
  const known = kept.map((template) => {
    if (template.purpose) return template
    const { authority } = DOCUMENT_TEMPLATES.find(({ id }) => id === template.id) ?? {}
    return { ...template, purpose: "OFFICER" as const, ...(authority ? { authority } : {}) }
  })
  const added = DOCUMENT_TEMPLATES.filter(({ id }) => known.every((template) => template.id !== id))
  if (added.length > 0) await saveReference("documentTemplates", [...known, ...added])
}
