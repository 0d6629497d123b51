import { type IsoDay, isValidOn } from "#models/shared/dates.ts"
import { rowsOf, type World } from "./world.ts"

/** Something that nobody would answer for on the day. */
export type Ownerless = {
  what: "SERVICE" | "REGISTRATION" | "ROLE" | "LEAD" | "UNIT"
  name: string
  owner: string
}

/** What stands in a world without an owner on a day: services, registrations, roles, leads and units below one that is no more. */
export const ownerlessOn = (world: World, day: IsoDay): Ownerless[] => {
  const isOn = (id: string) => {
    const agency = world.tables.agencies.get(id)
    return agency !== undefined && isValidOn(agency, day)
  }
  const isGroupOn = (id: string) => {
    const group = world.tables.groups.get(id)
    return group !== undefined && isValidOn(group, day)
  }
  const services = rowsOf(world, "services")
    .filter(({ active }) => active)
    .flatMap(({ serviceCode, procedureName, proposingAgencyId, unit }): Ownerless[] => {
      const name = `${serviceCode} ${procedureName}`
      if (!isOn(proposingAgencyId)) return [{ what: "SERVICE", name, owner: proposingAgencyId }]
      const isOffered = unit.kind === "GROUP" ? isGroupOn(unit.id) : isOn(unit.id)
      return isOffered ? [] : [{ what: "SERVICE", name, owner: unit.id }]
    })
  const registrations = rowsOf(world, "registrations")
    .filter(({ agencyId }) => !isOn(agencyId))
    .map((one): Ownerless => ({ what: "REGISTRATION", name: one.id, owner: one.agencyId }))
  const roles = rowsOf(world, "people").flatMap(({ fullName, assignments }) =>
    assignments
      .filter((one) => isValidOn(one, day) && !isOn(one.agencyId))
      .map((one): Ownerless => ({ what: "ROLE", name: fullName, owner: one.agencyId })),
  )
  const leads = [
    ...rowsOf(world, "fieldLeads").map(({ fieldCode: name, ...row }) => ({ name, ...row })),
    ...rowsOf(world, "ministryDepartments").map(({ ministryPrefix: name, ...row }) => ({ name, ...row })),
  ]
    .filter((row) => isValidOn(row, day) && !isOn(row.agencyId))
    .map(({ name, agencyId }): Ownerless => ({ what: "LEAD", name, owner: agencyId }))
  const units = rowsOf(world, "agencies")
    .filter((one) => isValidOn(one, day) && one.parentId !== null && !isOn(one.parentId))
    .map((one): Ownerless => ({ what: "UNIT", name: one.id, owner: one.parentId ?? "" }))
  return [...services, ...registrations, ...roles, ...leads, ...units]
}
