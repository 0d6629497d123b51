import { generateRegistrationOptions, verifyRegistrationResponse } from "@simplewebauthn/server"
import type { z } from "zod"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { InvalidInputError, NotFoundError, RuleBrokenError } from "#models/shared/errors.ts"
import { normaliseText } from "#models/shared/text.ts"
import {
  putPasskeyChallenge,
  takePasskeyChallenge,
} from "#models/user/passkey-challenge.repository.server.ts"
import {
  findSession,
  removeSessionsOf,
  renewSession,
} from "#models/user/sign-in-session.repository.server.ts"
import { findUser, isPasskeyKnown, saveUsers } from "#models/user/user.repository.server.ts"
import { hasSecondStep, MOST_PASSKEYS, type Passkey, type User } from "#models/user/user.ts"
import { roleAskingFactor } from "./asked-factor.server.ts"
import { countProof, forgiveProof } from "./attempts.server.ts"
import { endOneTimeBySignOn, owesPassword, passwordFirst } from "./one-time-password.server.ts"
import { MadeKey, readAnswer, type Site } from "./passkey-answer.ts"
import { newRecoveryCodes } from "./recovery-codes.server.ts"
import { isOver, newSessionId } from "./renew-session.server.ts"
import type { IdentityDependencies } from "./sign-in.server.ts"
import { startedDraft } from "./start-session.server.ts"

/** How long somebody may take to touch their key. */
export const ASKED_MS = 5 * 60_000

/** EdDSA, ECDSA on P-256, RSA, each with SHA-256: what devices have (COSE algorithms). Not left to the library: it asks the runtime for more. */
const KINDS = [-8, -7, -257]

type Options = Awaited<ReturnType<typeof generateRegistrationOptions>>

/**
 * What a browser asks a device for a new key by. The person's PIN or finger is asked for where the device has one, and not demanded: the
 * key comes after the password, and plain keys to touch are what offices have.
 * @throws RuleBrokenError for the made-up people of training, and with too many keys
 */
export const offerPasskey = async (
  d: IdentityDependencies,
  { userId, sessionId, site }: { userId: string; sessionId: string; site: Site },
): Promise<Options> => {
  if (await owesPassword({ userId, sessionId })) throw passwordFirst()
  const user = await whoMayAdd(userId)
  const options = await generateRegistrationOptions({
    rpName: "Danh mục dịch vụ công",
    rpID: site.rpId,
    userName: user.id,
    userDisplayName: user.fullName,
    // The same for all keys of a person, and says nothing of them.
    userID: Uint8Array.from(Buffer.from(sha256(`passkey:${user.id}`), "hex")),
    timeout: ASKED_MS,
    attestationType: "none",
    supportedAlgorithmIDs: KINDS,
    excludeCredentials: (user.passkeys ?? []).map(({ id, transports }) => ({ id, transports })),
    authenticatorSelection: { residentKey: "preferred", userVerification: "preferred" },
  })
  const at = d.realClock.now()
  await putPasskeyChallenge(
    { sessionId, purpose: "ADD" },
    { challenge: options.challenge, until: new Date(at.getTime() + ASKED_MS), at },
  )
  return options
}

/**
 * Makes a key known, and ends the person's other sessions.
 * @returns the session's new id; codes for a lost device where it is their first second step, told here and nowhere else
 * @throws InvalidInputError for an answer to another question, of another site, or of a key somebody has already
 */
export const addPasskey = async (
  d: IdentityDependencies,
  input: { userId: string; sessionId: string; site: Site; name: string; answer: string },
): Promise<{ codes: string[] | null; sessionId: string }> => {
  const { userId, site } = input
  const at = d.realClock.now()
  // What is no answer at all, as without scripts, is nobody's guess.
  const answer = readAnswer(input.answer, MadeKey)
  await countProof(userId, at)
  const made = await madeKey({ ...input, answer }, site, at)
  await forgiveProof(userId)
  const { codes, kept } = hasSecondStep(await whoMayAdd(userId))
    ? { codes: null, kept: null }
    : await newRecoveryCodes(userId, d.newSalt?.())
  const sessionId = newSessionId()
  const before = await findSession(input.sessionId)
  const isFirst = await d.store.inTransaction(async (session) => {
    await endOneTimeBySignOn(d, { userId, sessionId: input.sessionId }, session)
    const known = await whoMayAdd(userId, session)
    if (known.oneTimeUntil) throw passwordFirst()
    if (await isPasskeyKnown(made.id, session))
      throw new InvalidInputError("Khóa này đã được đăng ký rồi.", [])
    const first = !hasSecondStep(known)
    if (first && kept === null)
      throw new RuleBrokenError("Bước hai cũ vừa bị bỏ ở nơi khác. Tải lại trang và bấm lại.")
    const passkeys = [...(known.passkeys ?? []), made]
    await saveUsers([{ ...known, passkeys, ...(first && kept ? { recovery: kept } : {}) }], session)
    await note(d, known, { type: "passkey.added", keyId: made.id }, session)
    if (!(await renewSession({ sessionId: input.sessionId, nextId: sessionId, at }, session))) throw isOver()
    await removeSessionsOf(userId, { except: sessionId, session })
    // Their role asked for it before it let them in.
    if (before?.owesFactor) await appendAuditEntries([startedDraft(d, known, before)], session)
    return first
  })
  return { codes: isFirst ? codes : null, sessionId }
}

