import { randomBytes } from "node:crypto"
import type { ClientSession } from "mongoose"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import { findSession, removeSessionsOf } from "#models/user/sign-in-session.repository.server.ts"
import { findUser, saveUsers } from "#models/user/user.repository.server.ts"
import { accountDraft } from "./account-log.server.ts"
import { hashPassword } from "./password.server.ts"
import type { IdentityDependencies } from "./sign-in.server.ts"

/** What is said to somebody who would set up a second step by a password that others have been told. */
export const passwordFirst = () =>
  new RuleBrokenError("Mật khẩu đang dùng là mật khẩu dùng một lần. Đặt mật khẩu của riêng mình trước.")

/**
 * Ends the password the office made up, once its owner is in by the province's own sign-on: from here on nobody knows one. Whoever used
 * it meanwhile is out. Nothing for whoever has a password of their own.
 * @param except the session that stays
 */
export const endOneTimePassword = async (
  d: IdentityDependencies,
  { userId, except }: { userId: string; except?: string },
  session: ClientSession,
): Promise<void> => {
  const known = await findUser(userId, session)
  if (!known?.oneTimeUntil) return
  const passwordHash = await hashPassword(randomBytes(32).toString("base64url"))
  await saveUsers([{ ...known, passwordHash, oneTimeUntil: null }], session)
  await removeSessionsOf(userId, { session, ...(except === undefined ? {} : { except }) })
  const clock = d.clock ?? d.realClock
  await appendAuditEntries([accountDraft({ clock }, known, { type: "password.ended", payload: {} })], session)
}

/** The same for a session that becomes whole by the second step: only where it came by the sign-on, not by that very password. */
export const endOneTimeBySignOn = async (
  d: IdentityDependencies,
  { userId, sessionId }: { userId: string; sessionId: string },
  session: ClientSession,
): Promise<void> => {
  if ((await findSession(sessionId))?.bySignOn)
    await endOneTimePassword(d, { userId, except: sessionId }, session)
}

/** Whether somebody is in by nothing but a password that others have been told: they set their own before anything else. */
export const owesPassword = async ({
  userId,
  sessionId,
}: {
  userId: string
  sessionId: string
}): Promise<boolean> =>
  Boolean((await findUser(userId))?.oneTimeUntil) && (await findSession(sessionId))?.bySignOn !== true
