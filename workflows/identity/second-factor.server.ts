import type { ClientSession } from "mongoose"
import { Secret, TOTP } from "otpauth"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { InvalidInputError, RuleBrokenError } from "#models/shared/errors.ts"
import {
  findSession,
  removeSessionsOf,
  renewSession,
} from "#models/user/sign-in-session.repository.server.ts"
import { findUser, saveUsers } from "#models/user/user.repository.server.ts"
import { hasSecondStep, type SecondFactor, type User } from "#models/user/user.ts"
import { roleAskingFactor } from "./asked-factor.server.ts"
import { countProof, forgiveProof } from "./attempts.server.ts"
import { endOneTimeBySignOn, passwordFirst } from "./one-time-password.server.ts"
import { keptAs, newRecoveryCodes } from "./recovery-codes.server.ts"
import { isOver, newSessionId } from "./renew-session.server.ts"
import { seal, unseal } from "./sealed.server.ts"
import type { IdentityDependencies } from "./sign-in.server.ts"
import { startedDraft } from "./start-session.server.ts"

/** `sessionSecret` seals what the store keeps of the factor. */
export type FactorDependencies = IdentityDependencies & { sessionSecret: string }

const STEP_S = 30
/** Clocks of telephones go a little wrong: one step before and after counts. */
const WINDOW = 1
const PURPOSE = "second-factor"
const OFFER_PURPOSE = "second-factor-offer"
/** An offer is confirmed while it is on the screen. */
const OFFER_MS = 30 * 60_000

const totpOf = (secret: string, user: string) =>
  new TOTP({
    issuer: "Danh mục dịch vụ công",
    label: user,
    algorithm: "SHA1",
    digits: 6,
    period: STEP_S,
    secret: Secret.fromBase32(secret),
  })

/** What a person enters into the program on their telephone; nothing is kept until they prove that it arrived there. */
export type FactorOffer = {
  /** For whoever types: groups of four. */
  secret: string
  /** What the picture says: `otpauth://totp/…`. */
  address: string
  /** Comes back with the first code. */
  offer: string
}

/** Offers a new secret (RFC 6238, 160 bits). Keeps nothing. */
export const offerSecondFactor = (d: FactorDependencies, userId: string): FactorOffer => {
  const secret = new Secret({ size: 20 }).base32
  const until = d.realClock.now().getTime() + OFFER_MS
  return shown(
    userId,
    secret,
    seal(JSON.stringify({ userId, secret, until }), d.sessionSecret, OFFER_PURPOSE),
  )
}

/** An offer as it was made, for a form that comes back: what was scanned stays right. Null when it ran out, or was another's. */
export const offeredBefore = (d: FactorDependencies, userId: string, offer: string): FactorOffer | null => {
  const secret = secretOffered(d, userId, offer)
  return secret === null ? null : shown(userId, secret, offer)
}

const shown = (userId: string, secret: string, offer: string): FactorOffer => ({
  secret: secret.match(/.{1,4}/gu)?.join(" ") ?? secret,
  address: totpOf(secret, userId).toString(),
  offer,
})

function secretOffered(d: FactorDependencies, userId: string, offer: string): string | null {
  const opened = unseal(offer, d.sessionSecret, OFFER_PURPOSE)
  const offered = opened ? (JSON.parse(opened) as { userId: string; secret: string; until: number }) : null
  const isGood = offered?.userId === userId && offered.until >= d.realClock.now().getTime()
  return isGood ? offered.secret : null
}

/**
 * Keeps the factor once a first code proves that it is on the person's own device, and ends their other sessions.
 * @returns codes for when the device is lost, each good once, told here and nowhere else; and the session's new id
 * @throws InvalidInputError for a wrong code, or an offer that ran out
 */
export const confirmSecondFactor = async (
  d: FactorDependencies,
  input: { userId: string; offer: string; code: string; sessionId: string },
): Promise<{ codes: string[]; sessionId: string }> => {
  const { userId, offer, code } = input
  const at = d.realClock.now()
  const secret = secretOffered(d, userId, offer)
  if (secret === null) throw new InvalidInputError("Mã cài đặt đã hết hạn. Tải lại trang và quét lại.", [])
  await countProof(userId, at)
  const step = stepOf(secret, userId, code, at)
  if (step === null) throw wrongCode()
  await forgiveProof(userId)
  const { codes, kept } = await newRecoveryCodes(userId, d.newSalt?.())
  const factor: SecondFactor = {
    secret: seal(secret, d.sessionSecret, PURPOSE),
    since: at,
    lastStep: step,
    recovery: kept,
  }
  const sessionId = newSessionId()
  const before = await findSession(input.sessionId)
  await d.store.inTransaction(async (session) => {
    await endOneTimeBySignOn(d, { userId, sessionId: input.sessionId }, session)
    if ((await findUser(userId, session))?.secondFactor)
      throw new RuleBrokenError(
        "Đã cài xác thực hai bước rồi. Tải lại trang; đổi máy thì bỏ bước hai cũ trước.",
      )
    await writeFactor(d, { userId, type: "secondFactor.added", secondFactor: factor }, session)
    if (!(await renewSession({ sessionId: input.sessionId, nextId: sessionId, at }, session))) throw isOver()
    await removeSessionsOf(userId, { except: sessionId, session })
    const user = before?.owesFactor ? await findUser(userId, session) : null
    // Their role asked for it before it let them in.
    if (user && before) await appendAuditEntries([startedDraft(d, user, before)], session)
  })
  return { codes, sessionId }
}

