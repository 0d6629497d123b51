import type { ClientSession } from "mongoose"
import type { Signatory } from "../official-document/official-document.ts"
import { SigningCapacityModel } from "./signing-capacity.schema.server.ts"
import { type StoredUser, UserModel } from "./user.schema.server.ts"
import type { Assignment, User } from "./user.ts"

/** Everybody who may sign in, or those of the ids, with all roles they ever held; by id. */
export const findRoleHolders = async (
  ids: readonly string[] | null,
  session: ClientSession | null = null,
): Promise<Pick<User, "id" | "fullName" | "assignments">[]> => {
  const rows = await UserModel.find(
    ids ? { _id: { $in: [...ids] } } : { active: true },
    { fullName: 1, assignments: 1 },
    { session },
  )
    .sort({ _id: 1 })
    .lean<StoredUser[]>()
  return rows.map(({ _id, fullName, assignments }) => ({ id: _id, fullName, assignments }))
}

export const writeAssignments = async (
  id: string,
  assignments: readonly Assignment[],
  session: ClientSession,
): Promise<void> => {
  await UserModel.updateOne({ _id: id }, { $set: { assignments: [...assignments] } }, { session })
}

/** Every capacity that is or was held. */
export const findCapacities = async (session: ClientSession | null = null): Promise<Signatory[]> =>
  await SigningCapacityModel.find({}, { _id: 0 }, { session })
    .sort({ personId: 1, capacity: 1, heldFrom: 1 })
    .lean<Signatory[]>()

/** Takes a capacity away that was entered by an act undone. */
export const removeCapacity = async (
  { personId, capacity, heldFrom }: Pick<Signatory, "personId" | "capacity" | "heldFrom">,
  session: ClientSession,
): Promise<void> => {
  await SigningCapacityModel.deleteOne({ personId, capacity, heldFrom }, { session })
}
