import { randomBytes } from "node:crypto"
import { Secret } from "otpauth"
import { sha256 } from "#models/shared/digest.server.ts"
import { hashUnder, newSalt, saltOf } from "./password.server.ts"

const RECOVERY_CODES = 10

/** One pass of scrypt where passwords take three: these are random, and ten are hashed while their owner waits. */
const codeSalt = (): string => newSalt(1)

/**
 * Codes for when a device is lost, each good once: told to their owner, and kept under scrypt (ASVS 5.0 V6.5.2), all ten under one
 * salt, so that whoever tries one pays for one hash. Takes about half a second.
 */
export const newRecoveryCodes = async (
  userId: string,
  salting = codeSalt(),
): Promise<{ codes: string[]; kept: string[] }> => {
  const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode)
  const digests = codes.map((code) => digestOf(userId, bare(code)))
  return { codes, kept: await underScrypt(digests, salting) }
}

/** Sixty bits, written so that nothing is taken for something else: `k3fd-x7mq-2hna`. */
const newRecoveryCode = (): string =>
  new Secret({ buffer: new Uint8Array(randomBytes(8)).buffer }).base32
    .toLowerCase()
    .slice(0, 12)
    .replace(/(.{4})(?=.)/gu, "$1-")

const bare = (code: string): string => code.trim().toLowerCase().replace(/[\s-]/gu, "")

const digestOf = (userId: string, code: string): string => sha256(`${userId}:${code}`)

/** How earlier releases kept a code. */
const PLAIN = /^[0-9a-f]{64}$/u
export const isPlain = (kept: string): boolean => PLAIN.test(kept)

/** Codes as they are kept now, of those that were kept as plain digests; the others stay as they are. */
export const underScrypt = async (kept: readonly string[], salting = codeSalt()): Promise<string[]> => {
  const hashed: string[] = []
  // One after the other: each takes 32 MiB.
  for (const one of kept) hashed.push(isPlain(one) ? await hashUnder(salting, one) : one)
  return hashed
}

/** What is kept of this code, under each salt of the list; nothing, and at no cost, for what cannot be such a code. */
export const keptAs = async (
  { userId, code }: { userId: string; code: string },
  kept: readonly string[],
): Promise<string[]> => {
  const written = bare(code)
  if (!/^[a-z2-7]{12}$/u.test(written)) return []
  const digest = digestOf(userId, written)
  const salts = new Set(kept.filter((one) => !isPlain(one)).map(saltOf))
  const hashed: string[] = []
  for (const salting of salts) hashed.push(await hashUnder(salting, digest))
  return [digest, ...hashed]
}
