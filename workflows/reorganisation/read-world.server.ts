import type { ClientSession } from "mongoose"
import { findAgencies, findUnitDirectory, findUnitGroups } from "#models/agency/agency.repository.server.ts"
import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import { findNumberSeries } from "#models/document-number/document-number.repository.server.ts"
import {
  findActiveServices,
  findServicesByIds,
} from "#models/online-service/online-service.repository.server.ts"
import { findProcedureOwners } from "#models/procedure/procedure-owners.server.ts"
import { getReference, hasReference } from "#models/reference/reference.repository.server.ts"
import { findOpenChanges } from "#models/register-change/register-change.repository.server.ts"
import { findRunning } from "#models/registration/running.repository.server.ts"
import { findCapacities, findRoleHolders } from "#models/user/roles.repository.server.ts"
import { keyOf, type Rows, TABLES, type TableName, tableOf, type World } from "./core/world.ts"

/** The rows of these keys, or all that a reorganisation may move. */
type Reader<T extends TableName> = (
  keys: readonly string[] | null,
  session: ClientSession | null,
) => Promise<Rows[T][]>

const directory = async (session: ClientSession | null) => {
  const found = await findUnitDirectory(session ?? undefined)
  return found ?? { fieldLeads: [], ministryDepartments: [], placements: [], provincialOfficeId: "" }
}

const readReference = async <Name extends "issuers" | "documentTemplates" | "portalTargets" | "websites">(
  name: Name,
  session: ClientSession | null,
) => ((await hasReference(name, session)) ? await getReference(name, session) : [])

const READERS: { [T in TableName]: Reader<T> } = {
  agencies: async (_, session) => await findAgencies(session ?? undefined),
  groups: async (_, session) => await findUnitGroups(session ?? undefined),
  fieldLeads: async (_, session) => (await directory(session)).fieldLeads,
  ministryDepartments: async (_, session) => (await directory(session)).ministryDepartments,
  placements: async (_, session) => (await directory(session)).placements ?? [],
  office: async (_, session) => [{ provincialOfficeId: (await directory(session)).provincialOfficeId }],
  issuers: async (_, session) => await readReference("issuers", session),
  series: async (_, session) => await findNumberSeries(session),
  templates: async (_, session) => await readReference("documentTemplates", session),
  portals: async (_, session) => await readReference("portalTargets", session),
  websites: async (_, session) => await readReference("websites", session),
  capacities: async (_, session) => await findCapacities(session),
  people: async (keys, session) => await findRoleHolders(keys, session),
  services: async (keys, session) =>
    keys
      ? await findServicesByIds(keys, session ?? undefined)
      : await findActiveServices(session ?? undefined),
  registrations: async (keys, session) => await findRunning(keys, session),
  registerChanges: async (_, session) =>
    (await findOpenChanges(session)).map(({ id, code, procedureName, agencyIds }) => ({
      id,
      code,
      procedureName,
      agencyIds: [...agencyIds],
    })),
}

/** The rows of these keys as they stand now, by key. */
export const readRows = async <T extends TableName>(
  table: T,
  keys: readonly string[],
  session: ClientSession,
): Promise<ReadonlyMap<string, Rows[T]>> => {
  const wanted = new Set(keys)
  const rows = await READERS[table](keys, session)
  return new Map(
    rows.flatMap((row) => {
      const key = keyOf(table, row)
      return wanted.has(key) ? [[key, row] as const] : []
    }),
  )
}

/** The office as a reorganisation is worked out on it: everything it may move, and the procedures' records. */
export const readWorld = async (): Promise<World> => {
  const tables = await Promise.all(
    TABLES.map(async (table) => [table, tableOf(await READERS[table](null, null), table)] as const),
  )
  const procedures = await findProcedureOwners()
  return {
    tables: Object.fromEntries(tables) as unknown as World["tables"],
    procedures: new Map(procedures.map((procedure) => [procedure.code, procedure])),
    frozen: (await findCampaigns())
      .filter(({ workflow }) => FROZEN.includes(workflow.value))
      .map(({ id, name }) => ({ id, name })),
  }
}

/** States in which a catalogue is frozen and not issued. */
const FROZEN = [
  "consolidated",
  "contentChecked",
  "formChecked",
  "submittedForSignature",
  "signed",
  "numbered",
  "sealed",
]
