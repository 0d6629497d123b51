import { NotFoundError } from "#models/shared/errors.ts"
import {
  findSessionsOf,
  removeSessionById,
  removeSessionsOf,
} from "#models/user/sign-in-session.repository.server.ts"
import { findUser } from "#models/user/user.repository.server.ts"
import { type AccountLog, logAccount } from "./account-log.server.ts"
import { endOf, type IdentityDependencies } from "./sign-in.server.ts"

/** One of a person's sessions, as they are shown it. `id`: what names it, opening nothing. */
export type OwnSession = {
  id: string
  startedAt: Date
  lastSeenAt: Date
  endsAt: Date
  /** The browser's own words for itself, shortened; empty where it said none. */
  device: string
  address: string
  isThis: boolean
}

/** The living sessions of a person, newest first. @param sessionId the one that asks */
export const getOwnSessions = async (
  d: Pick<IdentityDependencies, "realClock">,
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<OwnSession[]> => {
  const at = d.realClock.now()
  const sessions = await findSessionsOf(userId, sessionId)
  return sessions
    .filter((session) => endOf(session) > at)
    .map((session) => ({
      id: session.id,
      startedAt: session.startedAt,
      lastSeenAt: session.lastSeenAt,
      endsAt: endOf(session),
      device: session.device,
      address: session.address,
      isThis: session.isThis,
    }))
}

/**
 * Ends one of somebody's own sessions at once, or all but the one that asks.
 * @throws NotFoundError when it is over already, or another person's
 */
export const endOwnSessions = async (
  d: AccountLog,
  input: { userId: string; sessionId: string; end: string | "OTHERS" },
): Promise<void> => {
  const { userId, sessionId, end } = input
  if (end === "OTHERS") await removeSessionsOf(userId, { except: sessionId })
  else if (!(await removeSessionById(end, userId)))
    throw new NotFoundError("Phiên làm việc này đã kết thúc. Tải lại trang để xem các phiên còn lại.")
  const user = await findUser(userId)
  await logAccount(d, user, {
    type: "session.endedElsewhere",
    payload: { scope: end === "OTHERS" ? "OTHERS" : "ONE" },
  })
}
