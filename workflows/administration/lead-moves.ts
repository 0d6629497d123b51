import type { UnitDirectory } from "#models/agency/unit-directory.ts"
import { leadOn } from "#models/online-service/assign-unit.ts"
import type { OnlineService } from "#models/online-service/online-service.ts"
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

export type LeadMove = { service: OnlineService; from: string; to: string }

/**
 * The services that go over to another lead on a day: those of fields whose lead differs, proposed for by the former one. A service
 * whose record names its executing agency stays there.
 */
export const leadMoves = (
  before: UnitDirectory,
  after: UnitDirectory,
  services: readonly OnlineService[],
  day: IsoDay,
): LeadMove[] =>
  services.flatMap((service) => {
    if (!service.active || service.assignedBy === "EXECUTING_AGENCY") return []
    const from = leadOn([service.field], service.adminLevel, before, day)
    const to = leadOn([service.field], service.adminLevel, after, day)
    return from !== to && service.proposingAgencyId === from ? [{ service, from, to }] : []
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
