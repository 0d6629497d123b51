import { generateAuthenticationOptions, verifyAuthenticationResponse } from "@simplewebauthn/server"
import type { ClientSession } from "mongoose"
import type { z } from "zod"
import { InvalidInputError, type OfficeError } from "#models/shared/errors.ts"
import {
  putPasskeyChallenge,
  takePasskeyChallenge,
} from "#models/user/passkey-challenge.repository.server.ts"
import type { SIGN_IN_FAULTS } from "#models/user/sign-in-faults.ts"
import { findUser, saveUsers } from "#models/user/user.repository.server.ts"
import type { Passkey } from "#models/user/user.ts"
import { logAccount } from "./account-log.server.ts"
import { ASKED_MS } from "./add-passkey.server.ts"
import { countProof, forgiveProof } from "./attempts.server.ts"
import { readAnswer, type Site, UsedKey } from "./passkey-answer.ts"
import { type FactorDependencies, spendFactorCode } from "./second-factor.server.ts"
import type { IdentityDependencies } from "./sign-in.server.ts"

/** What somebody shows as their second step: a code, or the answer of one of their keys at this site. */
export type GivenFactor = { code: string } | { passkey: string; site: Site }

type Options = Awaited<ReturnType<typeof generateAuthenticationOptions>>

/** What a browser asks a person's keys to sign; null for whoever has none. */
export const askPasskey = async (
  d: Pick<IdentityDependencies, "realClock">,
  { userId, sessionId, site }: { userId: string; sessionId: string; site: Site },
): Promise<Options | null> => {
  const passkeys = (await findUser(userId))?.passkeys ?? []
  if (passkeys.length === 0) return null
  const options = await generateAuthenticationOptions({
    rpID: site.rpId,
    timeout: ASKED_MS,
    userVerification: "preferred",
    allowCredentials: passkeys.map(({ id, transports }) => ({ id, transports })),
  })
  const at = d.realClock.now()
  await putPasskeyChallenge(
    { sessionId, purpose: "USE" },
    { challenge: options.challenge, until: new Date(at.getTime() + ASKED_MS), at },
  )
  return options
}

/**
 * Takes somebody's second step, which is used up by it.
 * @param then what it opens, in the same transaction
 * @throws InvalidInputError for a wrong one, also in the log; OfficeError RULE_BROKEN while too many are tried
 */
export const spendFactor = async (
  d: FactorDependencies,
  input: { userId: string; sessionId: string; address: string; given: GivenFactor },
  then: (session: ClientSession) => Promise<void>,
): Promise<void> => {
  const { userId, given } = input
  // What is no answer at all, as without scripts, is nobody's guess: neither counted nor logged.
  const answer = "code" in given ? null : { response: readAnswer(given.passkey, UsedKey), site: given.site }
  try {
    if ("code" in given) await spendFactorCode(d, { userId, code: given.code }, then)
    else if (answer) await spendPasskey(d, input, answer, then)
  } catch (error) {
    if (error instanceof InvalidInputError) {
      const isCopied = error instanceof CopiedKeyError
      const wrong = "code" in given ? "WRONG_CODE" : isCopied ? "COPIED_PASSKEY" : "WRONG_PASSKEY"
      await logWrong(d, input, wrong)
    }
    throw error
  }
}

const logWrong = async (
  d: FactorDependencies,
  { userId, address }: { userId: string; address: string },
  reason: (typeof SIGN_IN_FAULTS)[number],
): Promise<void> =>
  logAccount({ store: d.store, clock: d.clock ?? d.realClock }, await findUser(userId), {
    type: "signIn.failed",
    payload: { address, reason },
  })

/** Its device counted further somewhere else: there are two of it. */
class CopiedKeyError extends InvalidInputError {}

async function spendPasskey(
  d: FactorDependencies,
  { userId, sessionId }: { userId: string; sessionId: string },
  { response, site }: { response: z.output<typeof UsedKey>; site: Site },
  then: (session: ClientSession) => Promise<void>,
): Promise<void> {
  const at = d.realClock.now()
  await countProof(userId, at)
  const challenge = await takePasskeyChallenge({ sessionId, purpose: "USE" }, at)
  const known = (await findUser(userId))?.passkeys?.find(({ id }) => id === response.id)
  if (!challenge || !known) throw wrongKey()
  const counted = await countOf(response, { challenge, site, known })
  if (counted === null) throw wrongKey()
  const isSpent = await d.store.inTransaction(async (session) => {
    const user = await findUser(userId, session)
    const key = user?.passkeys?.find(({ id }) => id === known.id)
    // As the store says by now: of two answers at one moment the second counts no further.
    if (!user || !key || isBehind(counted, key.counter)) return false
    const used = { ...key, counter: counted, lastUsedAt: at }
    const passkeys = (user.passkeys ?? []).map((one) => (one === key ? used : one))
    await saveUsers([{ ...user, passkeys }], session)
    await then(session)
    return true
  })
  if (!isSpent)
    throw new CopiedKeyError(
      "Khóa này đếm lùi so với lần trước: có thể đã bị sao chép, nên không dùng được. Dùng cách khác để vào, rồi xóa khóa này và báo quản trị.",
      [],
    )
  await forgiveProof(userId)
}

/** Devices that do not count say zero for ever (WebAuthn Level 3, section 6.1.1). */
const isBehind = (counted: number, before: number): boolean =>
  (counted > 0 || before > 0) && counted <= before

/** How often the key says it was used; null when the answer is none to this question, at this site, by this key. */
async function countOf(
  response: object,
  { challenge, site, known }: { challenge: string; site: Site; known: Passkey },
): Promise<number | null> {
  const verified = await verifyAuthenticationResponse({
    response: response as Parameters<typeof verifyAuthenticationResponse>[0]["response"],
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.rpId,
    // Counted here, against what the store says at the end.
    credential: {
      id: known.id,
      publicKey: Uint8Array.from(Buffer.from(known.publicKey, "base64url")),
      counter: 0,
    },
    requireUserVerification: false,
  }).catch(() => null)
  return verified?.verified ? verified.authenticationInfo.newCounter : null
}

const wrongKey = (): OfficeError =>
  new InvalidInputError(
    "Khóa truy cập không đúng: không phải khóa của bạn ở hệ thống này, câu trả lời đã dùng, hoặc đã quá 5 phút. Bấm lại, hoặc nhập mã.",
    [],
  )
