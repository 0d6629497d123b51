import { constants, inflateSync } from "node:zlib"
import { PdfArray, PdfName, type PdfStream } from "@libpdf/core"

/** Why the content of a stream is not given: more than was allowed, or not packed as it is read here. */
export type NoContent = "TOO_LARGE" | "UNREADABLE"

/**
 * What a stream holds, where that is at most `most` bytes. Read is what is not packed, or by deflate alone: our own files and
 * the software that signs them pack in no other way.
 */
export const contentOf = (stream: PdfStream, most: number): Uint8Array | NoContent => {
  const filter = stream.get("Filter")
  const [only, ...more] = filter instanceof PdfArray ? [...filter] : filter ? [filter] : []
  if (!only) return stream.data.length <= most ? stream.data : "TOO_LARGE"
  const isDeflated = only instanceof PdfName && only.value === "FlateDecode"
  if (more.length > 0 || !isDeflated || stream.has("DecodeParms")) return "UNREADABLE"
  try {
    const unpacked = inflateSync(stream.data, {
      maxOutputLength: Math.max(1, most),
      // Some programs leave the end of the stream away.
      finishFlush: constants.Z_SYNC_FLUSH,
    })
    return new Uint8Array(unpacked)
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE"
      ? "TOO_LARGE"
      : "UNREADABLE"
  }
}
