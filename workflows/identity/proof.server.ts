import type { ClientSession } from "mongoose"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { dayOf } from "#models/shared/dates.ts"
import { InvalidInputError, RuleBrokenError } from "#models/shared/errors.ts"
import { findSession, type SignInSession } from "#models/user/sign-in-session.repository.server.ts"
import { findUser } from "#models/user/user.repository.server.ts"
import { hasSecondStep, type User } from "#models/user/user.ts"
import { accountDraft } from "./account-log.server.ts"
import { roleAskingFactor } from "./asked-factor.server.ts"
import { countProof, forgiveProof } from "./attempts.server.ts"
import { endOneTimePassword } from "./one-time-password.server.ts"
import { isPassword } from "./password.server.ts"
import { goOnProven, isOver } from "./renew-session.server.ts"
import type { FactorDependencies } from "./second-factor.server.ts"
import { endOf } from "./sign-in.server.ts"
import { type GivenFactor, spendFactor } from "./spend-factor.server.ts"
import { startedDraft } from "./start-session.server.ts"

const living = async (
  d: Pick<FactorDependencies, "realClock">,
  sessionId: string,
): Promise<SignInSession | null> => {
  const session = await findSession(sessionId)
  return session && d.realClock.now() < endOf(session) ? session : null
}

/** Who gave the right password in this browser and still owes the second factor; null for anybody else. */
export const userAwaitingFactor = async (
  d: Pick<FactorDependencies, "realClock">,
  sessionId: string,
): Promise<User | null> => {
  const session = await living(d, sessionId)
  return session?.owesFactor ? await findUser(session.userId) : null
}

/**
 * The second step of signing in.
 * @returns the new session id
 * @throws InvalidInputError for a wrong code; OfficeError UNAUTHENTICATED when there is nothing to finish
 */
export const finishSignIn = async (
  d: FactorDependencies,
  { sessionId, given, address }: { sessionId: string; given: GivenFactor; address: string },
): Promise<string> => {
  const user = await userAwaitingFactor(d, sessionId)
  if (!user) throw isOver()
  const bySignOn = (await findSession(sessionId))?.bySignOn ?? false
  let nextId = ""
  await spendFactor(d, { userId: user.id, sessionId, address, given }, async (session) => {
    if (bySignOn) await endOneTimePassword(d, { userId: user.id, except: sessionId }, session)
    nextId = await goOnProven({ sessionId, at: d.realClock.now() }, session)
    await appendAuditEntries([startedDraft(d, user, { address, bySignOn })], session)
  })
  return nextId
}

/** Whether somebody showed lately enough that it is they who sit there: by signing in, or when asked again. */
export const isProven = async (
  d: Pick<FactorDependencies, "realClock" | "clock" | "reference">,
  sessionId: string,
): Promise<boolean> => {
  const session = await living(d, sessionId)
  return session !== null && !session.owesFactor && (await isLately(d, session))
}

/** Whether somebody came by the sign-on without being asked there lately: what their role asks of them is not set up on that. */
export const cameUnasked = async (
  d: Pick<FactorDependencies, "realClock" | "clock" | "reference">,
  sessionId: string,
): Promise<boolean> => {
  const session = await living(d, sessionId)
  return session?.bySignOn === true && !(await isLately(d, session))
}

const isLately = async (
  d: Pick<FactorDependencies, "realClock" | "clock" | "reference">,
  session: SignInSession,
): Promise<boolean> => {
  const { provenMinutes } = await d.reference.accountRulesOn(dayOf((d.clock ?? d.realClock).now()))
  return d.realClock.now().getTime() - session.provenAt.getTime() < provenMinutes * 60_000
}

/** Whether a password is enough to show again who sits there: no step was set up, and no role asks for two. */
export const provesByPassword = async (
  d: Pick<FactorDependencies, "realClock" | "clock" | "reference">,
  userId: string,
): Promise<boolean> => {
  const user = await findUser(userId)
  return user !== null && !hasSecondStep(user) && (await roleAskingFactor(d, user)) === null
}

/**
 * Shows again who sits there, before a grave act: by a second step where they have one, else by the password, unless a role asks for two.
 * @returns the new session id
 * @throws InvalidInputError for a wrong one; OfficeError RULE_BROKEN while too many are tried
 */
export const proveAgain = async (
  d: FactorDependencies,
  input: { userId: string; sessionId: string; address: string; given: GivenFactor | { password: string } },
): Promise<string> => {
  const { userId, sessionId, address, given } = input
  const user = await findUser(userId)
  const at = d.realClock.now()
  let nextId = ""
  const goOn = async (session: ClientSession) => {
    nextId = await goOnProven({ sessionId, at }, session)
    const clock = d.clock ?? d.realClock
    const draft = accountDraft({ clock }, user, { type: "session.proven", payload: {} })
    await appendAuditEntries([draft], session)
  }
  if (user && hasSecondStep(user)) {
    const factor = "password" in given ? { code: given.password } : given
    await spendFactor(d, { userId, sessionId, address, given: factor }, goOn)
  } else {
    const role = user && (await roleAskingFactor(d, user))
    if (role)
      throw new RuleBrokenError(
        `Vai trò «${role}» phải xác thực hai bước nên mật khẩu thôi chưa đủ. Xác nhận ở nơi đăng nhập chung nếu bạn vào bằng cách đó, hoặc đăng xuất rồi đăng nhập lại để cài bước hai.`,
      )
    await countProof(userId, at)
    if (!user || !(await isPassword("password" in given ? given.password : "", user.passwordHash))) {
      const message = "Mật khẩu không đúng. Hãy nhập lại."
      throw new InvalidInputError(message, [{ field: "answer", message }])
    }
    await forgiveProof(userId)
    await d.store.inTransaction(goOn)
  }
  return nextId
}
