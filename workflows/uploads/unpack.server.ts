import { promisify } from "node:util"
import { gunzip } from "node:zlib"
import { fileFault } from "./decode-text.ts"
import { type ImportLimits, inMegabytes } from "./import-limits.ts"

/** Unpacks a gzip file, never beyond the limit. @throws InvalidInputError when it is broken or too large. */
export const unpackGzip = async (bytes: Uint8Array, limits: ImportLimits): Promise<Uint8Array> => {
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: limits.unpackedBytes })
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined
    if (code === "ERR_BUFFER_TOO_LARGE")
      throw fileFault(
        `Tệp nén bung ra quá ${inMegabytes(limits.unpackedBytes)}, không nhận vì an toàn. Hãy chia nhỏ tệp.`,
      )
    throw fileFault("Tệp nén .gz bị hỏng hoặc chưa tải xong. Hãy tải lại tệp rồi nhập lại.")
  }
}
