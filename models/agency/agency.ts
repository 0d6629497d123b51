import { type IsoDay, isValidOn } from "../shared/dates.ts"
import type { AdminLevel } from "../shared/levels.ts"

export const AGENCY_KINDS = [
  "PEOPLE_COMMITTEE",
  "PROVINCIAL_OFFICE",
  "DEPARTMENT",
  "DISTRICT_COMMITTEE",
  "COMMUNE_COMMITTEE",
  "CENTRAL_BRANCH",
  "OTHER",
] as const
export type AgencyKind = (typeof AGENCY_KINDS)[number]

type Dated = { validFrom: IsoDay; validTo: IsoDay | null }

/** Schemes of unit codes: QĐ 20/2020/QĐ-TTg, QCVN 102:2016, and the statistics office's numbers (five digits for a commune). */
export const CODE_SCHEMES = ["QD20_2020", "QCVN102", "GSO"] as const
export type CodeScheme = (typeof CODE_SCHEMES)[number]

/** Cơ quan, đơn vị. Names and codes carry their own validity: mergers and renamings are data. */
export type Agency = Dated & {
  /** Stable slug: `so-tu-phap`, `ubnd-huyen-dak-mil`. */
  id: string
  kind: AgencyKind
  adminLevel: AdminLevel
  parentId: string | null
  names: (Dated & { name: string; shortName: string })[]
  /** `training` marks a code made up for training because the real one is not public. */
  codes: (Dated & { scheme: CodeScheme; code: string; training: boolean })[]
  successorIds: string[]
}

export const agencyNameOn = (agency: Agency, day: IsoDay): string =>
  (agency.names.find((n) => isValidOn(n, day)) ?? agency.names.at(-1))?.name ?? agency.id

export const agencyCodeOn = (agency: Agency, day: IsoDay, scheme: CodeScheme = "QCVN102"): string | null =>
  agency.codes.find((c) => c.scheme === scheme && isValidOn(c, day))?.code ?? null

/** Nhóm đơn vị: every agency of a kind, expanded when records are sent. */
export type UnitGroup = Dated & { id: string; name: string; agencyKind: AgencyKind; adminLevel: AdminLevel }
