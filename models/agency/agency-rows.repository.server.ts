import type { ClientSession } from "mongoose"
import { findUnitDirectory } from "./agency.repository.server.ts"
import { AgencyModel } from "./agency.schema.server.ts"
import type { Agency, UnitGroup } from "./agency.ts"
import { AssignmentsModel } from "./assignments.schema.server.ts"
import type { Assignments } from "./unit-directory.ts"
import { UnitGroupModel } from "./unit-group.schema.server.ts"

/** Writes one agency whole; null takes away one that a reorganisation undone had made. */
export const writeAgency = async (
  id: string,
  agency: Agency | null,
  session: ClientSession,
): Promise<void> => {
  if (!agency) {
    await AgencyModel.deleteOne({ _id: id }, { session })
    return
  }
  const { id: _id, ...rest } = agency
  await new AgencyModel({ _id, ...rest }).validate()
  await AgencyModel.replaceOne({ _id }, { _id, ...rest }, { upsert: true, session })
}

export const writeUnitGroup = async (group: UnitGroup, session: ClientSession): Promise<void> => {
  const { id: _id, ...rest } = group
  await UnitGroupModel.replaceOne({ _id }, { _id, ...rest }, { upsert: true, session })
}

/** Changes who answers for what; agencies and groups stay. */
export const changeAssignments = async (
  change: (assignments: Assignments) => Assignments,
  session: ClientSession,
): Promise<void> => {
  const directory = await findUnitDirectory(session)
  if (!directory) throw new Error("no unit directory to change")
  const { agencies: _agencies, groups: _groups, ...assignments } = directory
  await AssignmentsModel.updateOne({}, { $set: change(assignments) }, { session })
}
