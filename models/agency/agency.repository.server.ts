import type { ClientSession } from "mongoose"
import { oncePerPage } from "#models/shared/once-per-page.server.ts"
import type { IsoDay } from "../shared/dates.ts"
import { NotFoundError } from "../shared/errors.ts"
import { AgencyModel, type StoredAgency } from "./agency.schema.server.ts"
import type { Agency, UnitGroup } from "./agency.ts"
import { AssignmentsModel, type StoredAssignments } from "./assignments.schema.server.ts"
import type { UnitDirectory } from "./unit-directory.ts"
import { type StoredUnitGroup, UnitGroupModel } from "./unit-group.schema.server.ts"

const SINCE_EVER: IsoDay = "1900-01-01"
const DIRECTORY_ID = "unit-directory"

/** Every agency, also those that no longer exist, by id. */
export const findAgencies = (session?: ClientSession): Promise<Agency[]> =>
  session ? readAgencies(session) : oncePerPage("agencies", () => readAgencies(null))

const readAgencies = async (session: ClientSession | null): Promise<Agency[]> =>
  (await AgencyModel.find().sort({ _id: 1 }).session(session).lean<StoredAgency[]>()).map(toDomain)

/** @throws NotFoundError */
export const getAgency = async (id: string, session?: ClientSession): Promise<Agency> => {
  const found = await AgencyModel.findById(id)
    .session(session ?? null)
    .lean<StoredAgency>()
  if (!found) throw new NotFoundError(`Không có cơ quan "${id}" trong danh mục cơ quan, đơn vị.`)
  return toDomain(found)
}

export const findUnitGroups = async (session?: ClientSession): Promise<UnitGroup[]> =>
  (
    await UnitGroupModel.find()
      .sort({ _id: 1 })
      .session(session ?? null)
      .lean<StoredUnitGroup[]>()
  ).map(toDomain)

/** Agencies, groups and who answers for which field; null while nothing has been seeded. */
export const findUnitDirectory = async (session?: ClientSession): Promise<UnitDirectory | null> => {
  const found = await AssignmentsModel.findById(DIRECTORY_ID)
    .session(session ?? null)
    .lean<StoredAssignments>()
  if (!found) return null
  const { _id, ministryDepartments, fieldLeads, ...assignments } = found
  return {
    ...assignments,
    ministryDepartments: ministryDepartments.map(withValidity),
    fieldLeads: fieldLeads.map(withValidity),
    agencies: await findAgencies(session),
    groups: await findUnitGroups(session),
  }
}

/** Rows kept before they were dated stand since ever. */
const withValidity = <T extends { validFrom: IsoDay; validTo: IsoDay | null }>(row: T): T => ({
  ...row,
  validFrom: row.validFrom ?? SINCE_EVER,
  validTo: row.validTo ?? null,
})

/** Inserts or replaces the agencies, groups and assignments of a directory by id; others stay. */
export const saveUnitDirectory = async (directory: UnitDirectory, session?: ClientSession): Promise<void> => {
  const { agencies, groups, ...assignments } = directory
  await saveAgencies(agencies, session)
  await saveUnitGroups(groups, session)
  await AssignmentsModel.replaceOne(
    { _id: DIRECTORY_ID },
    { _id: DIRECTORY_ID, ...assignments },
    upsertIn(session),
  )
}

/** Takes an agency or a group out of the directory, one that never came into being. */
export const removeFromDirectory = async (
  what: "AGENCY" | "GROUP",
  id: string,
  session: ClientSession,
): Promise<void> => {
  if (what === "AGENCY") await AgencyModel.deleteOne({ _id: id }, { session })
  else await UnitGroupModel.deleteOne({ _id: id }, { session })
}

/** Inserts or replaces agencies by id. */
export const saveAgencies = async (agencies: readonly Agency[], session?: ClientSession): Promise<void> => {
  for (const { id, ...agency } of agencies)
    await AgencyModel.replaceOne({ _id: id }, { _id: id, ...agency }, upsertIn(session))
}

/** Inserts or replaces unit groups by id. */
export const saveUnitGroups = async (
  groups: readonly UnitGroup[],
  session?: ClientSession,
): Promise<void> => {
  for (const { id, ...group } of groups)
    await UnitGroupModel.replaceOne({ _id: id }, { _id: id, ...group }, upsertIn(session))
}

const upsertIn = (session?: ClientSession) => ({ upsert: true, ...(session ? { session } : {}) })

const toDomain = <T extends { _id: string }>({ _id, ...rest }: T): Omit<T, "_id"> & { id: string } => ({
  id: _id,
  ...rest,
})
