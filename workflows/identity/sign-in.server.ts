import { randomBytes } from "node:crypto"
import type { Clock } from "#models/shared/clock.ts"
import { formatInstant, type IsoDay } from "#models/shared/dates.ts"
import { OfficeError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import {
  addSession,
  countAttempt,
  findSession,
  forgetAttempts,
  noteSessionSeen,
  removeExpiredSessions,
  removeSession,
  type SignInSession,
  uncountAttempt,
} from "#models/user/sign-in-session.repository.server.ts"
import { actingOn, findUser } from "#models/user/user.repository.server.ts"
import { isPassword, UNKNOWN_USER_HASH } from "./password.server.ts"

const MINUTE = 60_000
/** A session ends after two hours of silence, and after twelve hours whatever happens. */
export const IDLE_MS = 120 * MINUTE
export const ABSOLUTE_MS = 12 * 60 * MINUTE
/** How long an ended session is remembered, so that what was sent too late has an owner. */
const REMEMBERED_MS = 24 * 60 * MINUTE
/** Attempts that are counted together, and how many are heard per user and address, and per address. */
const WINDOW_MS = 15 * MINUTE
export const ATTEMPTS_PER_USER_AND_ADDRESS = 5
const ATTEMPTS_PER_ADDRESS = 60

/** `realClock`, not the office's: moving the training date forward must not sign anybody out. */
export type IdentityDependencies = {
  realClock: Clock
  trainingMode: boolean
  /** The office's time, by which a password given once runs out; the machine's where there is no other. */
  clock?: Clock
}

const WRONG = "Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra lại bộ gõ và phím Caps Lock rồi thử lại."

const RUN_OUT = "Mật khẩu dùng một lần đã hết hạn. Đề nghị quản trị hệ thống cấp mật khẩu mới."

/**
 * Checks name and password and starts a session; an older one of the same browser is ended (session fixation).
 * @returns the new session id, to be kept only by the browser
 * @throws OfficeError INVALID_INPUT for a wrong name or password; RULE_BROKEN while too many attempts are counted
 */
export const signIn = async (
  d: IdentityDependencies,
  input: { userId: string; password: string; address: string; previousSessionId: string | null },
): Promise<{ sessionId: string; userId: string }> => {
  const at = d.realClock.now()
  const userId = input.userId.trim().toLowerCase()
  const key = `user:${userId}|${input.address}`
  // Counted before the password is looked at, so that many attempts at once do not slip past the limit.
  await refuseTooMany(key, at, ATTEMPTS_PER_USER_AND_ADDRESS)
  const addressKey = `address:${input.address}`
  await refuseTooMany(addressKey, at, ATTEMPTS_PER_ADDRESS)

  const user = await findUser(userId)
  const isRight = await isPassword(input.password, user?.passwordHash ?? UNKNOWN_USER_HASH)
  const mayEnter = user?.active === true && (d.trainingMode || user.trainingPassword === null)
  if (!user || !isRight || !mayEnter) throw new OfficeError("INVALID_INPUT", WRONG)
  const { oneTimeUntil = null } = user
  if (oneTimeUntil !== null && (d.clock ?? d.realClock).now() > oneTimeUntil)
    throw new OfficeError("INVALID_INPUT", RUN_OUT)

  await forgetAttempts(key)
  // A whole office may sit behind one address: only its failures count.
  await uncountAttempt(addressKey)
  await removeExpiredSessions(at, new Date(at.getTime() - REMEMBERED_MS))
  if (input.previousSessionId) await removeSession(input.previousSessionId)
  const sessionId = randomBytes(32).toString("base64url")
  await addSession(sessionId, {
    userId,
    startedAt: at,
    lastSeenAt: at,
    endsAt: new Date(at.getTime() + ABSOLUTE_MS),
  })
  return { sessionId, userId }
}

/** Ends a session; an unknown one is no error. */
export const signOut = (sessionId: string): Promise<void> => removeSession(sessionId)

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
  if (at >= endOf(session).getTime()) return null
  if (at - session.lastSeenAt.getTime() >= MINUTE) await noteSessionSeen(sessionId, new Date(at))
  return session.userId
}

/** Who a user is on a day, with the roles held then; null when unknown, inactive, or a training user outside training. */
export const actorOf = async (
  d: Pick<IdentityDependencies, "trainingMode">,
  userId: string,
  day: IsoDay,
): Promise<Actor | null> => {
  const user = await findUser(userId)
  if (!user?.active) return null
  if (!d.trainingMode && user.trainingPassword !== null) return null
  // A password given by the office opens nothing but the page that changes it.
  return user.oneTimeUntil ? null : await actingOn(user, day)
}

/** Whether somebody has to change the password the office gave them before anything else. */
export const mustChangePassword = async (userId: string): Promise<boolean> => {
  const user = await findUser(userId)
  return user?.active === true && Boolean(user.oneTimeUntil)
}

const refuseTooMany = async (key: string, at: Date, limit: number): Promise<void> => {
  const { count, until } = await countAttempt(key, at, WINDOW_MS)
  if (count > limit)
    throw new OfficeError(
      "RULE_BROKEN",
      `Đã đăng nhập sai quá nhiều lần. Hãy thử lại sau ${formatInstant(until)}, hoặc liên hệ quản trị hệ thống.`,
      { reason: "TOO_MANY_ATTEMPTS", until: until.toISOString() },
    )
}
