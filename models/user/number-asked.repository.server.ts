import type { ClientSession } from "mongoose"
import { UserModel } from "./user.schema.server.ts"
import type { NumberAsked } from "./user.ts"

/** Notes that somebody asked that a person may sign by another citizen's number, or (null) that nobody does any more. */
export const noteNumberAsked = async (
  userId: string,
  numberAsked: NumberAsked | null,
  session: ClientSession,
): Promise<void> => {
  await UserModel.updateOne({ _id: userId }, { $set: { numberAsked } }, { session })
}
