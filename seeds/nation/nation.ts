import { readFileSync } from "node:fs"
import path from "node:path"
import { parse } from "csv-parse/sync"
import type { NationTables, OfferedAgency, ProvinceRow } from "#workflows/setup/nation-tables.ts"
import { provinceInWords } from "#workflows/setup/province-directory.ts"
import { CRITERION_HELP } from "../reference/criterion-help.ts"
import { DIGEST_HOURS } from "../reference/digest-hours.ts"
import { DOCUMENT_TEMPLATES } from "../reference/document-templates.ts"
import { ESCALATIONS } from "../reference/escalations.ts"
import { HOLIDAYS } from "../reference/holidays.ts"
import { INDICATOR_TARGETS, INDICATORS } from "../reference/indicators.ts"
import { LEGAL_ACTS } from "../reference/legal-acts.ts"
import { LEVEL_TARGETS } from "../reference/level-targets.ts"
import { PERSONAL_DATA } from "../reference/personal-data.ts"
import { LEGAL_REGIMES } from "../reference/regimes/index.ts"
import { REMINDER_CHAINS } from "../reference/reminder-chains.ts"
import { SEARCH_TERMS } from "../reference/search-terms.ts"
import { SITE_WATCH_RULES } from "../reference/site-watch-rules.ts"
import { AGENCY_IDS, MINISTRY_DEPARTMENTS, STAND_INS, WHERE_THERE_IS_ONE } from "./ministry-departments.ts"

type Row = Record<string, string>

const rowsOf = (name: string): Row[] =>
  parse(readFileSync(path.join(import.meta.dirname, `${name}.csv`)), { columns: true })

const provinceOf = ({ code = "", name = "", kind, was_until = "", org_code = "", formed_from = "" }: Row) => {
  const [was, until] = was_until.split(":")
  return {
    code,
    name,
    kind: kind as ProvinceRow["kind"],
    before: was && until ? { kind: was as ProvinceRow["kind"], until } : null,
    orgCode: org_code,
    formedFrom: formed_from.split("|"),
  }
}

/** Rows for every province (`*`), each replaced by the province's own where it has one, which may come on top. */
const offered = (rows: readonly Row[], province: ProvinceRow): (Row & { id: string })[] => {
  const byId = new Map<string, Row & { id: string }>()
  for (const whose of ["*", province.code])
    for (const row of rows)
      if (row.province === whose && row.id)
        byId.set(row.id, { ...row, id: row.id, under: row.under || (byId.get(row.id)?.under ?? "") })
  return [...byId.values()]
}

const formerNamesOf = (agencyId: string): Row[] => rowsOf("former-names").filter(({ id }) => id === agencyId)

const agencyOf = (
  row: Row & { id: string },
  kind: OfferedAgency["kind"],
  province: ProvinceRow,
): OfferedAgency => {
  const inThisProvince = (text: string) =>
    text.replaceAll("{tỉnh}", provinceInWords(province)).replaceAll("{cấp}", province.kind)
  const former = formerNamesOf(row.id).map(({ name = "", short_name = "", from = "", until = "" }) => ({
    name: inThisProvince(name),
    shortName: inThisProvince(short_name),
    validFrom: from,
    validTo: until,
  }))
  return {
    id: row.id,
    ...(former.length > 0 ? { formerNames: former } : {}),
    name: inThisProvince(row.name ?? ""),
    shortName: inThisProvince(row.short_name ?? ""),
    kind,
    adminLevel: row.level === "COMMUNE" ? "COMMUNE" : "PROVINCE",
    under: row.under || null,
    isTicked: row.ticked === "yes",
    orgCode: row.org_code ?? "",
    confidence: row.confidence as OfferedAgency["confidence"],
  }
}

const departmentKind = ({ id, under }: Row): OfferedAgency["kind"] =>
  id === "van-phong-ubnd-tinh" ? "PROVINCIAL_OFFICE" : under ? "OTHER" : "DEPARTMENT"

const fieldLeads = (rows: readonly Row[]): NationTables["fieldLeads"] =>
  rows.map(({ field_code: fieldCode = "", lead = "", valid_from, valid_to }) => {
    const special = Object.keys(WHERE_THERE_IS_ONE).find((id) => WHERE_THERE_IS_ONE[id]?.includes(fieldCode))
    const usual = AGENCY_IDS[lead] ?? lead
    return {
      fieldCode,
      agencyId: usual,
      insteadWhereIs: special ?? null,
      validFrom: valid_from || null,
      validTo: valid_to || null,
    }
  })

/** Reads the tables beside; the law, texts, targets and days off are those every store starts with. */
export const readNation = (): NationTables => {
  const communes = Map.groupBy(rowsOf("communes"), ({ province = "" }) => province)
  const [departments, branches] = [rowsOf("departments"), rowsOf("central-branches")]
  return {
    since: "2025-07-01",
    provinces: rowsOf("provinces").map(provinceOf),
    communesOf: (code) => (communes.get(code) ?? []).map(({ code = "", name = "" }) => ({ code, name })),
    agenciesOf: (province) => [
      ...offered(departments, province).map((row) => agencyOf(row, departmentKind(row), province)),
      ...offered(branches, province).map((row) => agencyOf(row, "CENTRAL_BRANCH", province)),
    ],
    fieldLeads: fieldLeads(rowsOf("field-leads")),
    ministryDepartments: MINISTRY_DEPARTMENTS,
    standIns: STAND_INS,
    holidays: HOLIDAYS,
    regimes: LEGAL_REGIMES,
    legalActs: LEGAL_ACTS,
    templates: DOCUMENT_TEMPLATES,
    levelTargets: LEVEL_TARGETS,
    indicators: INDICATORS,
    indicatorTargets: INDICATOR_TARGETS,
    searchTerms: SEARCH_TERMS,
    personalData: PERSONAL_DATA,
    criterionHelp: CRITERION_HELP,
    escalations: ESCALATIONS,
    reminderChains: REMINDER_CHAINS,
    digestHours: DIGEST_HOURS,
    siteWatchRules: SITE_WATCH_RULES,
  }
}
