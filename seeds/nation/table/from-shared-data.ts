import { readFileSync } from "node:fs"
import path from "node:path"
import { parse } from "csv-parse/sync"
import { ORG_CODES } from "./org-codes.ts"

/** Files of the shared data, below its folder. */
export const SOURCE_FILES = {
  provinces: "administrative-units/provinces-2026.csv",
  communes: "administrative-units/communes-2026.csv",
  fields: "agencies-2026/fields-to-agencies.csv",
  holidays: "agencies-2026/holidays.csv",
} as const

const sourceOf = (dataDir: string, file: keyof typeof SOURCE_FILES): Record<string, string>[] =>
  parse(readFileSync(path.join(dataDir, SOURCE_FILES[file])), { columns: true, bom: true })

/** Provinces the statistics office prints with the tone mark on the last letter; the provinces themselves write it earlier. */
const OWN_SPELLING: Record<string, string> = { "Khánh Hoà": "Khánh Hòa", "Thanh Hoá": "Thanh Hóa" }

/** One row per province of 2026: its number, name, kind, code by QĐ 20/2020, and the provinces it was formed from. */
export const provinceRows = (dataDir: string) =>
  sourceOf(dataDir, "provinces").map(({ code = "", name = "", formed_from = "" }) => {
    const bare = name.replace(/^(Tỉnh|Thành phố) /, "")
    return {
      code,
      name: OWN_SPELLING[bare] ?? bare,
      kind: name.startsWith("Tỉnh ") ? "tỉnh" : "thành phố",
      // The one change of kind since the mergers (30/4/2026).
      was_until: code === "75" ? "tỉnh:2026-04-29" : "",
      org_code: ORG_CODES[code] ?? "",
      formed_from: [
        ...new Set(formed_from.split("|").map((one) => one.replace(/^(Tỉnh|Thành phố) /, ""))),
      ].join("|"),
    }
  })

/** One row per commune, ward and special zone of 2026, by number. */
export const communeRows = (dataDir: string) =>
  sourceOf(dataDir, "communes").map(({ code, name, province_code }) => ({
    code,
    name,
    province: province_code,
  }))

/**
 * Who leads a field, with days: a field that moved has two rows. `lead` announces and proposes; where a commune carries it
 * out or a body outside the province does, the source names the lead beside.
 */
export const fieldLeadRows = (dataDir: string) =>
  sourceOf(dataDir, "fields").flatMap(({ field_code = "", agency_kind = "", confidence, note = "" }) => {
    const named = /\blead=([a-z-]+)/.exec(note)?.[1]
    const lead = named ?? (LEADS_NOTHING.includes(agency_kind) ? null : agency_kind)
    if (!lead) return []
    const row = { field_code, lead, valid_from: "", valid_to: "", confidence }
    const [, until, before] = /until=(\d{4}-\d\d-\d\d): ([a-z-]+)/.exec(note) ?? []
    if (!until || !before) return [row]
    return [
      { ...row, lead: before, valid_to: until },
      { ...row, valid_from: dayAfter(until) },
    ]
  })

/** Kinds in the source that are no agency of a province. */
const LEADS_NOTHING = ["trung-uong", "doanh-nghiep-dien-luc", "ubnd-cap-xa"]

/** Days off and Saturdays worked, 2025 on; `decided` no: proposed or expected, not announced. */
export const holidayRows = (dataDir: string) =>
  sourceOf(dataDir, "holidays").map(({ date, kind, name = "", decided }) => ({
    day: date,
    kind,
    // Remarks of the source are no part of the name.
    name: name.replace(/ \([^)]*\)$/, ""),
    decided,
  }))

const dayAfter = (day: string): string => {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + 1)
  return at.toISOString().slice(0, 10)
}
