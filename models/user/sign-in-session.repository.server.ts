import type { ClientSession } from "mongoose"
import { sha256 } from "../shared/digest.server.ts"
import {
  SignInFailuresModel,
  SignInSessionModel,
  type StoredSignInFailures,
  type StoredSignInSession,
} from "./sign-in-session.schema.server.ts"

// Session ids and attempt keys are stored as SHA-256: what leaks from the store opens nothing and names nobody.

export type SignInSession = { userId: string; startedAt: Date; lastSeenAt: Date; endsAt: Date }

export const addSession = async (sessionId: string, session: SignInSession): Promise<void> => {
  await SignInSessionModel.create({ _id: sha256(sessionId), ...session })
}

export const findSession = async (sessionId: string): Promise<SignInSession | null> => {
  const found = await SignInSessionModel.findById(sha256(sessionId)).lean<StoredSignInSession>()
  if (!found) return null
  const { _id, ...session } = found
  return session
}

/** Whether anybody has a session. */
export const hasSessions = async (): Promise<boolean> => (await SignInSessionModel.exists({})) !== null

export const noteSessionSeen = async (sessionId: string, at: Date): Promise<void> => {
  await SignInSessionModel.updateOne({ _id: sha256(sessionId) }, { $set: { lastSeenAt: at } })
}

export const removeSession = async (sessionId: string): Promise<void> => {
  await SignInSessionModel.deleteOne({ _id: sha256(sessionId) })
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
