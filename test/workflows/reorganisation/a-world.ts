import { readFileSync } from "node:fs"
import path from "node:path"
import type { UnitDirectory } from "#models/agency/unit-directory.ts"
import { deriveServices } from "#models/online-service/derive-services.ts"
import type { OnlineService } from "#models/online-service/online-service.ts"
import type { Procedure } from "#models/procedure/procedure.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { DOCUMENT_TEMPLATES } from "#seeds/reference/document-templates.ts"
import { ISSUERS } from "#seeds/reference/issuer.ts"
import { UNIT_DIRECTORY } from "#seeds/reference/unit-directory.ts"
import { SIGNING_CAPACITIES, TRAINING_USERS } from "#seeds/reference/users.ts"
import { completeRows } from "#workflows/register/complete-row.ts"
import { readRegisterFile } from "#workflows/register/read-register-file.server.ts"
import { isWhole } from "#workflows/register/register-row.ts"
import { type Rows, tableOf, type World } from "#workflows/reorganisation/core/world.ts"

const TABLE = path.join(import.meta.dirname, "../../../seeds/reference/procedures.csv")

/** The training province's procedures. */
const trainingProcedures = async (): Promise<Procedure[]> =>
  completeRows((await readRegisterFile(readFileSync(TABLE))).rows)
    .filter(isWhole)
    .map(({ procedure }) => procedure)

/** A world of these rows, nothing else in it. */
export const aWorld = (
  rows: Partial<{ [T in keyof Rows]: Rows[T][] }>,
  procedures: readonly Procedure[] = [],
): World => ({
  tables: {
    agencies: tableOf(rows.agencies ?? [], "agencies"),
    groups: tableOf(rows.groups ?? [], "groups"),
    fieldLeads: tableOf(rows.fieldLeads ?? [], "fieldLeads"),
    ministryDepartments: tableOf(rows.ministryDepartments ?? [], "ministryDepartments"),
    placements: tableOf(rows.placements ?? [], "placements"),
    office: tableOf(rows.office ?? [], "office"),
    issuers: tableOf(rows.issuers ?? [], "issuers"),
    series: tableOf(rows.series ?? [], "series"),
    templates: tableOf(rows.templates ?? [], "templates"),
    portals: tableOf(rows.portals ?? [], "portals"),
    websites: tableOf(rows.websites ?? [], "websites"),
    capacities: tableOf(rows.capacities ?? [], "capacities"),
    people: tableOf(rows.people ?? [], "people"),
    services: tableOf(rows.services ?? [], "services"),
    registrations: tableOf(rows.registrations ?? [], "registrations"),
    registerChanges: tableOf(rows.registerChanges ?? [], "registerChanges"),
  },
  procedures: new Map(procedures.map((procedure) => [procedure.code, procedure])),
  frozen: [],
})

/** Services of procedures as a directory gives them on a day, none announced yet. */
const servicesOf = (
  procedures: readonly Procedure[],
  directory: UnitDirectory,
  day: IsoDay,
): OnlineService[] =>
  procedures.flatMap((procedure) =>
    deriveServices(procedure, directory, day).map((service) => ({
      ...service,
      announcedLevel: null,
      announcedEditionId: null,
      announcedOn: null,
    })),
  )

/** Running registrations of services, one for each. */
export const registrationsOf = (services: readonly OnlineService[]): Rows["registrations"][] =>
  services.map(({ id, serviceCode, procedureName, proposingAgencyId, unit, adminLevel }) => ({
    id: `2025-1:${id}`,
    campaignId: "2025-1",
    serviceId: id,
    serviceCode,
    procedureName,
    state: "registered",
    dueOn: null,
    agencyId: proposingAgencyId,
    unit,
    adminLevel,
  }))

/** The training province as it stands at its first start, with a registration running for every service. */
export const theTrainingWorld = async (): Promise<World> => {
  const procedures = await trainingProcedures()
  const services = servicesOf(procedures, UNIT_DIRECTORY, "2023-03-06")
  const { agencies, groups, fieldLeads, ministryDepartments, provincialOfficeId } = UNIT_DIRECTORY
  return aWorld(
    {
      agencies,
      groups,
      fieldLeads,
      ministryDepartments,
      office: [{ provincialOfficeId }],
      issuers: ISSUERS,
      templates: DOCUMENT_TEMPLATES,
      capacities: SIGNING_CAPACITIES,
      people: TRAINING_USERS.map(({ id, fullName, assignments }) => ({ id, fullName, assignments })),
      services,
      registrations: registrationsOf(services),
      series: [{ year: 2025, symbol: "QĐ-UBND", last: 15 }],
    },
    procedures,
  )
}
