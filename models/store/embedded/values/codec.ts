import { ServerError } from "../errors.ts"
import { BSON, BSONSymbol, type Document, Double, Int32, isDocument } from "./bson.server.ts"
import { fastDecode } from "./fast-decode.ts"

const INT32_MIN = -0x80000000
const INT32_MAX = 0x7fffffff

/**
 * Decodes one BSON document so that encoding gives the same bytes again: a JS number stands for what the encoder
 * would write for it (int32 when integral and small, double otherwise); int64, decimals, and doubles with a small
 * integral value keep their class.
 */
export const decode = (bytes: Uint8Array): Document =>
  fastDecode(
    Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  ) ?? decodeByLibrary(bytes)

const decodeByLibrary = (bytes: Uint8Array): Document =>
  plain(
    BSON.deserialize(bytes, {
      promoteValues: false,
      bsonRegExp: true,
      validation: { utf8: false },
    }),
  ) as Document

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

/** True when the encoder would write an int32 for this JS number. */
export const isInt32 = (value: number): boolean =>
  Number.isInteger(value) && value >= INT32_MIN && value <= INT32_MAX && !Object.is(value, -0)

function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value
  if (value instanceof Int32) return value.value
  if (value instanceof Double) return isInt32(value.value) ? value : value.value
  if (value instanceof BSONSymbol) return value
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) value[i] = plain(value[i])
    return value
  }
  if (!isDocument(value)) return value
  for (const key of Object.keys(value)) {
    const field = value[key]
    if (typeof field === "object" && field !== null) value[key] = plain(field)
  }
  return value
}
