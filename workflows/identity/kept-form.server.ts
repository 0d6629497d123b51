import { findKeptForm, putKeptForm, removeKeptForm } from "#models/kept-form/kept-form.repository.server.ts"
import { KEPT_FORM_LIMITS, type KeptForm } from "#models/kept-form/kept-form.ts"
import { findSession } from "#models/user/sign-in-session.repository.server.ts"
import { endOf, type IdentityDependencies } from "./sign-in.server.ts"

type Dependencies = Pick<IdentityDependencies, "realClock">

const HOUR = 3_600_000

/** Whose session this was and when it ended; null for one that lives, was signed out of, or is long over. */
export const endedSession = async (
  d: Dependencies,
  sessionId: string,
): Promise<{ userId: string; endedAt: Date } | null> => {
  const session = await findSession(sessionId)
  if (!session) return null
  const endedAt = endOf(session)
  return d.realClock.now() >= endedAt ? { userId: session.userId, endedAt } : null
}

/**
 * Keeps a form that came when the session was over, for the person whose session it was and for nobody else; or, with `userId`, one that
 * was held back until they show again who they are.
 * @returns whether it was kept: not without an owner, and not when it is too large
 */
export const keepRefusedForm = async (
  d: Dependencies,
  input: Pick<KeptForm, "page" | "fields"> & { sessionId: string; userId?: string },
): Promise<boolean> => {
  const { sessionId, page, fields } = input
  const userId = input.userId ?? (await endedSession(d, sessionId))?.userId
  if (!userId || JSON.stringify(fields).length > KEPT_FORM_LIMITS.size) return false
  await putKeptForm({ userId, page, fields, sentAt: d.realClock.now() })
  return true
}

/** What a person had typed on a page when their session was over; null when nothing, or more than a day ago. */
export const keptFormOn = async (
  d: Dependencies,
  { userId, path }: { userId: string; path: string },
): Promise<KeptForm | null> => {
  const kept = await findKeptForm(userId)
  if (!kept || kept.page.split("?")[0] !== path) return null
  const isFresh = d.realClock.now().getTime() - kept.sentAt.getTime() < KEPT_FORM_LIMITS.hours * HOUR
  return isFresh ? kept : null
}

/** The form was sent again, or let go. */
export const dropKeptForm = (userId: string): Promise<void> => removeKeptForm(userId)