async function madeKey(
  input: { sessionId: string; name: string; answer: z.output<typeof MadeKey> },
  site: Site,
  at: Date,
): Promise<Passkey> {
  const challenge = await takePasskeyChallenge({ sessionId: input.sessionId, purpose: "ADD" }, at)
  const verified = await verifyRegistrationResponse({
    // The library tells absent from undefined.
    response: input.answer as Parameters<typeof verifyRegistrationResponse>[0]["response"],
    expectedChallenge: challenge ?? "",
    expectedOrigin: site.origin,
    expectedRPID: site.rpId,
    requireUserVerification: false,
    supportedAlgorithmIDs: KINDS,
  }).catch(() => null)
  if (challenge === null || !verified?.verified)
    throw new InvalidInputError(
      "Chưa đăng ký được khóa: câu trả lời không phải cho trang này, hoặc đã quá 5 phút. Hãy bấm lại.",
      [],
    )
  const { id, publicKey, counter, transports = [] } = verified.registrationInfo.credential
  return {
    id,
    publicKey: Buffer.from(publicKey).toString("base64url"),
    counter,
    transports,
    name: normaliseText(input.name),
    since: at,
    lastUsedAt: null,
  }
}

/**
 * Takes one of one's own keys away.
 * @throws RuleBrokenError when it is the last second step while a role one holds asks for it
 */
export const removePasskey = async (
  d: IdentityDependencies,
  { userId, id }: { userId: string; id: string },
): Promise<void> => {
  await d.store.inTransaction(async (session) => {
    const user = await findUser(userId, session)
    const gone = user?.passkeys?.find((one) => one.id === id)
    if (!user || !gone) throw new NotFoundError("Khóa này không còn. Tải lại trang để xem các khóa còn lại.")
    const left = { ...user, passkeys: (user.passkeys ?? []).filter((one) => one !== gone) }
    const role = hasSecondStep(left) ? null : await roleAskingFactor(d, user)
    if (role)
      throw new RuleBrokenError(
        `Vai trò «${role}» phải xác thực hai bước nên không xóa được khóa cuối cùng. Thêm khóa khác hoặc cài mã 6 số trước.`,
      )
    await saveUsers([hasSecondStep(left) ? left : { ...left, recovery: [] }], session)
    await note(d, user, { type: "passkey.removed", keyId: gone.id }, session)
  })
}

type Session = Parameters<typeof appendAuditEntries>[1]

async function whoMayAdd(userId: string, session?: Session): Promise<User> {
  const user = await findUser(userId, session)
  if (!user) throw new InvalidInputError("Tài khoản không còn. Đăng nhập lại.", [])
  if (user.trainingPassword !== null)
    throw new RuleBrokenError("Người dùng tập huấn dùng chung mật khẩu nên không cài khóa truy cập.")
  if ((user.passkeys ?? []).length >= MOST_PASSKEYS)
    throw new RuleBrokenError(
      `Đã có ${MOST_PASSKEYS} khóa truy cập. Xóa khóa không dùng nữa ở «Tài khoản của tôi» rồi thêm.`,
    )
  return user
}

const note = (
  d: IdentityDependencies,
  user: User,
  { type, keyId }: { type: "passkey.added" | "passkey.removed"; keyId: string },
  session: Session,
): Promise<void> => {
  // Which key, not what its owner calls it: people name devices after themselves.
  const payload = { key: sha256(keyId).slice(0, 12) }
  const event = { subject: { kind: "account", id: user.id }, type, payload } as const
  const at = (d.clock ?? d.realClock).now()
  return appendAuditEntries([auditDraft(event, { id: user.id, name: user.fullName }, at)], session)
}
