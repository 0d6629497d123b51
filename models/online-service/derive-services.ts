import { agencyNameOn } from "../agency/agency.ts"
import { placementOn, type UnitDirectory } from "../agency/unit-directory.ts"
import type { Procedure } from "../procedure/procedure.ts"
import { type IsoDay, isValidOn } from "../shared/dates.ts"
import type { AdminLevel } from "../shared/levels.ts"
import { assignUnit, type UnitAssignment } from "./assign-unit.ts"
import { type OnlineService, onlineServiceId } from "./online-service.ts"

/** What a snapshot says of a service; what editions say of it (announced level) is not the snapshot's. */
export type DerivedService = Omit<OnlineService, "announcedLevel" | "announcedEditionId" | "announcedOn">

/**
 * The services a procedure has in this province on a day: service number × level of government. None for a procedure
 * that is not public, or that only ministries carry out.
 */
export const deriveServices = (
  procedure: Procedure,
  directory: UnitDirectory,
  day: IsoDay,
): DerivedService[] => {
  const [field] = procedure.fields
  if (procedure.state !== "PUBLIC" || !field) return []
  const placed = procedure.adminLevels.flatMap((level) => {
    const found = placeProcedure(procedure, level, directory, day)
    return found ? [found] : []
  })
  // What two levels did, or a branch does at two, may be one unit's: it is one service there.
  const units = placed.filter(
    ({ unit }, index) => placed.findIndex((one) => one.unit.id === unit.id) === index,
  )
  return procedure.services.flatMap(({ serviceCode, name }) =>
    units.map(({ adminLevel, unit, proposingAgencyId, assignedBy }) => ({
      id: onlineServiceId(serviceCode, unit.id),
      procedureCode: procedure.code,
      procedureName: procedure.name,
      serviceCode,
      serviceName: name,
      unit,
      adminLevel,
      field: { code: field.code, name: field.name },
      proposingAgencyId,
      assignedBy,
      active: true,
    })),
  )
}

export type PlacedProcedure = UnitAssignment & { adminLevel: AdminLevel }

/**
 * Which unit offers a procedure of a level on a day: as `assignUnit` says, or where a reorganisation put what that level did.
 * Null where nobody offers it then.
 */
export const placeProcedure = (
  procedure: Pick<Procedure, "code" | "agencies" | "fields">,
  level: AdminLevel,
  directory: UnitDirectory,
  day: IsoDay,
): PlacedProcedure | null => {
  const fieldCode = procedure.fields[0]?.code ?? ""
  const subject = { procedureCode: procedure.code, fieldCode, level }
  const placement = placementOn(directory.placements ?? [], subject, day)
  const adminLevel = placement?.toLevel ?? level
  const assigned = assignUnit(procedure, adminLevel, directory, day)
  const chosen = directory.agencies.find(({ id }) => id === placement?.agencyId)
  if (!assigned || !chosen || !isValidOn(chosen, day)) return assigned && { adminLevel, ...assigned }
  const unit =
    adminLevel === "PROVINCE"
      ? { kind: "AGENCY" as const, id: chosen.id, name: agencyNameOn(chosen, day) }
      : assigned.unit
  return { adminLevel, unit, proposingAgencyId: chosen.id, assignedBy: "FIELD" }
}
