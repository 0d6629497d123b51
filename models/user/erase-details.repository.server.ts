import type { ClientSession, mongo } from "mongoose"
import { eraseNames, NAMED_IN } from "./erase-names.repository.server.ts"
import { type StoredUser, UserModel } from "./user.schema.server.ts"
import { type ErasureAsked, erasedName } from "./user.ts"

/** What is a person's alone, by collection and the field that says whose: all of it goes. */
export const OWN_DOCUMENTS = {
  sign_in_sessions: "userId",
  password_resets: "userId",
  savedViews: "ownerId",
  noticePreferences: "_id",
  calendarFeeds: "userId",
  keptForms: "_id",
  "working-copies": "userId",
  inboxMessages: "userId",
  dispatches: "receiver",
} as const satisfies Record<string, string>

/** A collection of which only some are people's: receivers of the other channels are called as freely as people are. */
const ofPerson = (name: string, field: string, userId: string) => ({
  [field]: userId,
  ...(name === "dispatches" ? { channel: "MAIL" } : {}),
})

export const ERASED_IN: readonly string[] = [...Object.keys(OWN_DOCUMENTS), ...NAMED_IN]

type Plain = mongo.Document & { _id: string }

const collectionOf = (name: string) => UserModel.db.collection<Plain>(name)

/** How much there is of a person alone, by collection. */
export const countOwnDocuments = async (
  userId: string,
): Promise<Record<keyof typeof OWN_DOCUMENTS, number>> =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(OWN_DOCUMENTS).map(
        async ([name, field]) =>
          [name, await collectionOf(name).countDocuments(ofPerson(name, field, userId))] as const,
      ),
    ),
  ) as Record<keyof typeof OWN_DOCUMENTS, number>

/** Notes that somebody asked for the erasure of a person's details, or (null) that nobody does any more. */
export const noteErasureAsked = async (
  userId: string,
  erasureAsked: ErasureAsked | null,
  session: ClientSession,
): Promise<void> => {
  await UserModel.updateOne({ _id: userId }, { $set: { erasureAsked } }, { session })
}

/**
 * Erases a person's details, for good: of the account the reference, and which roles it held when, are left; what was theirs alone
 * goes; their names in others' things are replaced.
 * @param names all they are and were called, and their mail addresses
 * @returns how many documents went
 */
export const eraseDetails = async (
  userId: string,
  { names, at }: { names: readonly string[]; at: Date },
  session: ClientSession,
): Promise<number> => {
  let removed = 0
  for (const [name, field] of Object.entries(OWN_DOCUMENTS))
    removed += (await collectionOf(name).deleteMany(ofPerson(name, field, userId), { session })).deletedCount
  // What they asked to be mended stands in the notices of who mends it, in words of their own; the wish to erase in those of who confirms.
  removed += (
    await collectionOf("inboxMessages").deleteMany(
      { "about.kind": { $in: ["account", "personalData"] }, "about.id": userId },
      { session },
    )
  ).deletedCount
  await eraseNames(userId, names, session)
  const left: Partial<StoredUser> = {
    fullName: erasedName(userId),
    passwordHash: "-",
    active: false,
    trainingPassword: null,
    oneTimeUntil: null,
    signOnId: null,
    secondFactor: null,
    passkeys: [],
    recovery: [],
    erasureAsked: null,
    numberAsked: null,
    erasedAt: at,
  }
  await UserModel.updateOne({ _id: userId }, { $set: left }, { session })
  return removed
}
