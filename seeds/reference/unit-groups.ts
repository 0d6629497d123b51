import type { UnitGroup } from "#models/agency/agency.ts"
import { PROVINCE_ENDED, PROVINCE_FOUNDED } from "./agency-builders.ts"

/** Units that offer a service alike; expanded to each of them when records are sent. */
export const UNIT_GROUPS: UnitGroup[] = [
  {
    id: "nhom-ubnd-cap-huyen",
    name: "Ủy ban nhân dân cấp huyện",
    agencyKind: "DISTRICT_COMMITTEE",
    adminLevel: "DISTRICT",
    validFrom: PROVINCE_FOUNDED,
    validTo: PROVINCE_ENDED,
  },
  {
    id: "nhom-ubnd-cap-xa",
    name: "Ủy ban nhân dân cấp xã",
    agencyKind: "COMMUNE_COMMITTEE",
    adminLevel: "COMMUNE",
    validFrom: PROVINCE_FOUNDED,
    validTo: null,
  },
]
