import { ServerError } from "../errors.ts"
import { BSON, type Document, hasField } from "./bson.server.ts"
import { sizeOfValue } from "./narrow.ts"

/** Up to here the library's buffer (17 MiB) surely held all; beyond it cuts strings without a word. */
const SURELY_WHOLE_BYTES = 16 * 1024 * 1024
/** As much as a message may hold; nothing larger is ever sent or kept. */
const MAX_ENCODED_BYTES = 48_000_000

/**
 * Encodes a document; fields holding `undefined` are left out.
 * @throws ServerError 10334 when it would not fit in a message
 */
export const encode = (document: Document): Buffer => {
  const bytes = withinBuffer(document) ?? withRoom(document)
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** Null when the library's own buffer may have been too small. */
function withinBuffer(document: Document): Uint8Array | null {
  try {
    const bytes = BSON.serialize(document, { ignoreUndefined: true })
    return bytes.byteLength <= SURELY_WHOLE_BYTES ? bytes : null
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function withRoom(document: Document): Uint8Array {
  const size = BSON.calculateObjectSize(document, { ignoreUndefined: true })
  if (size > MAX_ENCODED_BYTES)
    throw new ServerError(
      10334,
      `BSONObj size: ${size} is invalid. Size must be between 0 and ${MAX_ENCODED_BYTES}`,
    )
  BSON.setInternalBufferSize(size + 1024)
  return BSON.serialize(document, { ignoreUndefined: true })
}

/**
 * Encodes what an update made of a document: fields it left alone (the very same value) are copied from the old bytes,
 * only the others are encoded.
 * @returns null when the old bytes name a field twice
 */
export const encodeChanged = (
  after: Document,
  { document: before, raw }: { document: Document; raw: Buffer },
): Buffer | null => {
  const old = elementsOf(raw)
  if (!old) return null
  const parts: Buffer[] = []
  let length = 5
  let copyFrom = -1
  let copyTo = -1
  const closeCopy = () => {
    if (copyFrom < 0) return
    parts.push(raw.subarray(copyFrom, copyTo))
    length += copyTo - copyFrom
    copyFrom = -1
  }
  for (const name of Object.keys(after)) {
    const value = after[name]
    const element = old.get(name)
    if (element && hasField(before, name) && Object.is(before[name], value)) {
      if (element.from !== copyTo || copyFrom < 0) {
        closeCopy()
        copyFrom = element.from
      }
      copyTo = element.to
      continue
    }
    closeCopy()
    if (value === undefined) continue
    const own = encode({ [name]: value })
    parts.push(own.subarray(4, own.byteLength - 1))
    length += own.byteLength - 5
  }
  closeCopy()
  return joined(parts, length)
}

function joined(parts: Buffer[], length: number): Buffer {
  const whole = Buffer.allocUnsafe(length)
  whole.writeInt32LE(length, 0)
  let at = 4
  for (const part of parts) at += part.copy(whole, at)
  whole[at] = 0
  return whole
}

/** Where each field of the document stands in its bytes, its type and name included; null when a name comes twice. */
function elementsOf(raw: Buffer): Map<string, { from: number; to: number }> | null {
  const elements = new Map<string, { from: number; to: number }>()
  const end = raw.length - 1
  for (let at = 4; at < end; ) {
    const nameEnd = raw.indexOf(0, at + 1)
    const to = nameEnd + 1 + sizeOfValue(raw, raw[at] as number, nameEnd + 1)
    const name = raw.toString("utf8", at + 1, nameEnd)
    if (elements.has(name)) return null
    elements.set(name, { from: at, to })
    at = to
  }
  return elements
}
