import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto"

/**
 * Texts kept in the store that must open nothing there: AES-256-GCM under a key derived from the session secret, which is not in the
 * database. `purpose` parts what is sealed for one use from every other.
 */
const keyOf = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync("sha256", secret, "", `danh-muc:${purpose}`, 32))

/** `v1.<iv>.<tag>.<ciphertext>`, base64url. */
export const seal = (text: string, secret: string, purpose: string): string => {
  const iv = randomBytes(12)
  const cipher = createCipheriv("aes-256-gcm", keyOf(secret, purpose), iv)
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()])
  return ["v1", ...[iv, cipher.getAuthTag(), sealed].map((part) => part.toString("base64url"))].join(".")
}

/** What was sealed; null when it was sealed by another secret, for another purpose, or changed since. */
export const unseal = (sealed: string, secret: string, purpose: string): string | null => {
  const [version, ...parts] = sealed.split(".")
  const [iv, tag, body] = parts.map((part) => Buffer.from(part, "base64url"))
  if (version !== "v1" || iv?.length !== 12 || tag?.length !== 16 || !body) return null
  try {
    const decipher = createDecipheriv("aes-256-gcm", keyOf(secret, purpose), iv)
    decipher.setAuthTag(tag)
    return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8")
  } catch {
    return null
  }
}
