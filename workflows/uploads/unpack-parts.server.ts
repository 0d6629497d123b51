import { fromBufferPromise, type ZipFile } from "yauzl"
import { fileFault } from "./decode-text.ts"
import { type ImportLimits, inMegabytes } from "./import-limits.ts"

/** Names of all parts; texts only of those we look into again. */
export type Parts = { names: Set<string>; texts: Map<string, string> }

type Unpacking = {
  /** Names of the parts whose text is wanted. */
  kept: RegExp
  /** What to say of a file that cannot be unpacked. */
  broken: string
}

/**
 * Unpacks every part of an office document (XLSX, DOCX) within the limits: counts entries, really inflated bytes and ratios.
 * @throws InvalidInputError
 */
export const unpackParts = async (
  bytes: Uint8Array,
  limits: ImportLimits,
  { kept, broken }: Unpacking,
): Promise<Parts> => {
  const parts: Parts = { names: new Set(), texts: new Map() }
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
    })
    if (zip.entryCount > limits.zipEntries)
      throw fileFault(
        `Tệp nén có ${zip.entryCount} phần, quá giới hạn ${limits.zipEntries}; không nhận vì an toàn.`,
      )
    let total = 0
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName
      if (parts.names.has(name)) throw fileFault(broken)
      if (entry.isEncrypted()) throw fileFault("Tệp được đặt mật khẩu. Hãy lưu lại không mật khẩu.")
      if (total + entry.uncompressedSize > limits.unpackedBytes) throw tooLarge(limits)
      const content = await inflate(zip, entry, limits, limits.unpackedBytes - total)
      total += content.length
      if (content.includes("<!DOCTYPE"))
        throw fileFault(`Tệp có phần "${name}" chứa khai báo DTD, không nhận vì an toàn.`)
      if (name.endsWith(".xml") && hasTagInsideTag(content)) throw fileFault(broken)
      parts.names.add(name)
      if (kept.test(name)) parts.texts.set(name, content.toString("utf8"))
    }
  } catch (error) {
    throw error instanceof Error && error.name === "OfficeError" ? error : fileFault(broken)
  }
  return parts
}

type Entry = Parameters<ZipFile["openReadStreamPromise"]>[0]

async function inflate(zip: ZipFile, entry: Entry, limits: ImportLimits, room: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    const part = Buffer.from(chunk as Uint8Array)
    size += part.length
    if (size > room) throw tooLarge(limits)
    if (size > limits.zipRatioFrom && size > entry.compressedSize * limits.zipRatio)
      throw fileFault(
        `Phần "${entry.fileName}" của tệp nén bung ra hơn ${limits.zipRatio} lần, không nhận vì an toàn (bom nén).`,
      )
    chunks.push(part)
  }
  return Buffer.concat(chunks)
}

function tooLarge(limits: ImportLimits): Error {
  return fileFault(
    `Tệp nén bung ra quá ${inMegabytes(limits.unpackedBytes)}, không nhận vì an toàn (bom nén). Hãy chia nhỏ tệp.`,
  )
}

/** No spreadsheet writes `<` inside a tag; the reader would take minutes over millions of them. */
function hasTagInsideTag(content: Buffer): boolean {
  let isInside = false
  for (const byte of content) {
    if (byte === 0x3c && isInside) return true
    if (byte === 0x3c) isInside = true
    else if (byte === 0x3e) isInside = false
  }
  return false
}
