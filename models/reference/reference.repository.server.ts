import type { ClientSession } from "mongoose"
import type { Indicator } from "#models/indicator/indicator.ts"
import type { IndicatorTarget } from "#models/indicator/indicator-target.ts"
import type { PortalTarget } from "#models/outbox/portal-target.ts"
import { type IsoDay, isValidOn } from "#models/shared/dates.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import { oncePerPage } from "#models/shared/once-per-page.server.ts"
import type { AccountRules } from "./account-rules.ts"
import type { CalendarYear } from "./calendar-year.ts"
import type { CriterionHelp } from "./criterion-help.ts"
import type { DigestHour } from "./digest-hour.ts"
import type { DocumentTemplate } from "./document-template.ts"
import { type Escalation, escalationsOn } from "./escalation.ts"
import type { EditionIssuer } from "./issuer.ts"
import type { LevelTarget } from "./level-target.ts"
import type { MailAddress } from "./mail-address.ts"
import type { OfficeRules } from "./office-rules.ts"
import type { PersonalData } from "./personal-data.ts"
import { ReferenceModel } from "./reference.schema.server.ts"
import { type Chains, chainsOn, type ReminderChain } from "./reminder-chain.ts"
import type { SearchTerm } from "./search-term.ts"
import { type SiteWatchRule, siteWatchRuleOn } from "./site-watch-rule.ts"
import type { PlanWord, UnitExpression } from "./unit-expression.ts"
import type { Webhook } from "./webhook.ts"
import type { SiteCheck, Website } from "./website.ts"

/** The tables kept whole, by name. */
export type ReferenceTables = {
  issuers: { validFrom: IsoDay; validTo: IsoDay | null; issuer: EditionIssuer }
  /** Days off, and Saturdays worked; rows kept before they said which are days off, and were announced. */
  holidays: { day: IsoDay; name: string; kind?: "OFF" | "WORK" | undefined; announced?: boolean | undefined }
  portalTargets: PortalTarget
  levelTargets: LevelTarget
  /** What is measured, by which formula, since when. */
  indicators: Indicator
  /** What an indicator is to reach, per unit and quarter. */
  indicatorTargets: IndicatorTarget
  officeRules: OfficeRules
  accountRules: AccountRules
  /** When the yearly review is to be where, by year. */
  campaignCalendar: CalendarYear
  documentTemplates: DocumentTemplate
  /** Abbreviations and everyday names people search by. */
  searchTerms: SearchTerm
  /** What is kept of people, and why. */
  personalData: PersonalData
  /** What is said beside each criterion. */
  criterionHelp: CriterionHelp
  /** When whom is reminded of a deadline. */
  escalations: Escalation
  /** Who is reminded of each kind of deadline. */
  reminderChains: ReminderChain
  /** From which hour the day's digest is mailed. */
  digestHours: DigestHour
  mailAddresses: MailAddress
  /** What plans call many units at once, by day. */
  unitExpressions: UnitExpression
  /** What the spelling of plans is held against. */
  planWords: PlanWord
  /** Other systems that are told what happens. */
  webhooks: Webhook
  /** Websites of units and systems to be connected, and what was found at each. */
  websites: Website
  siteChecks: SiteCheck
  /** How often the system looks at them itself. */
  siteWatchRules: SiteWatchRule
  /** Which scenario a first start has filled the store with; a province by its number. */
  seeded: { scenario: string; province?: string }
}

/** Replaces one table (seeds, administration). */
export const saveReference = async <Name extends keyof ReferenceTables>(
  name: Name,
  rows: ReferenceTables[Name][],
  session: ClientSession | null = null,
): Promise<void> => {
  await ReferenceModel.updateOne(
    { _id: name },
    { $set: { rows } },
    { upsert: true, ...(session ? { session } : {}) },
  )
}

const readTable = (name: keyof ReferenceTables) =>
  oncePerPage(`reference:${name}`, async () => ReferenceModel.findById(name).lean())

/** @throws NotFoundError when the table was never filled */
export const getReference = async <Name extends keyof ReferenceTables>(
  name: Name,
  session: ClientSession | null = null,
): Promise<ReferenceTables[Name][]> => {
  const row = session ? await ReferenceModel.findById(name, null, { session }).lean() : await readTable(name)
  if (!row)
    throw new NotFoundError(`Chưa có bảng dữ liệu tham chiếu «${name}». Quản trị viên cần nạp dữ liệu nền.`)
  return row.rows as ReferenceTables[Name][]
}

