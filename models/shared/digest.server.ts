import { createHash } from "node:crypto"

/** JSON with sorted keys and NFC text, no `undefined`: equal content gives equal text, whatever order it was built in. */
export const canonicalJson = (value: unknown): string => JSON.stringify(ordered(value))

/** SHA-256 as lower-case hex of bytes or text (UTF-8). */
export const sha256 = (content: string | Uint8Array): string =>
  createHash("sha256").update(content).digest("hex")

export const digestOf = (value: unknown): string => sha256(canonicalJson(value))

function ordered(value: unknown): unknown {
  if (typeof value === "string") return value.normalize("NFC")
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(ordered)
  if (value === null || typeof value !== "object") return value
  const entries = Object.entries(value).filter(([, v]) => v !== undefined)
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return Object.fromEntries(entries.map(([k, v]) => [k, ordered(v)]))
}
