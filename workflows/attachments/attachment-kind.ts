import { InvalidInputError } from "#models/shared/errors.ts"

const KINDS: { mediaType: string; ending: RegExp; head: string }[] = [
  { mediaType: "application/pdf", ending: /\.pdf$/iu, head: "%PDF-" },
  { mediaType: "image/png", ending: /\.png$/iu, head: "\x89PNG\r\n" },
  { mediaType: "image/jpeg", ending: /\.jpe?g$/iu, head: "\xff\xd8\xff" },
  {
    mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ending: /\.docx$/iu,
    head: "PK\x03\x04",
  },
  {
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ending: /\.xlsx$/iu,
    head: "PK\x03\x04",
  },
]

/** What a file is: its name and its first bytes must say the same. @throws InvalidInputError for anything else */
export const attachmentKindOf = (name: string, bytes: Uint8Array): string => {
  const head = Buffer.from(bytes.subarray(0, 8)).toString("latin1")
  const named = KINDS.find(({ ending }) => ending.test(name))
  if (named && head.startsWith(named.head)) return named.mediaType
  const why = named
    ? `Tệp «${name}» mang tên ${named.ending.source.replace(/[^a-z]/g, "").replace("jpeg", "jpg")} nhưng nội dung không phải.`
    : `Không nhận tệp «${name}».`
  throw new InvalidInputError(`${why} Chỉ nhận .pdf, .png, .jpg, .docx, .xlsx.`, [
    { field: "file", message: "Hãy lưu tệp thành PDF rồi gửi lại." },
  ])
}
