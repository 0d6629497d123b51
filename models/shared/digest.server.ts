import { createHash } from "node:crypto"

/** JSON with sorted keys and NFC text, no `undefined`: equal content gives equal text, whatever order it was built in. */
export const canonicalJson = (value: unknown): string => {
  if (isOrdered(value)) {
    const text = JSON.stringify(value)
    if (COMPOSED.test(text) || text === text.normalize("NFC")) return text
  }
  return built(value)
}

/** Letters that are in NFC whatever stands beside them: all of Vietnamese, and what goes with it in print. */
const COMPOSED = /^[ -~\u00a0-\u02ff\u1ea0-\u1ef9\u2010-\u2027]*$/

/** Whether JSON.stringify meets every key in order and nothing to leave out: what is frozen is kept so. */
function isOrdered(value: unknown): boolean {
  if (value === null || typeof value !== "object") return value !== undefined
  if (value instanceof Date) return true
  if (Array.isArray(value)) return value.every(isOrdered)
  if (Object.getPrototypeOf(value) !== Object.prototype) return false
  let before = ""
  const fields = value as Record<string, unknown>
  for (const key in fields) {
    if (key < before || !isOrdered(fields[key])) return false
    before = key
  }
  return true
}

function built(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.normalize("NFC"))
  if (value instanceof Date) return JSON.stringify(value)
  if (Array.isArray(value))
    return `[${value.map((item) => (item === undefined ? "null" : built(item))).join(",")}]`
  if (value === null || typeof value !== "object") return JSON.stringify(value)
  const fields = value as Record<string, unknown>
  let text = ""
  for (const key of Object.keys(fields).sort()) {
    const field = fields[key]
    if (field !== undefined) text += `${text && ","}${nameOf(key)}${built(field)}`
  }
  return `{${text}}`
}

const names = new Map<string, string>()
/** Field names come again and again. */
const nameOf = (key: string): string => {
  const known = names.get(key)
  if (known !== undefined) return known
  const name = `${JSON.stringify(key)}:`
  if (names.size < 1_000) names.set(key, name)
  return name
}

/** SHA-256 as lower-case hex of bytes or text (UTF-8). */
export const sha256 = (content: string | Uint8Array): string =>
  createHash("sha256").update(content).digest("hex")

export const digestOf = (value: unknown): string => sha256(canonicalJson(value))
