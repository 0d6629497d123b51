import { InvalidInputError } from "#models/shared/errors.ts"
import { fromOldLetters, OLD_LETTERS_NAMES, type OldLetters, vietnameseShare } from "./old-letters.ts"

const HOW_TO_SAVE =
  'Hãy mở tệp và lưu lại với bảng mã UTF-8 (trong Excel: "CSV UTF-8"; trong Notepad: Save As, Encoding UTF-8).'

/** The text of a file without its byte order mark, and what there is to say of how it was written. */
export type DecodedText = { text: string; warnings: string[] }

/**
 * Text of a file in UTF-8, UTF-16, or one of the code pages Vietnamese was kept in before (Windows-1258, TCVN3, VNI), which
 * are told apart by which of them gives Vietnamese words. @throws InvalidInputError for any other, with the line
 */
export const decodeText = (bytes: Uint8Array): DecodedText => {
  const utf16 = utf16Of(bytes)
  if (utf16) return { text: decoded(bytes, utf16) ?? refuseUtf16(), warnings: [] }
  refuseBinary(bytes)
  const text = decoded(bytes, "utf-8")
  return text === null ? decodeCodePage(bytes) : { text, warnings: [] }
}

type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1258"

const decoded = (bytes: Uint8Array, encoding: Encoding): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** By its mark, or by every other byte of the beginning being nought. */
export const utf16Of = (bytes: Uint8Array): "utf-16le" | "utf-16be" | null => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe && !(bytes[2] === 0 && bytes[3] === 0)) return "utf-16le"
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be"
  const head = bytes.subarray(0, 200)
  const noughts = (from: 0 | 1) => head.filter((byte, at) => at % 2 === from && byte === 0).length
  if (head.length < 8) return null
  if (noughts(1) > head.length / 5 && noughts(0) === 0) return "utf-16le"
  if (noughts(0) > head.length / 5 && noughts(1) === 0) return "utf-16be"
  return null
}

const refuseUtf16 = (): never => {
  throw fileFault(`Tệp văn bản dùng bảng mã UTF-16 hoặc chứa ký tự rỗng. ${HOW_TO_SAVE}`, 1)
}

/** @throws InvalidInputError when the bytes hold what no text does. */
const refuseBinary = (bytes: Uint8Array): void => {
  if (bytes.subarray(0, 4096).includes(0)) refuseUtf16()
}

/** Enough to tell by. */
const SAMPLE = 64 * 1024
/** The least share of accented words that have to be Vietnamese. */
const LEAST_SHARE = 0.85

const CODE_PAGES: readonly { name: string; letters: OldLetters | null; encoding: Encoding | "latin1" }[] = [
  { name: "Windows-1258", letters: null, encoding: "windows-1258" },
  { name: OLD_LETTERS_NAMES.TCVN3, letters: "TCVN3", encoding: "latin1" },
  { name: OLD_LETTERS_NAMES.VNI, letters: "VNI", encoding: "latin1" },
]

function decodeCodePage(bytes: Uint8Array): DecodedText {
  const readAs = ({ encoding, letters }: (typeof CODE_PAGES)[number], part: Uint8Array): string => {
    const plain =
      encoding === "latin1" ? Buffer.from(part).toString("latin1") : (decoded(part, encoding) ?? "")
    return (letters ? fromOldLetters(plain, letters) : plain).normalize("NFC")
  }
  const sample = bytes.subarray(0, SAMPLE)
  const [best] = CODE_PAGES.map((page) => ({ page, share: vietnameseShare(readAs(page, sample)) })).sort(
    (a, b) => b.share - a.share,
  )
  if (!best || best.share < LEAST_SHARE) refuseEncoding(bytes)
  return {
    text: readAs(best.page, bytes),
    warnings: [
      `Tệp dùng bảng mã ${best.page.name}, đã chuyển sang Unicode. Hãy xem lại tên thủ tục; nếu chữ sai, lưu lại tệp với bảng mã UTF-8 rồi gửi lại.`,
    ],
  }
}

function refuseEncoding(bytes: Uint8Array): never {
  const line = lineOfFirstFault(bytes)
  throw fileFault(
    `Dòng ${line}: chữ không phải bảng mã UTF-8 (có thể là Windows-1258, TCVN3 hoặc VNI). ${HOW_TO_SAVE}`,
    line,
  )
}

/** A fault of the whole file: nothing of it can be taken. */
export const fileFault = (message: string, row = 0, field = "Tệp"): InvalidInputError =>
  new InvalidInputError(message, [{ row, field, message }])

/** Bytes of a line are decoded one line at a time, so that the message can name the line. */
function lineOfFirstFault(bytes: Uint8Array): number {
  let line = 1
  for (let start = 0; start < bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, start)
    const stop = end === -1 ? bytes.length : end
    if (decoded(bytes.subarray(start, stop), "utf-8") === null) return line
    start = stop + 1
  }
  return line
}
