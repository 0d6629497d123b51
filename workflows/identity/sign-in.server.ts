import { delegationsInForceOn } from "#models/delegation/delegation.repository.server.ts"
import type { ReferenceReader } from "#models/reference/reference-reader.ts"
import type { Clock } from "#models/shared/clock.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { isOfficeError, OfficeError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { Store } from "#models/store/connection.server.ts"
import {
  findSession,
  noteSessionSeen,
  removeSession,
  type SignInSession,
} from "#models/user/sign-in-session.repository.server.ts"
import { actingOn, findUser } from "#models/user/user.repository.server.ts"
import { hasSecondStep } from "#models/user/user.ts"
import { type AccountLog, logAccount } from "./account-log.server.ts"
import { roleAskingFactor } from "./asked-factor.server.ts"
import { countSignIn, forgiveSignIn } from "./attempts.server.ts"
import { isPassword, UNKNOWN_USER_HASH } from "./password.server.ts"
import { SESSION_MS, startSession } from "./start-session.server.ts"

const MINUTE = 60_000
/** A session ends after two hours of silence, and after twelve hours whatever happens. */
export const IDLE_MS = 120 * MINUTE
export const ABSOLUTE_MS = SESSION_MS

/** `realClock`, not the office's: moving the training date forward must not sign anybody out. */
export type IdentityDependencies = {
  realClock: Clock
  trainingMode: boolean
  /** The office's time, by which a password given once runs out; the machine's where there is no other. */
  clock?: Clock
  /** Where signing in and what failed is logged. */
  store: Pick<Store, "inTransaction">
  /** Which roles the office asks a second factor of. */
  reference: Pick<ReferenceReader, "accountRulesOn">
  /** How codes for a lost device are hashed (`scrypt$N$r$p$salt`); missing: in one pass. */
  newSalt?: () => string
}

const WRONG = "Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra lại bộ gõ và phím Caps Lock rồi thử lại."

const RUN_OUT = "Mật khẩu dùng một lần đã hết hạn. Đề nghị quản trị hệ thống cấp mật khẩu mới."

export type SignInRequest = {
  userId: string
  password: string
  address: string
  previousSessionId: string | null
  /** The browser's own words for itself. */
  device?: string
  /** Whether this account was used in this browser before; strangers' failures do not lock it out then. */
  isKnownDevice?: boolean
}

/**
 * Checks name and password and starts a session; an older one of the same browser is ended (session fixation).
 * @returns the new session id, to be kept only by the browser; `owesFactor`: it opens nothing before `finishSignIn`
 * @throws OfficeError INVALID_INPUT for a wrong name or password; RULE_BROKEN while too many attempts are counted
 */
export const signIn = async (
  d: IdentityDependencies,
  input: SignInRequest,
): Promise<{ sessionId: string; userId: string; owesFactor: boolean }> => {
  const at = d.realClock.now()
  const userId = input.userId.trim().toLowerCase()
  const { address, isKnownDevice = false } = input
  const attempt = { userId, address, isKnownDevice }
  const user = await findUser(userId)
  const log: AccountLog = { store: d.store, clock: d.clock ?? d.realClock }
  const refuse = async (reason: "WRONG" | "RUN_OUT", message: string): Promise<never> => {
    await logAccount(log, user, { type: "signIn.failed", payload: { address, reason } })
    throw new OfficeError("INVALID_INPUT", message)
  }
  await countSignIn(attempt, at).catch(async (error: unknown) => {
    if (isOfficeError(error) && error.details.isFirst === true)
      await logAccount(log, user, { type: "signIn.failed", payload: { address, reason: "TOO_MANY" } })
    throw error
  })
  const isRight = await isPassword(input.password, user?.passwordHash ?? UNKNOWN_USER_HASH)
  const mayEnter = user?.active === true && (d.trainingMode || user.trainingPassword === null)
  if (!user || !isRight || !mayEnter) return refuse("WRONG", WRONG)
  const { oneTimeUntil = null } = user
  if (oneTimeUntil !== null && (d.clock ?? d.realClock).now() > oneTimeUntil)
    return refuse("RUN_OUT", RUN_OUT)

  await forgiveSignIn(attempt)
  const owesFactor = hasSecondStep(user) || (await roleAskingFactor(d, user)) !== null
  return startSession(d, user, { ...input, owesFactor, bySignOn: false, provenAt: at })
}

/**
 * Ends a session; an unknown one is no error.
 * @returns whether it was one by the province's own sign-on, where the person stays signed in
 */
export const signOut = async (d: IdentityDependencies, sessionId: string): Promise<boolean> => {
  const session = await findSession(sessionId)
  await removeSession(sessionId)
  const user = session && (await findUser(session.userId))
  if (user)
    await logAccount({ store: d.store, clock: d.clock ?? d.realClock }, user, {
      type: "session.ended",
      payload: {},
    })
  return session?.bySignOn ?? false
}

/** When a session ends unless it is used: by silence, or whatever happens. */
export const endOf = ({ lastSeenAt, endsAt }: SignInSession): Date =>
  new Date(Math.min(lastSeenAt.getTime() + IDLE_MS, endsAt.getTime()))

/** The user of a living session, null when it is unknown or over. Notes at most once a minute that it was used. */
export const userOfSession = async (
  d: Pick<IdentityDependencies, "realClock">,
  sessionId: string,
): Promise<string | null> => {
  const session = await findSession(sessionId)
  if (!session) return null
  const at = d.realClock.now().getTime()
  // It stays for a while, opening nothing: a form sent too late is kept for whose it was.
  if (at >= endOf(session).getTime() || session.owesFactor) return null
  if (at - session.lastSeenAt.getTime() >= MINUTE) await noteSessionSeen(sessionId, new Date(at))
  return session.userId
}

/** Who a user is on a day, with the roles held then; null when unknown, inactive, or a training user outside training. */
export const actorOf = async (
  d: Pick<IdentityDependencies, "trainingMode">,
  userId: string,
  day: IsoDay,
): Promise<Actor | null> => {
  const [user, delegations] = await Promise.all([findUser(userId), delegationsInForceOn(day, userId)])
  if (!user?.active) return null
  if (!d.trainingMode && user.trainingPassword !== null) return null
  // A password given by the office opens nothing but the page that changes it.
  return user.oneTimeUntil ? null : await actingOn(user, day, delegations)
}

/** Whether somebody has to change the password the office gave them before anything else. */
export const mustChangePassword = async (userId: string): Promise<boolean> => {
  const user = await findUser(userId)
  return user?.active === true && Boolean(user.oneTimeUntil)
}
