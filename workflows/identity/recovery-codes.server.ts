import { randomBytes } from "node:crypto"
import { Secret } from "otpauth"
import { sha256 } from "#models/shared/digest.server.ts"

const RECOVERY_CODES = 10

/** Codes for when a device is lost, each good once: told to their owner, and kept as digests. */
export const newRecoveryCodes = (userId: string): { codes: string[]; digests: string[] } => {
  const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode)
  return { codes, digests: codes.map((code) => recoveryDigest(userId, code)) }
}

/** Sixty bits, written so that nothing is taken for something else: `k3fd-x7mq-2hna`. */
const newRecoveryCode = (): string =>
  new Secret({ buffer: new Uint8Array(randomBytes(8)).buffer }).base32
    .toLowerCase()
    .slice(0, 12)
    .replace(/(.{4})(?=.)/gu, "$1-")

export const recoveryDigest = (userId: string, code: string): string =>
  sha256(`${userId}:${code.trim().toLowerCase().replace(/[\s-]/gu, "")}`)
