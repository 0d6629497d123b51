import { type Agency, agencyNameOn, type UnitGroup } from "../agency/agency.ts"
import type { UnitDirectory } from "../agency/unit-directory.ts"
import type { Procedure } from "../procedure/procedure.ts"
import { type IsoDay, isValidOn } from "../shared/dates.ts"
import type { AdminLevel } from "../shared/levels.ts"
import { foldText } from "../shared/text.ts"
import type { OnlineService, ServiceUnit } from "./online-service.ts"

export type UnitAssignment = {
  unit: ServiceUnit
  proposingAgencyId: string
  assignedBy: OnlineService["assignedBy"]
}

/** Agencies that execute procedures themselves; committees stand behind their departments or in groups. */
const EXECUTING_KINDS: readonly Agency["kind"][] = [
  "DEPARTMENT",
  "PROVINCIAL_OFFICE",
  "CENTRAL_BRANCH",
  "OTHER",
]

/**
 * Which unit offers a procedure at a level of government on a day, and which agency proposes for it. PROVINCE: the first
 * executing agency this province has (records of other provinces name theirs: "Sở Tư pháp tỉnh Tuyên Quang" is our Sở Tư
 * pháp), else the lead of the field, else the provincial office. DISTRICT and COMMUNE: the group of their committees,
 * with the field's lead proposing. Null at MINISTRY, and where no group of that level exists on the day.
 */
export const assignUnit = (
  procedure: Pick<Procedure, "agencies" | "fields">,
  adminLevel: AdminLevel,
  directory: UnitDirectory,
  day: IsoDay,
): UnitAssignment | null => {
  if (adminLevel === "MINISTRY") return null
  const { agencyId, assignedBy } = leadOf(procedure, adminLevel, directory, day)
  const lead = { proposingAgencyId: inForce(agencyId, directory.agencies, day), assignedBy }
  if (adminLevel !== "PROVINCE") {
    const group = groupOf(adminLevel, directory.groups, day)
    return group && { unit: { kind: "GROUP", id: group.id, name: group.name }, ...lead }
  }
  const executing = executingAgency(procedure, directory.agencies, day)
  const found = executing
    ? { proposingAgencyId: executing.id, assignedBy: "EXECUTING_AGENCY" as const }
    : lead
  const agency = directory.agencies.find(({ id }) => id === found.proposingAgencyId)
  const name = agency ? agencyNameOn(agency, day) : found.proposingAgencyId
  return { unit: { kind: "AGENCY", id: found.proposingAgencyId, name }, ...found }
}

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

/** The agency itself while it exists on the day, else whoever took it over; a chain of mergers may be followed. */
function inForce(agencyId: string, agencies: readonly Agency[], day: IsoDay): string {
  const byId = new Map(agencies.map((agency) => [agency.id, agency]))
  const waiting = [agencyId]
  for (const id of waiting) {
    const agency = byId.get(id)
    if (agency && isValidOn(agency, day)) return id
    waiting.push(...(agency?.successorIds ?? []).filter((successor) => !waiting.includes(successor)))
  }
  return agencyId
}

function executingAgency(
  procedure: Pick<Procedure, "agencies">,
  agencies: readonly Agency[],
  day: IsoDay,
): Agency | null {
  const candidates = agencies
    .filter((agency) => EXECUTING_KINDS.includes(agency.kind) && agency.adminLevel === "PROVINCE")
    .filter((agency) => isValidOn(agency, day))
    .flatMap((agency) => comparableNames(agency, day).map((name) => ({ agency, name })))
    .sort((a, b) => b.name.length - a.name.length)
  for (const executing of procedure.agencies.executing) {
    const words = ` ${comparable(executing.name)} `
    // A ministry is no branch of ours: "Bộ Công an" does not name "Công an tỉnh".
    const found = candidates.find(({ name }) => words.replaceAll(` bo ${name} `, " ").includes(` ${name} `))
    if (found) return found.agency
  }
  return null
}

/** Long and short names of the day, without the province; a single word ("Sở") would fit everything. */
function comparableNames(agency: Agency, day: IsoDay): string[] {
  return agency.names
    .filter((name) => isValidOn(name, day))
    .flatMap(({ name, shortName }) => [name, shortName])
    .map((name) => comparable(name).replace(/ (?:tinh|thanh pho)(?: .*)?$/, ""))
    .filter((name) => name.includes(" "))
}

function comparable(name: string): string {
  return foldText(name)
    .replace(/&/g, " va ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .replace(/\buy ban nhan dan\b/g, "ubnd")
    .trim()
}