export const hasReference = async (
  name: keyof ReferenceTables,
  session: ClientSession | null = null,
): Promise<boolean> =>
  session
    ? (await ReferenceModel.exists({ _id: name }).session(session)) !== null
    : (await readTable(name)) !== null

/** The days of a year's review; null where none were entered. */
export const findCalendarYear = async (year: number): Promise<CalendarYear | null> =>
  (await hasReference("campaignCalendar"))
    ? ((await getReference("campaignCalendar")).find((one) => one.year === year) ?? null)
    : null

/** Words people search by that no procedure is named with, as they stand on a day; none where none were entered. */
export const findSearchTermsOn = async (day: IsoDay): Promise<SearchTerm[]> =>
  (await hasReference("searchTerms"))
    ? (await getReference("searchTerms")).filter((term) => isValidOn(term, day))
    : []

/** What is kept of people, as it stands on a day; nothing where nothing was entered. */
export const findPersonalDataOn = async (day: IsoDay): Promise<PersonalData[]> =>
  (await hasReference("personalData"))
    ? (await getReference("personalData")).filter((row) => isValidOn(row, day))
    : []

/** What is said beside criteria on a day; nothing where nothing was entered. */
export const findCriterionHelpOn = async (day: IsoDay): Promise<CriterionHelp[]> =>
  (await hasReference("criterionHelp"))
    ? (await getReference("criterionHelp")).filter((row) => isValidOn(row, day))
    : []

/** The reminders of deadlines in force on a day, first to last; none where none were set. */
export const findEscalationsOn = async (day: IsoDay): Promise<Escalation[]> =>
  (await hasReference("escalations")) ? escalationsOn(await getReference("escalations"), day) : []

/** Who is reminded of which kind of deadline on a day; nobody where nothing was set. */
export const findChainsOn = async (day: IsoDay): Promise<Chains> =>
  chainsOn((await hasReference("reminderChains")) ? await getReference("reminderChains") : [], day)

/** The hours of the digest, of every time; none where none were set, and no digest is mailed. */
export const findDigestHours = async (): Promise<DigestHour[]> =>
  (await hasReference("digestHours")) ? await getReference("digestHours") : []

/** Where each person's mail goes on a day, by user name. */
export const findMailAddressesOn = async (day: IsoDay): Promise<Map<string, string>> =>
  new Map(
    ((await hasReference("mailAddresses")) ? await getReference("mailAddresses") : [])
      .filter((row) => isValidOn(row, day))
      .map(({ userId, address }) => [userId, address]),
  )

/** The other systems to tell, of every time; none where none were entered. */
export const findWebhooks = async (): Promise<Webhook[]> =>
  (await hasReference("webhooks")) ? await getReference("webhooks") : []

/** What plans call many units at once, of every time; none where none were entered. */
export const findUnitExpressions = async (): Promise<UnitExpression[]> =>
  (await hasReference("unitExpressions")) ? await getReference("unitExpressions") : []

/** What the spelling of plans is held against; none where none were entered. */
export const findPlanWords = async (): Promise<PlanWord[]> =>
  (await hasReference("planWords")) ? await getReference("planWords") : []

/** The indicators of every time; none where none were entered. */
export const findIndicators = async (): Promise<Indicator[]> =>
  (await hasReference("indicators")) ? await getReference("indicators") : []

/** The targets of indicators, of every time; none where none were set. */
export const findIndicatorTargets = async (): Promise<IndicatorTarget[]> =>
  (await hasReference("indicatorTargets")) ? await getReference("indicatorTargets") : []

/** The scenario a first start has filled the store with; null before one has. */
export const findSeededScenario = async (session: ClientSession | null = null): Promise<string | null> =>
  (await hasReference("seeded", session))
    ? ((await getReference("seeded", session))[0]?.scenario ?? null)
    : null

/** Every website and system of the register; none where nobody has entered any. */
export const findWebsites = async (): Promise<Website[]> =>
  (await hasReference("websites")) ? getReference("websites") : []

export const findSiteChecks = async (): Promise<SiteCheck[]> =>
  (await hasReference("siteChecks")) ? getReference("siteChecks") : []

/** How the system looks at websites itself on a day; null where nothing was set, and none is looked at unasked. */
export const findSiteWatchRuleOn = async (day: IsoDay): Promise<SiteWatchRule | null> =>
  (await hasReference("siteWatchRules")) ? siteWatchRuleOn(await getReference("siteWatchRules"), day) : null
