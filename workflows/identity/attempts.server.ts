import { formatInstant } from "#models/shared/dates.ts"
import { OfficeError } from "#models/shared/errors.ts"
import {
  countAttempt,
  forgetAttempts,
  uncountAttempt,
} from "#models/user/sign-in-session.repository.server.ts"

/** Attempts that are counted together. */
const WINDOW_MS = 15 * 60_000
/** Heard per user and address, per address, and per account from devices it was never used on, whatever their addresses. */
export const ATTEMPTS_PER_USER_AND_ADDRESS = 5
const ATTEMPTS_PER_ADDRESS = 60
export const ATTEMPTS_PER_ACCOUNT = 20

/** Who tries to sign in, from where. `isKnownDevice`: a browser this account was used on before. */
export type Attempt = { userId: string; address: string; isKnownDevice: boolean }

const keysOf = ({ userId, address, isKnownDevice }: Attempt) => ({
  own: `user:${userId}|${address}`,
  address: `address:${address}`,
  // Whoever guesses from everywhere locks the account for strangers, never for its owner's own machine.
  account: isKnownDevice ? null : `account:${userId}`,
})

/**
 * Counts an attempt before the password is looked at, so that many at once do not slip past the limits.
 * @throws OfficeError RULE_BROKEN while too many are counted
 */
export const countSignIn = async (attempt: Attempt, at: Date): Promise<void> => {
  const keys = keysOf(attempt)
  await refuseTooMany(keys.own, at, ATTEMPTS_PER_USER_AND_ADDRESS)
  await refuseTooMany(keys.address, at, ATTEMPTS_PER_ADDRESS)
  if (keys.account) await refuseTooMany(keys.account, at, ATTEMPTS_PER_ACCOUNT)
}

/** A good attempt: a whole office may sit behind one address, so only failures count. */
export const forgiveSignIn = async (attempt: Attempt): Promise<void> => {
  const keys = keysOf(attempt)
  await forgetAttempts(keys.own)
  await uncountAttempt(keys.address)
  if (keys.account) await uncountAttempt(keys.account)
}

/**
 * Counts one answer of the province's own sign-on, before it is looked at. Apart from passwords: a day on which the provider is ill shuts
 * no office out of theirs.
 * @throws OfficeError RULE_BROKEN while too many are counted
 */
export const countSignOn = (address: string, at: Date): Promise<void> =>
  refuseTooMany(`sign-on:${address}`, at, ATTEMPTS_PER_ADDRESS)

export const forgiveSignOn = (address: string): Promise<void> => uncountAttempt(`sign-on:${address}`)

/** Whether one more sign-on that came to nothing from there is worth a line in the log, and counts it. */
export const isWorthALine = async (address: string, at: Date): Promise<boolean> =>
  (await countAttempt(`sign-on-line:${address}`, at, WINDOW_MS)).count <= ATTEMPTS_PER_ADDRESS

/** Counts one attempt at a code or a password asked for again. @throws OfficeError RULE_BROKEN while too many are counted */
export const countProof = (userId: string, at: Date): Promise<void> =>
  refuseTooMany(`proof:${userId}`, at, ATTEMPTS_PER_USER_AND_ADDRESS)

/** Mails with codes that one person is sent, and that one address asks for, within the window. */
export const RESETS_PER_USER = 3
export const RESETS_PER_ADDRESS = 20

/** Counts a code asked for by mail. @throws OfficeError RULE_BROKEN while too many are asked for */
export const countResetAsked = async (
  { userId, address }: { userId: string; address: string },
  at: Date,
): Promise<void> => {
  await refuseTooMany(`reset-asked:${userId}`, at, RESETS_PER_USER)
  await refuseTooMany(`reset-asked-from:${address}`, at, RESETS_PER_ADDRESS)
}

export const forgiveProof = (userId: string): Promise<void> => forgetAttempts(`proof:${userId}`)

const refuseTooMany = async (key: string, at: Date, limit: number): Promise<void> => {
  const { count, until } = await countAttempt(key, at, WINDOW_MS)
  if (count > limit)
    throw new OfficeError(
      "RULE_BROKEN",
      `Đã thử sai quá nhiều lần. Hãy thử lại sau ${formatInstant(until)}, hoặc liên hệ quản trị hệ thống.`,
      // Only the first of them is worth a line in the log: the others would fill it at a stranger's pleasure.
      { reason: "TOO_MANY_ATTEMPTS", until: until.toISOString(), isFirst: count === limit + 1 },
    )
}
