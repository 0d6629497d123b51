import { dayOf } from "#models/shared/dates.ts"
import { InvalidInputError } from "#models/shared/errors.ts"
import { findSession, type SignInSession } from "#models/user/sign-in-session.repository.server.ts"
import { findUser } from "#models/user/user.repository.server.ts"
import type { User } from "#models/user/user.ts"
import { logAccount } from "./account-log.server.ts"
import { countProof, forgiveProof } from "./attempts.server.ts"
import { isPassword } from "./password.server.ts"
import { goOnProven, isOver } from "./renew-session.server.ts"
import { type FactorDependencies, spendFactorCode } from "./second-factor.server.ts"
import { endOf } from "./sign-in.server.ts"

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
  { sessionId, code, address }: { sessionId: string; code: string; address: string },
): Promise<string> => {
  const user = await userAwaitingFactor(d, sessionId)
  if (!user) throw isOver()
  const log = { store: d.store, clock: d.clock ?? d.realClock }
  try {
    await spendFactorCode(d, user.id, code)
  } catch (error) {
    if (error instanceof InvalidInputError)
      await logAccount(log, user, { type: "signIn.failed", payload: { address, reason: "WRONG_CODE" } })
    throw error
  }
  const nextId = await goOnProven(d, { sessionId, at: d.realClock.now() })
  await logAccount(log, user, { type: "session.started", payload: { address } })
  return nextId
}

/** Whether somebody showed lately enough that it is they who sit there: by signing in, or when asked again. */
export const isProven = async (
  d: Pick<FactorDependencies, "realClock" | "clock" | "reference">,
  sessionId: string,
): Promise<boolean> => {
  const session = await living(d, sessionId)
  if (!session || session.owesFactor) return false
  const { provenMinutes } = await d.reference.accountRulesOn(dayOf((d.clock ?? d.realClock).now()))
  return d.realClock.now().getTime() - session.provenAt.getTime() < provenMinutes * 60_000
}

/**
 * Shows again who sits there, before a grave act: by the code of the second factor where there is one, else by the password.
 * @returns the new session id
 * @throws InvalidInputError for a wrong one; OfficeError RULE_BROKEN while too many are tried
 */
export const proveAgain = async (
  d: FactorDependencies,
  { userId, sessionId, answer }: { userId: string; sessionId: string; answer: string },
): Promise<string> => {
  const user = await findUser(userId)
  const log = { store: d.store, clock: d.clock ?? d.realClock }
  const at = d.realClock.now()
  if (user?.secondFactor) await spendFactorCode(d, userId, answer)
  else {
    await countProof(userId, at)
    if (!user || !(await isPassword(answer, user.passwordHash))) {
      const message = "Mật khẩu không đúng. Hãy nhập lại."
      throw new InvalidInputError(message, [{ field: "answer", message }])
    }
    await forgiveProof(userId)
  }
  const nextId = await goOnProven(d, { sessionId, at })
  await logAccount(log, user, { type: "session.proven", payload: {} })
  return nextId
}
