import type { UnitDirectory } from "#models/agency/unit-directory.ts"
import { leadOn } from "#models/online-service/assign-unit.ts"
import { deriveServices } from "#models/online-service/derive-services.ts"
import type { OnlineService, ServiceUnit } from "#models/online-service/online-service.ts"
import type { Procedure } from "#models/procedure/procedure.ts"
import type { Row, RowChange } from "#models/reference-change/reference-change.ts"
import type { TableId } from "#models/reference-change/table-names.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { withChange } from "./table-change.ts"

export const LEAD_KEYS = {
  "linh-vuc": ["fieldCode", "adminLevel", "validFrom"],
  "bo-nganh": ["ministryPrefix", "validFrom"],
} as const
export type LeadTable = keyof typeof LEAD_KEYS
export const isLeadTable = (table: TableId): table is LeadTable => Object.hasOwn(LEAD_KEYS, table)

/** The prefix that stands for every field nobody else leads. */
export const ANY_FIELD = "*"
export const SINCE_EVER: IsoDay = "1900-01-01"

/** The rows of the two tables of leads, as the directory has them. */
export const leadRows = (table: LeadTable, directory: UnitDirectory): Row[] =>
  table === "linh-vuc"
    ? directory.fieldLeads.map(({ fieldCode, adminLevel, agencyId, validFrom, validTo }) => ({
        fieldCode,
        adminLevel,
        agencyId,
        validFrom,
        validTo,
      }))
    : [
        ...directory.ministryDepartments.map(({ ministryPrefix, agencyId, validFrom, validTo }) => ({
          ministryPrefix,
          agencyId,
          validFrom,
          validTo,
        })),
        {
          ministryPrefix: ANY_FIELD,
          agencyId: directory.provincialOfficeId,
          validFrom: SINCE_EVER,
          validTo: null,
        },
      ]

/** A directory whose leads are these rows. */
export const withLeads = (
  table: LeadTable,
  directory: UnitDirectory,
  rows: readonly Row[],
): UnitDirectory => {
  if (table === "linh-vuc") return { ...directory, fieldLeads: rows as UnitDirectory["fieldLeads"] }
  const departments = rows.filter(({ ministryPrefix }) => ministryPrefix !== ANY_FIELD)
  const rest = rows.find(({ ministryPrefix }) => ministryPrefix === ANY_FIELD)
  return {
    ...directory,
    ministryDepartments: departments as UnitDirectory["ministryDepartments"],
    provincialOfficeId: String(rest?.agencyId ?? directory.provincialOfficeId),
  }
}

/** A service that goes over from one lead to another, with the unit that then offers it. */
export type LeadMove = { service: OnlineService; from: string; to: string; unit: ServiceUnit }

/** The services whose lead may differ: what their records say decides. */
export const leadCandidates = (
  before: UnitDirectory,
  after: UnitDirectory,
  services: readonly OnlineService[],
  day: IsoDay,
): OnlineService[] =>
  services.filter((service) => {
    const [was, is] = [before, after].map((directory) =>
      leadOn([service.field], service.adminLevel, directory, day),
    )
    // Where the first field has no lead, another field of the record may have.
    const isOpen = was?.assignedBy === "FALLBACK" || is?.assignedBy === "FALLBACK"
    return service.active && (isOpen || was?.proposingAgencyId !== is?.proposingAgencyId)
  })

/**
 * The services that go over to another lead on a day. A service whose record names its executing agency stays there, and so does
 * one that somebody else than the former lead proposes for.
 * @param procedures by code
 */
export const leadMoves = (
  before: UnitDirectory,
  after: UnitDirectory,
  candidates: readonly OnlineService[],
  procedures: ReadonlyMap<string, Procedure>,
  day: IsoDay,
): LeadMove[] =>
  candidates.flatMap((service) => {
    const procedure = procedures.get(service.procedureCode)
    const derivedBy = (directory: UnitDirectory) =>
      (procedure ? deriveServices(procedure, directory, day) : []).filter(
        ({ serviceCode }) => serviceCode === service.serviceCode,
      )
    // As an import of that day would place it, whatever a reorganisation has put where.
    const was = derivedBy(before).find(({ unit }) => unit.id === service.unit.id)
    const is = was && derivedBy(after).find(({ adminLevel }) => adminLevel === was.adminLevel)
    if (!was || !is || was.proposingAgencyId === is.proposingAgencyId) return []
    if (service.proposingAgencyId !== was.proposingAgencyId) return []
    return [{ service, from: was.proposingAgencyId, to: is.proposingAgencyId, unit: is.unit }]
  })

/** What a directory was before a change's rows: to tell on the day what moves by it. */
export const beforeChange = (
  table: LeadTable,
  directory: UnitDirectory,
  changes: readonly RowChange[],
): UnitDirectory => {
  const undone = changes.map(({ key, before, after }) => ({ key, before: after, after: before }))
  return withLeads(
    table,
    directory,
    withChange({ key: LEAD_KEYS[table] }, leadRows(table, directory), undone),
  )
}
