import { ServerError } from "../errors.ts"
import { BSON, type Document } from "./bson.server.ts"
import { fastDecode } from "./fast-decode.ts"
import { decodeByLibrary } from "./library-decode.ts"

/**
 * Decodes one BSON document so that encoding gives the same bytes again: a JS number stands for what the encoder
 * would write for it (int32 when integral and small, double otherwise); int64, decimals, and doubles with a small
 * integral value keep their class.
 */
export const decode = (bytes: Uint8Array): Document =>
  fastDecode(
    Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  ) ?? decodeByLibrary(bytes)

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
