import { InvalidInputError } from "#models/shared/errors.ts"

/** `folder`: where an office file keeps its parts. */
const KINDS: { mediaType: string; ending: RegExp; head: string; folder?: string }[] = [
  { mediaType: "application/pdf", ending: /\.pdf$/iu, head: "%PDF-" },
  { mediaType: "image/png", ending: /\.png$/iu, head: "\x89PNG\r\n" },
  { mediaType: "image/jpeg", ending: /\.jpe?g$/iu, head: "\xff\xd8\xff" },
  {
    mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ending: /\.docx$/iu,
    head: "PK\x03\x04",
    folder: "word/",
  },
  {
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ending: /\.xlsx$/iu,
    head: "PK\x03\x04",
    folder: "xl/",
  },
]

/** Whether a zip holds what office files do, and its own kind of parts: the names of what is in a zip stand in it unpacked. */
const holdsParts = (bytes: Uint8Array, folder: string): boolean => {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return whole.includes("[Content_Types].xml") && whole.includes(folder)
}

/** What a file is: its name and its content must say the same. @throws InvalidInputError for anything else */
export const attachmentKindOf = (name: string, bytes: Uint8Array): string => {
  const head = Buffer.from(bytes.subarray(0, 8)).toString("latin1")
  const named = KINDS.find(({ ending }) => ending.test(name))
  const isWhatItSays =
    named && head.startsWith(named.head) && (!named.folder || holdsParts(bytes, named.folder))
  if (isWhatItSays) return named.mediaType
  const why = named
    ? `Tệp «${name}» mang tên ${named.ending.source.replace(/[^a-z]/g, "").replace("jpeg", "jpg")} nhưng nội dung không phải.`
    : `Không nhận tệp «${name}».`
  throw new InvalidInputError(`${why} Chỉ nhận .pdf, .png, .jpg, .docx, .xlsx.`, [
    { field: "file", message: "Hãy lưu tệp thành PDF rồi gửi lại." },
  ])
}
