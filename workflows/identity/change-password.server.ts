import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { InvalidInputError } from "#models/shared/errors.ts"
import { removeSessionsOf } from "#models/user/sign-in-session.repository.server.ts"
import { findUser, saveUsers } from "#models/user/user.repository.server.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { hashPassword, isPassword } from "./password.server.ts"
import { passwordFault } from "./weak-password.server.ts"

/**
 * Gives somebody a password of their own in place of the one they have, and ends their other sessions.
 * @param sessionId the session that stays
 * @throws InvalidInputError field by field
 */
export const changeOwnPassword = async (
  d: OfficeDependencies,
  input: { userId: string; current: string; chosen: string; sessionId: string },
): Promise<void> => {
  const { userId, current, chosen, sessionId } = input
  const user = await findUser(userId)
  const refuse = (field: string, message: string): never => {
    throw new InvalidInputError(message, [{ field, message }])
  }
  if (!user || !(await isPassword(current, user.passwordHash)))
    return refuse("current", "Mật khẩu đang dùng không đúng. Hãy nhập lại.")
  if (user.trainingPassword !== null)
    return refuse("", "Mật khẩu của người dùng tập huấn hiện trên trang đăng nhập nên không đổi được.")
  if (chosen === current) refuse("chosen", "Mật khẩu mới phải khác mật khẩu đang dùng.")
  const fault = await passwordFault(chosen, user)
  if (fault) refuse("chosen", fault)
  const passwordHash = await hashPassword(chosen)
  await d.store.inTransaction(async (session) => {
    const known = await findUser(userId, session)
    if (!known || known.passwordHash !== user.passwordHash)
      throw new InvalidInputError("Mật khẩu vừa được thay đổi ở nơi khác. Hãy đăng nhập lại.", [])
    await saveUsers([{ ...known, passwordHash, oneTimeUntil: null }], session)
    await removeSessionsOf(userId, { except: sessionId, session })
    const event = { subject: { kind: "user", id: userId }, type: "password.changed", payload: {} } as const
    await appendAuditEntries(
      [auditDraft(event, { id: userId, name: known.fullName }, d.clock.now())],
      session,
    )
  })
}
