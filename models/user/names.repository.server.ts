import type { ClientSession } from "mongoose"
import { type StoredUser, UserModel } from "./user.schema.server.ts"

/** What somebody is called today; `kept`: what they were called where this was written, said of whom the office does not know (any more). */
export type NameOf = (id: string, kept?: string) => string

/** Who acts without being a person the office knows. */
const NO_PERSONS: Readonly<Record<string, string>> = { "he-thong": "Hệ thống", "nguoi-dan": "Người dân" }

/**
 * The names of people by their references, as the office has them today: whose details were erased is named as that, whatever was
 * written of them earlier.
 */
export const namesOf = async (
  ids: Iterable<string>,
  session: ClientSession | null = null,
): Promise<NameOf> => {
  const asked = [...new Set(ids)].filter((id) => !Object.hasOwn(NO_PERSONS, id))
  const rows =
    asked.length === 0
      ? []
      : await UserModel.find({ _id: { $in: asked } }, { fullName: 1 }, { session }).lean<
          Pick<StoredUser, "_id" | "fullName">[]
        >()
  const names = new Map(rows.map(({ _id, fullName }) => [_id, fullName]))
  return (id, kept = "") =>
    names.get(id) ?? (Object.hasOwn(NO_PERSONS, id) ? NO_PERSONS[id] : undefined) ?? (kept || id)
}
