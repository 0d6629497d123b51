import { randomBytes, randomUUID } from "node:crypto"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { findMailAddressesOn } from "#models/reference/reference.repository.server.ts"
import { dayOf, formatInstant } from "#models/shared/dates.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { InvalidInputError } from "#models/shared/errors.ts"
import { escapeMarkup } from "#models/shared/markup.ts"
import { addPasswordReset, spendPasswordReset } from "#models/user/password-reset.repository.server.ts"
import { removeSessionsOf } from "#models/user/sign-in-session.repository.server.ts"
import { findUser, saveUsers } from "#models/user/user.repository.server.ts"
import type { User } from "#models/user/user.ts"
import type { MailSender } from "#workflows/gateways/mail/mail-sender.ts"
import { type AccountLog, logAccount } from "./account-log.server.ts"
import { countProof, countResetAsked, forgiveProof, forgiveSignIn } from "./attempts.server.ts"
import { hashPassword } from "./password.server.ts"
import type { IdentityDependencies } from "./sign-in.server.ts"
import { passwordFault } from "./weak-password.server.ts"

/** `mailer`: hands the code on; null: the office sends no mail, and nobody resets their own password. */
export type ResetDependencies = IdentityDependencies & { mailer: MailSender | null }

/** How long a code is good (ASVS 5.0 V6.5.5). */
const GOOD_MS = 10 * 60_000

const logOf = (d: ResetDependencies): AccountLog => ({ store: d.store, clock: d.clock ?? d.realClock })

/**
 * Mails a code to whoever forgot their password, where the office knows their address. Says nobody whether there is such a person, and
 * takes as long either way: what is found out and sent is done after it has answered.
 * @returns what goes on after the answer, for tests and for the process that ends
 * @throws OfficeError RULE_BROKEN while too many codes are asked for
 */
export const askForReset = async (
  d: ResetDependencies,
  input: { userId: string; address: string },
): Promise<{ sent: Promise<void> }> => {
  const userId = input.userId.trim().toLowerCase()
  await countResetAsked({ userId, address: input.address }, d.realClock.now())
  const sent = sendCode(d, userId, input.address)
  return { sent }
}

async function sendCode(d: ResetDependencies, userId: string, address: string): Promise<void> {
  const user = await findUser(userId)
  // The office's own day, by which its tables count.
  const mailed = (await findMailAddressesOn(dayOf((d.clock ?? d.realClock).now()))).get(userId)
  if (!d.mailer || !mailed || !user || !mayReset(user)) return
  const code = newCode()
  const until = new Date(d.realClock.now().getTime() + GOOD_MS)
  await addPasswordReset({ userId, digest: digestOf(userId, code), until }, d.realClock.now())
  await logAccount(logOf(d), user, { type: "password.resetAsked", payload: { address } })
  const text = [
    `Chào ${user.fullName},`,
    "",
    `Mã đặt lại mật khẩu của tài khoản «${userId}»: ${code}`,
    `Mã dùng một lần, đến ${formatInstant(until)}. Nhập mã ở trang «Quên mật khẩu» đang mở.`,
    "",
    "Không yêu cầu mã này? Bỏ qua thư; mật khẩu vẫn như cũ. Không đưa mã cho bất cứ ai, kể cả quản trị.",
  ].join("\n")
  await d.mailer.send({
    to: { name: user.fullName, address: mailed },
    content: {
      subject: "Mã đặt lại mật khẩu",
      text,
      html: text
        .split("\n")
        .map((line) => `<p>${escapeMarkup(line)}</p>`)
        .join(""),
      messageId: `<${randomUUID()}@dat-lai-mat-khau>`,
    },
  })
}

/** Made-up people share a password that everybody knows. */
const mayReset = (user: User): boolean => user.active && user.trainingPassword === null

/**
 * Gives somebody the password they chose, by the code they were mailed, and ends all their sessions. A second factor stays: it is
 * asked for when they sign in.
 * @throws InvalidInputError field by field; OfficeError RULE_BROKEN while too many codes are tried
 */
export const resetPassword = async (
  d: ResetDependencies,
  input: { userId: string; code: string; chosen: string; address: string },
): Promise<void> => {
  const { code, chosen, address } = input
  const userId = input.userId.trim().toLowerCase()
  const at = d.realClock.now()
  // By what was typed alone: whether there is such a person is told by the right code.
  await refuseWeak(chosen, { id: userId, fullName: "" })
  // With where it comes from: nobody's guesses keep the person themself from it, and sixty bits are not guessed.
  await countProof(`reset:${userId}|${address}`, at)
  const user = await findUser(userId)
  const passwordHash = await hashPassword(chosen)
  const done = await d.store.inTransaction(async (session) => {
    const known = await findUser(userId, session)
    if (!known || !mayReset(known)) return false
    const spent = await spendPasswordReset({ userId, digest: digestOf(userId, code), at }, session)
    if (!spent) return false
    // Undone with the whole: the code is good for another choice.
    await refuseWeak(chosen, known)
    await saveUsers([{ ...known, passwordHash, oneTimeUntil: null }], session)
    await removeSessionsOf(userId, { session })
    const event = {
      subject: { kind: "account", id: userId },
      type: "password.reset",
      payload: { address },
    } as const
    const who = { id: userId, name: known.fullName }
    await appendAuditEntries([auditDraft(event, who, logOf(d).clock.now())], session)
    return true
  })
  if (!done) {
    await logAccount(logOf(d), user, { type: "signIn.failed", payload: { address, reason: "WRONG_CODE" } })
    throw new InvalidInputError(WRONG, [{ field: "code", message: WRONG }])
  }
  await forgiveProof(`reset:${userId}|${address}`)
  // What they mistyped before they remembered that they had forgotten.
  await forgiveSignIn({ userId, address, isKnownDevice: false })
}

const refuseWeak = async (chosen: string, user: Pick<User, "id" | "fullName">): Promise<void> => {
  const fault = await passwordFault(chosen, user)
  if (fault) throw new InvalidInputError(fault, [{ field: "chosen", message: fault }])
}

const WRONG = "Mã không đúng, đã dùng hoặc đã hết hạn. Kiểm tra lại thư mới nhất, hoặc yêu cầu mã khác."

/** Sixty bits in letters and digits that are not taken for one another. */
const SIGNS = "abcdefghijkmnpqrstuvwxyz23456789"
const newCode = (): string =>
  Array.from(randomBytes(12), (byte) => SIGNS[byte % 32])
    .join("")
    .replace(/(.{4})(?=.)/gu, "$1-")

const digestOf = (userId: string, code: string): string =>
  sha256(`reset:${userId}:${code.trim().toLowerCase().replace(/[\s-]/gu, "")}`)
