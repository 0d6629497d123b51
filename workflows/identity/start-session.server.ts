import type { ClientSession } from "mongoose"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import type { AuditDraft } from "#models/audit/audit-entry.ts"
import type { Clock } from "#models/shared/clock.ts"
import type { Store } from "#models/store/connection.server.ts"
import {
  addSession,
  removeExpiredSessions,
  removeSession,
  type SignInSession,
} from "#models/user/sign-in-session.repository.server.ts"
import type { User } from "#models/user/user.ts"
import { accountDraft } from "./account-log.server.ts"
import { newSessionId } from "./renew-session.server.ts"

const HOUR = 60 * 60_000
/** How long a session lasts whatever happens. */
export const SESSION_MS = 12 * HOUR
/** How long an ended session is remembered, so that what was sent too late has an owner. */
const REMEMBERED_MS = 24 * HOUR

type Dependencies = { realClock: Clock; clock?: Clock; store: Pick<Store, "inTransaction"> }

/** A session that begins; `owesFactor`: it opens nothing before `finishSignIn`. */
export type StartedSession = { sessionId: string; userId: string; owesFactor: boolean }

/**
 * Starts a session for somebody who showed who they are. An older one of the same browser is ended (session fixation).
 * @returns the session id, to be kept only by the browser
 */
export const startSession = async (
  d: Dependencies,
  user: User,
  input: {
    address: string
    previousSessionId: string | null
    /** The browser's own words for itself. */
    device?: string
    /** What is done in the transaction that starts it. */
    within?: (session: ClientSession) => Promise<void>
  } & Pick<SignInSession, "owesFactor" | "bySignOn" | "provenAt">,
): Promise<StartedSession> => {
  const { address, previousSessionId, device = "", owesFactor, bySignOn, provenAt } = input
  const at = d.realClock.now()
  await removeExpiredSessions(at, new Date(at.getTime() - REMEMBERED_MS))
  const sessionId = newSessionId()
  const started = {
    userId: user.id,
    startedAt: at,
    lastSeenAt: at,
    endsAt: new Date(at.getTime() + SESSION_MS),
    device: device.slice(0, 200),
    address,
    provenAt,
    owesFactor,
    bySignOn,
  }
  await d.store.inTransaction(async (session) => {
    await input.within?.(session)
    if (previousSessionId) await removeSession(previousSessionId, session)
    await addSession(sessionId, started, session)
    if (!owesFactor) await appendAuditEntries([startedDraft(d, user, started)], session)
  })
  return { sessionId, userId: user.id, owesFactor }
}

/** The line of the log that somebody is in, from where, and how. */
export const startedDraft = (
  d: Pick<Dependencies, "clock" | "realClock">,
  user: User,
  { address, bySignOn }: Pick<SignInSession, "address" | "bySignOn">,
): AuditDraft =>
  accountDraft({ clock: d.clock ?? d.realClock }, user, {
    type: "session.started",
    payload: { address, ...(bySignOn ? { how: "SIGN_ON" as const } : {}) },
  })
