import { type Agency, agencyNameOn, type UnitGroup } from "../agency/agency.ts"
import type { UnitDirectory } from "../agency/unit-directory.ts"
import type { Procedure } from "../procedure/procedure.ts"
import { type IsoDay, isValidOn } from "../shared/dates.ts"
import type { AdminLevel } from "../shared/levels.ts"
import { executingAgency, namesCommuneCommittee } from "./executing-agency.ts"
import type { OnlineService, ServiceUnit } from "./online-service.ts"

export type UnitAssignment = {
  unit: ServiceUnit
  proposingAgencyId: string
  assignedBy: OnlineService["assignedBy"]
}

/**
 * Which unit offers a procedure at a level of government on a day, and which agency proposes for it. PROVINCE: the first
 * executing agency this province has, else the lead of the field, else the provincial office. DISTRICT and COMMUNE: branches of
 * central bodies and bodies under a department where the record names them or a branch leads the field, at that level or the
 * next above; else the group of committees, with the field's lead proposing. Null at MINISTRY, and where no group of that
 * level exists on the day.
 */
export const assignUnit = (
  procedure: Pick<Procedure, "agencies" | "fields">,
  adminLevel: AdminLevel,
  directory: UnitDirectory,
  day: IsoDay,
): UnitAssignment | null => {
  if (adminLevel === "MINISTRY") return null
  const lead = leadInForce(procedure, adminLevel, directory, day)
  const { agencies } = directory
  const group = groupOf(adminLevel, directory.groups, day)
  // A level that is no more has no units of its own either.
  if (adminLevel !== "PROVINCE" && !group) return null
  const names = procedure.agencies.executing.map(({ name }) => name)
  const named = executingAgency(names, adminLevel, agencies, day)
  if (adminLevel === "PROVINCE") {
    const executing = named ?? agencies.find(({ id }) => id === lead.proposingAgencyId)
    if (!executing) return { unit: unknownUnit(lead.proposingAgencyId), ...lead }
    return {
      ...offeredBy(executing, agencies, day),
      assignedBy: named ? "EXECUTING_AGENCY" : lead.assignedBy,
    }
  }
  const branch = branchOf(lead.proposingAgencyId, agencies)
  const isCommittees = namesCommuneCommittee(names) && (!branch || !named)
  if (named && !isCommittees) return { ...offeredBy(named, agencies, day), assignedBy: "EXECUTING_AGENCY" }
  if (branch && !isCommittees)
    return {
      ...offeredBy(unitBelow(branch, adminLevel, agencies, day), agencies, day),
      assignedBy: lead.assignedBy,
    }
  return group && { unit: { kind: "GROUP", id: group.id, name: group.name }, ...lead }
}

const unknownUnit = (id: string): ServiceUnit => ({ kind: "AGENCY", id, name: id })

/** An agency as the unit, proposed for by the one that answers for it: itself, or whom it belongs to. */
function offeredBy(agency: Agency, agencies: readonly Agency[], day: IsoDay) {
  const isUnder = agency.kind === "OTHER" || agency.adminLevel !== "PROVINCE"
  const above = isUnder ? agencies.find(({ id }) => id === agency.parentId) : null
  const answers = above && above.kind !== "PEOPLE_COMMITTEE" && isValidOn(above, day) ? above : agency
  const unit: ServiceUnit = { kind: "AGENCY", id: agency.id, name: agencyNameOn(agency, day) }
  return { unit, proposingAgencyId: answers.id }
}

const branchOf = (agencyId: string, agencies: readonly Agency[]): Agency | null =>
  agencies.find(({ id, kind }) => id === agencyId && kind === "CENTRAL_BRANCH") ?? null

/** A branch's own unit at a level, else the branch. */
const unitBelow = (branch: Agency, level: AdminLevel, agencies: readonly Agency[], day: IsoDay): Agency =>
  agencies.find((one) => one.parentId === branch.id && one.adminLevel === level && isValidOn(one, day)) ??
  branch

type Lead = Pick<UnitAssignment, "proposingAgencyId" | "assignedBy">

/** The lead of the field or whoever took it over; the provincial office where both have ended. */
function leadInForce(
  procedure: Pick<Procedure, "fields">,
  adminLevel: AdminLevel,
  directory: UnitDirectory,
  day: IsoDay,
): Lead {
  const { agencyId, assignedBy } = leadOf(procedure, adminLevel, directory, day)
  const found = inForce(agencyId, directory.agencies, day)
  if (found) return { proposingAgencyId: found, assignedBy }
  const office = directory.provincialOfficeId
  return { proposingAgencyId: inForce(office, directory.agencies, day) ?? office, assignedBy: "FALLBACK" }
}

/** The agency that leads fields at a level of government on a day, and how it was found; who executes is not asked. */
export const leadOn = (
  fields: Procedure["fields"],
  adminLevel: AdminLevel,
  directory: UnitDirectory,
  day: IsoDay,
): Lead => leadInForce({ fields }, adminLevel, directory, day)

function groupOf(level: AdminLevel, groups: readonly UnitGroup[], day: IsoDay): UnitGroup | null {
  return groups.find((group) => group.adminLevel === level && isValidOn(group, day)) ?? null
}

function leadOf(
  procedure: Pick<Procedure, "fields">,
  adminLevel: AdminLevel,
  directory: UnitDirectory,
  day: IsoDay,
): { agencyId: string; assignedBy: UnitAssignment["assignedBy"] } {
  for (const { code } of procedure.fields) {
    const lead = directory.fieldLeads.find(
      (one) => one.fieldCode === code && one.adminLevel === adminLevel && isValidOn(one, day),
    )
    const department = directory.ministryDepartments.find(
      (one) =>
        (code === one.ministryPrefix || code.startsWith(`${one.ministryPrefix}-`)) && isValidOn(one, day),
    )
    const found = lead ?? department
    if (found) return { agencyId: found.agencyId, assignedBy: "FIELD" }
  }
  return { agencyId: directory.provincialOfficeId, assignedBy: "FALLBACK" }
}

/** The agency itself while it exists on the day, else whoever took it over along a chain of mergers; null where all have ended. */
function inForce(agencyId: string, agencies: readonly Agency[], day: IsoDay): string | null {
  const byId = new Map(agencies.map((agency) => [agency.id, agency]))
  const waiting = [agencyId]
  for (const id of waiting) {
    const agency = byId.get(id)
    if (agency && isValidOn(agency, day)) return id
    waiting.push(...(agency?.successorIds ?? []).filter((successor) => !waiting.includes(successor)))
  }
  return null
}
