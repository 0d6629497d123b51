import type { IsoDay } from "#models/shared/dates.ts"

/** Where published records are sent; an installation replaces the addresses of the local portal simulator. */
export type PortalTarget = {
  id: "cong-tinh" | "cong-quoc-gia" | "du-lieu-mo"
  name: string
  url: string
  validFrom: IsoDay
  validTo: IsoDay | null
}

export const PORTAL_TARGETS: PortalTarget[] = [
  // Provincial portals gave way to the national one with the merger (plan 02-KH/BCĐTW, 19/6/2025).
  {
    id: "cong-tinh",
    name: "Cổng Dịch vụ công tỉnh",
    url: "http://127.0.0.1:4010/cong-tinh",
    validFrom: "2022-08-15",
    validTo: "2025-06-30",
  },
  {
    id: "cong-quoc-gia",
    name: "Cổng Dịch vụ công quốc gia",
    url: "http://127.0.0.1:4010/cong-quoc-gia",
    validFrom: "2022-08-15",
    validTo: null,
  },
  {
    id: "du-lieu-mo",
    name: "Cổng dữ liệu mở tỉnh",
    url: "http://127.0.0.1:4010/du-lieu-mo",
    validFrom: "2022-08-15",
    validTo: null,
  },
]