/**
 * Takes one's own factor away.
 * @throws RuleBrokenError while a role one holds asks for it
 */
export const removeSecondFactor = async (d: FactorDependencies, userId: string): Promise<void> => {
  await d.store.inTransaction(async (session) => {
    const user = await findUser(userId, session)
    const isLast = user !== null && !hasSecondStep({ ...user, secondFactor: null })
    const role = isLast ? await roleAskingFactor(d, user) : null
    if (role)
      throw new RuleBrokenError(
        `Vai trò «${role}» phải xác thực hai bước nên không bỏ được. Đổi máy: bỏ sau khi cài lại, hoặc đề nghị quản trị cấp lại mật khẩu.`,
      )
    await writeFactor(d, { userId, type: "secondFactor.removed", secondFactor: null }, session)
  })
}

/**
 * Whether a code is the person's present one, used for the first time, or one of their codes for a lost device, which is used up.
 * @param then what it opens, in the same transaction
 * @throws InvalidInputError for a wrong one; OfficeError RULE_BROKEN while too many are tried
 */
export const spendFactorCode = async (
  d: FactorDependencies,
  { userId, code }: { userId: string; code: string },
  then: (session: ClientSession) => Promise<void>,
): Promise<void> => {
  const at = d.realClock.now()
  await countProof(userId, at)
  // Before the transaction, which nobody else should wait for: it takes its time.
  const { recovery = [], secondFactor } = (await findUser(userId)) ?? {}
  const kept = await keptAs({ userId, code }, [...recovery, ...(secondFactor?.recovery ?? [])])
  const isUsed = await d.store.inTransaction(async (session) => {
    const user = await findUser(userId, session)
    const next = user && usedUp(user, { code, kept }, d.sessionSecret, at)
    if (!next) return false
    await saveUsers([next], session)
    await then(session)
    return true
  })
  if (!isUsed) throw wrongCode()
  await forgiveProof(userId)
}

/** The person with the code used up; null when it is none of theirs. @param given `kept`: as the store may have it */
function usedUp(
  user: User,
  { code, kept }: { code: string; kept: readonly string[] },
  sessionSecret: string,
  at: Date,
): User | null {
  const isSpent = (one: string) => kept.includes(one)
  const without = (codes: readonly string[]) => codes.filter((one) => !isSpent(one))
  const { secondFactor: factor, recovery = [] } = user
  if (recovery.some(isSpent)) return { ...user, recovery: without(recovery) }
  if (!factor) return null
  if (factor.recovery.some(isSpent))
    return { ...user, secondFactor: { ...factor, recovery: without(factor.recovery) } }
  const secret = unseal(factor.secret, sessionSecret, PURPOSE)
  const step = secret && stepOf(secret, user.id, code, at)
  // A code that was read over somebody's shoulder is worth nothing the second time (ASVS 5.0 V6.5.1).
  return step && step > factor.lastStep ? { ...user, secondFactor: { ...factor, lastStep: step } } : null
}

/** The number of the half minute whose code it is; null for a wrong one. */
function stepOf(secret: string, userId: string, code: string, at: Date): number | null {
  const token = code.replace(/\s/gu, "")
  if (!/^\d{6}$/u.test(token)) return null
  const delta = totpOf(secret, userId).validate({ token, window: WINDOW, timestamp: at.getTime() })
  return delta === null ? null : Math.floor(at.getTime() / 1000 / STEP_S) + delta
}

async function writeFactor(
  d: FactorDependencies,
  change: {
    userId: string
    type: "secondFactor.added" | "secondFactor.removed"
    secondFactor: SecondFactor | null
  },
  session: ClientSession,
): Promise<void> {
  const { userId, type, secondFactor } = change
  const user = await findUser(userId, session)
  if (!user) throw new InvalidInputError("Tài khoản không còn. Đăng nhập lại.", [])
  if (user.trainingPassword !== null)
    throw new RuleBrokenError("Người dùng tập huấn dùng chung mật khẩu nên không cài xác thực hai bước.")
  if (user.oneTimeUntil) throw passwordFirst()
  // Whoever keeps keys keeps the codes for a lost device, or is told new ones with the new factor.
  const left = secondFactor || user.passkeys?.length === 0 ? [] : (user.secondFactor?.recovery ?? [])
  await saveUsers([{ ...user, secondFactor, recovery: left }], session)
  const event = { subject: { kind: "account", id: userId }, type, payload: {} } as const
  const who = { id: userId, name: user.fullName }
  await appendAuditEntries([auditDraft(event, who, (d.clock ?? d.realClock).now())], session)
}

const wrongCode = () =>
  new InvalidInputError("Mã không đúng, đã dùng hoặc đã hết hạn. Nhập mã đang hiện trên máy của bạn.", [
    { field: "code", message: "Mã không đúng, đã dùng hoặc đã hết hạn. Nhập mã đang hiện trên máy của bạn." },
  ])
