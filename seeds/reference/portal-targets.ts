import type { PortalTarget } from "#models/outbox/portal-target.ts"

/** Where published records are sent; an installation replaces the addresses of the local portal simulator. */
export const PORTAL_TARGETS: PortalTarget[] = [
  // Provincial portals gave way to the national one with the merger (plan 02-KH/BCĐTW, 19/6/2025).
  {
    id: "cong-tinh",
    record: "PROVINCIAL_SERVICE",
    name: "Cổng Dịch vụ công tỉnh",
    url: "http://127.0.0.1:4010/cong-tinh",
    validFrom: "2022-08-15",
    validTo: "2025-06-30",
  },
  {
    id: "cong-quoc-gia",
    record: "NATIONAL_SERVICE",
    name: "Cổng Dịch vụ công quốc gia",
    url: "http://127.0.0.1:4010/cong-quoc-gia",
    validFrom: "2022-08-15",
    validTo: null,
  },
  {
    id: "du-lieu-mo",
    record: "DATASET",
    name: "Cổng dữ liệu mở tỉnh",
    url: "http://127.0.0.1:4010/du-lieu-mo",
    validFrom: "2022-08-15",
    validTo: null,
  },
]

/** The same, at a running simulator. */
export const simulatedPortals = (url: string): PortalTarget[] =>
  PORTAL_TARGETS.map((target) => ({ ...target, url: `${url}/${target.id}` }))
