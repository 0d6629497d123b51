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

export const AGENCY_KIND_LABELS: Record<AgencyKind, string> = {
  PEOPLE_COMMITTEE: "Ủy ban nhân dân cấp tỉnh",
  PROVINCIAL_OFFICE: "Văn phòng Ủy ban nhân dân cấp tỉnh",
  DEPARTMENT: "Sở, ban, ngành",
  DISTRICT_COMMITTEE: "Ủy ban nhân dân cấp huyện",
  COMMUNE_COMMITTEE: "Ủy ban nhân dân cấp xã",
  CENTRAL_BRANCH: "Cơ quan ngành dọc",
  OTHER: "Đơn vị khác",
}

type Dated = { validFrom: IsoDay; validTo: IsoDay | null }

/** Schemes of unit codes: QĐ 20/2020/QĐ-TTg, QCVN 102:2016, and the statistics office's numbers (five digits for a commune). */
export const CODE_SCHEMES = ["QD20_2020", "QCVN102", "GSO"] as const
export const CODE_SCHEME_LABELS: Record<CodeScheme, string> = {
  QD20_2020: "QĐ 20/2020/QĐ-TTg",
  QCVN102: "QCVN 102:2016/BTTTT",
  GSO: "Danh mục hành chính (thống kê)",
}
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
  /** Numbers of the provinces a central branch is there for, two digits each; empty or missing: this one. */
  provinceCodes?: string[]
  /** Of a province's committee: bare names of the provinces it was formed from; what they announced is its own. */
  formedFrom?: string[]
}

export const agencyNameOn = (agency: Agency, day: IsoDay): string =>
  (agency.names.find((n) => isValidOn(n, day)) ?? agency.names.at(-1))?.name ?? agency.id

export const agencyCodeOn = (agency: Agency, day: IsoDay, scheme: CodeScheme = "QCVN102"): string | null =>
  agency.codes.find((c) => c.scheme === scheme && isValidOn(c, day))?.code ?? null

/** Nhóm đơn vị: every agency of a kind, expanded when records are sent. */
export type UnitGroup = Dated & { id: string; name: string; agencyKind: AgencyKind; adminLevel: AdminLevel }
