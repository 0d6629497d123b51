import { type IsoDay, isValidOn } from "../shared/dates.ts"
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
  /** Where a reorganisation took what a level of government did; none where the store knows of no such act. */
  placements?: Placement[]
}

/**
 * The level and agency that took over procedures of a level: of one procedure, else of one field, else of the whole level
 * (both codes null). `agencyId` null: whoever leads the field there.
 */
export type Placement = Dated & {
  procedureCode: string | null
  fieldCode: string | null
  fromLevel: AdminLevel
  toLevel: AdminLevel
  agencyId: string | null
}

/** What was settled for a procedure of a level on a day: the most particular rule; null where the level stays as it is. */
export const placementOn = (
  placements: readonly Placement[],
  { procedureCode, fieldCode, level }: { procedureCode: string; fieldCode: string; level: AdminLevel },
  day: IsoDay,
): Placement | null => {
  const own = placements.filter((one) => one.fromLevel === level && isValidOn(one, day))
  return (
    own.find((one) => one.procedureCode === procedureCode) ??
    own.find((one) => one.procedureCode === null && one.fieldCode === fieldCode) ??
    own.find((one) => one.procedureCode === null && one.fieldCode === null) ??
    null
  )
}

/** Everything needed to say which unit offers a service and which agency proposes for it. */
export type UnitDirectory = Assignments & { agencies: Agency[]; groups: UnitGroup[] }
