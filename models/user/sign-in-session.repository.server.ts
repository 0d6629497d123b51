import type { ClientSession } from "mongoose"
import { sha256 } from "../shared/digest.server.ts"
import {
  SignInFailuresModel,
  SignInSessionModel,
  type StoredSignInFailures,
  type StoredSignInSession,
} from "./sign-in-session.schema.server.ts"

// Session ids and attempt keys are stored as SHA-256: what leaks from the store opens nothing and names nobody.

export type SignInSession = {
  userId: string
  startedAt: Date
  lastSeenAt: Date
  endsAt: Date
  /** The browser's own words for itself, and the address it came from. */
  device: string
  address: string
  /** When it was last shown who sits there. */
  provenAt: Date
  /** Opens nothing but the page that asks for the second factor. */
  owesFactor: boolean
  /** They came by the province's own sign-on, not by a password. */
  bySignOn: boolean
}

export const addSession = async (
  sessionId: string,
  started: SignInSession,
  session: ClientSession,
): Promise<void> => {
  await SignInSessionModel.create([{ _id: sha256(sessionId), ...started }], { session })
}

export const findSession = async (sessionId: string): Promise<SignInSession | null> => {
  const found = await SignInSessionModel.findById(sha256(sessionId)).lean<StoredSignInSession>()
  if (!found) return null
  return toSession(found)
}

const toSession = ({ _id, ...session }: StoredSignInSession): SignInSession => ({
  ...session,
  device: session.device ?? "",
  address: session.address ?? "",
  provenAt: session.provenAt ?? session.startedAt,
  owesFactor: session.owesFactor ?? false,
  bySignOn: session.bySignOn ?? false,
})

/**
 * It was shown just now who sits there: the session goes on under a new name, and the old one opens nothing from here on.
 * @returns false when it is over, or was renewed at the same moment
 */
export const renewSession = async (
  { sessionId, nextId, at }: { sessionId: string; nextId: string; at: Date },
  session: ClientSession,
): Promise<boolean> => {
  const found = await SignInSessionModel.findOneAndDelete(
    { _id: sha256(sessionId) },
    { session },
  ).lean<StoredSignInSession>()
  if (!found) return false
  const next = { ...toSession(found), provenAt: at, owesFactor: false, lastSeenAt: at }
  await SignInSessionModel.create([{ _id: sha256(nextId), ...next }], { session })
  return true
}

/** Everything a user is or was signed in with, newest first. `id`: the digest, which opens nothing. */
export const findSessionsOf = async (
  userId: string,
  sessionId: string,
): Promise<(SignInSession & { id: string; isThis: boolean })[]> => {
  const rows = await SignInSessionModel.find({ userId }).sort({ startedAt: -1 }).lean<StoredSignInSession[]>()
  const own = sha256(sessionId)
  return rows.map((row) => ({ ...toSession(row), id: row._id, isThis: row._id === own }))
}

/** Every session that is kept, over or not, but the one that is named. */
export const findOtherSessions = async (
  except: string,
  session: ClientSession | null = null,
): Promise<SignInSession[]> =>
  (
    await SignInSessionModel.find({ _id: { $ne: sha256(except) } }, null, { session }).lean<
      StoredSignInSession[]
    >()
  ).map(toSession)

/** Ends a user's session by its digest; false when there is none. */
export const removeSessionById = async (id: string, userId: string): Promise<boolean> =>
  (await SignInSessionModel.deleteOne({ _id: id, userId })).deletedCount === 1

/** Whether anybody has a session. */
export const hasSessions = async (): Promise<boolean> => (await SignInSessionModel.exists({})) !== null

export const noteSessionSeen = async (sessionId: string, at: Date): Promise<void> => {
  await SignInSessionModel.updateOne({ _id: sha256(sessionId) }, { $set: { lastSeenAt: at } })
}

export const removeSession = async (sessionId: string, session?: ClientSession): Promise<void> => {
  await SignInSessionModel.deleteOne({ _id: sha256(sessionId) }, session ? { session } : {})
}

/** Ends every session of a user, but the one that is named. */
export const removeSessionsOf = async (
  userId: string,
  { except, session }: { except?: string; session?: ClientSession } = {},
): Promise<void> => {
  const others = except === undefined ? {} : { _id: { $ne: sha256(except) } }
  await SignInSessionModel.deleteMany({ userId, ...others }, session ? { session } : {})
}

/** Deletes what is over: sessions that ended until `endedBy`, and windows of failed attempts passed by now. */
export const removeExpiredSessions = async (at: Date, endedBy: Date): Promise<void> => {
  await SignInSessionModel.deleteMany({ endsAt: { $lte: endedBy } })
  await SignInFailuresModel.deleteMany({ windowEndsAt: { $lte: at } })
}

/** Counts one attempt under a key; returns the count within the running window and when that ends. */
export const countAttempt = async (
  key: string,
  at: Date,
  windowMs: number,
): Promise<{ count: number; until: Date }> => {
  const _id = sha256(key)
  await SignInFailuresModel.deleteOne({ _id, windowEndsAt: { $lte: at } })
  const windowEndsAt = new Date(at.getTime() + windowMs)
  const counted = await onceMoreIfTaken(() =>
    SignInFailuresModel.findOneAndUpdate(
      { _id },
      { $inc: { count: 1 }, $setOnInsert: { windowEndsAt } },
      { upsert: true, returnDocument: "after" },
    ).lean<StoredSignInFailures>(),
  )
  return { count: counted?.count ?? 1, until: counted?.windowEndsAt ?? windowEndsAt }
}

/** Of two upserts at the same moment MongoDB lets one fail with a duplicate key; the second try finds the document. */
const onceMoreIfTaken = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === 11_000) return work()
    throw error
  }
}

/** Takes one counted attempt back, because it was a good one. */
export const uncountAttempt = async (key: string): Promise<void> => {
  await SignInFailuresModel.updateOne({ _id: sha256(key), count: { $gt: 0 } }, { $inc: { count: -1 } })
}

/** Forgets the attempts counted under a key, as after a good sign-in. */
export const forgetAttempts = async (key: string): Promise<void> => {
  await SignInFailuresModel.deleteOne({ _id: sha256(key) })
}
