import { InvalidInputError } from "#models/shared/errors.ts"

const HOW_TO_SAVE =
  'Hãy mở tệp và lưu lại với bảng mã UTF-8 (trong Excel: "CSV UTF-8"; trong Notepad: Save As, Encoding UTF-8).'

/** UTF-8 text of a file, without its byte order mark. @throws InvalidInputError for any other encoding, with the line. */
export const decodeText = (bytes: Uint8Array): string => {
  refuseUtf16(bytes)
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    const line = lineOfFirstFault(bytes)
    throw fileFault(
      `Dòng ${line}: chữ không phải bảng mã UTF-8 (có thể là Windows-1258, TCVN3 hoặc VNI). ${HOW_TO_SAVE}`,
      line,
    )
  }
}

/** @throws InvalidInputError when the bytes look like UTF-16 or UTF-32. */
export const refuseUtf16 = (bytes: Uint8Array): void => {
  const marked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (marked || bytes.subarray(0, 4096).includes(0))
    throw fileFault(`Tệp văn bản dùng bảng mã UTF-16 hoặc chứa ký tự rỗng. ${HOW_TO_SAVE}`, 1)
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
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(start, stop))
    } catch {
      return line
    }
    start = stop + 1
  }
  return line
}
