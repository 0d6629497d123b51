import type { UnitDirectory } from "../agency/unit-directory.ts"
import type { Procedure } from "../procedure/procedure.ts"
import type { IsoDay } from "../shared/dates.ts"
import { assignUnit } from "./assign-unit.ts"
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
  const assigned = procedure.adminLevels.flatMap((adminLevel) => {
    const assignment = assignUnit(procedure, adminLevel, directory, day)
    return assignment ? [{ adminLevel, ...assignment }] : []
  })
  // A branch may carry a procedure out at two levels by one and the same unit: that is one service.
  const units = assigned.filter(
    ({ unit }, index) => assigned.findIndex((one) => one.unit.id === unit.id) === index,
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
