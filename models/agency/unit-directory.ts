import type { IsoDay } from "../shared/dates.ts"
import type { AdminLevel } from "../shared/levels.ts"
import type { Agency, UnitGroup } from "./agency.ts"

type Dated = { validFrom: IsoDay; validTo: IsoDay | null }

/** Who answers for what when a record does not name an agency of this province. */
export type Assignments = {
  /** `G15` → `so-tu-phap`: the department that follows a ministry's fields. */
  ministryDepartments: (Dated & { ministryPrefix: string; agencyId: string })[]
  /** A field whose lead differs from its ministry's department. */
  fieldLeads: (Dated & { fieldCode: string; adminLevel: AdminLevel; agencyId: string })[]
  /** Văn phòng UBND tỉnh: takes what nobody else takes. */
  provincialOfficeId: string
}

/** Everything needed to say which unit offers a service and which agency proposes for it. */
export type UnitDirectory = Assignments & { agencies: Agency[]; groups: UnitGroup[] }
