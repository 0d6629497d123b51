import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto"

const CIPHER = "aes-256-gcm"
const KEY_BYTES = 32
const IV_BYTES = 12
const SEALED = "v1"

/** Until the office's own secret is known nothing outlives the process. */
let key: Buffer = randomBytes(KEY_BYTES)

/** From now on secrets are sealed with a key derived from this one, which is kept outside the store. */
export const sealWith = (secret: string): void => {
  key = Buffer.from(hkdfSync("sha256", secret, "", "webhook-secrets", KEY_BYTES))
}

export const isSealed = (kept: string): boolean => kept.startsWith(`${SEALED}.`)

/** A secret as the store keeps it: a copy of the store alone signs nothing. `whose` is bound in: it opens for no other. */
export const seal = (secret: string, whose: string): string => {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(whose))
  const text = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()])
  return [SEALED, ...[iv, cipher.getAuthTag(), text].map((part) => part.toString("base64url"))].join(".")
}

/** The secret again; null where it was sealed with another key, or for somebody else. */
export const unseal = (kept: string, whose: string): string | null => {
  const [version, iv = "", tag = "", text = ""] = kept.split(".")
  if (version !== SEALED) return null
  try {
    const decipher = createDecipheriv(CIPHER, key, Buffer.from(iv, "base64url"))
      .setAAD(Buffer.from(whose))
      .setAuthTag(Buffer.from(tag, "base64url"))
    return Buffer.concat([decipher.update(Buffer.from(text, "base64url")), decipher.final()]).toString("utf8")
  } catch {
    return null
  }
}
