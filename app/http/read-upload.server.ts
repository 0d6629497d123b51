import { pipeline } from "node:stream/promises"
import Busboy from "@fastify/busboy"
import { chunksOf } from "./read-body.ts"
import { tooLargeWords, type UploadLimit } from "./upload-limits.ts"

type UploadedFile = { name: string; bytes: Uint8Array }

/** What somebody sent with the text fields of its form, which come back also where the files are not taken. */
export type Upload = { fields: Record<string, string> } & (
  | { ok: true; file: UploadedFile | null; files: UploadedFile[] }
  | { ok: false; status: 400 | 413; message: string }
)

/** A decision with its annexes has four at most. */
const MOST_FILES = 8
/** Text fields of an upload form are switches and names. Bytes, number. */
const LIMITS = { fieldSize: 4096, fields: 50, parts: 100, headerPairs: 20, headerSize: 8192 }

/** Whether a form with files was sent, where a page has both kinds. */
export const isUpload = (request: Request): boolean =>
  /^multipart\/form-data\b/i.test(request.headers.get("content-type") ?? "")

/**
 * Reads a multipart form whose files have at most `form.bytes` together into memory. `file` is the first of `files`, null when
 * none was chosen. Files that are too large are read on and thrown away: the fields after them are wanted too.
 */
export const readUpload = async (request: Request, form: UploadLimit): Promise<Upload> => {
  const files: UploadedFile[] = []
  const fields = new Map<string, string>()
  const heard: Promise<void>[] = []
  let weight = 0
  let isCut = false
  const hear = async (name: string, stream: AsyncIterable<Buffer>, fileName: string) => {
    const chunks: Buffer[] = []
    for await (const chunk of stream) {
      weight += chunk.length
      if (weight <= form.bytes) chunks.push(chunk)
    }
    if (name === "file" && fileName !== "" && weight <= form.bytes)
      files.push({ name: fileName.normalize("NFC"), bytes: Buffer.concat(chunks) })
  }
  try {
    const parser = Busboy({
      headers: { "content-type": request.headers.get("content-type") ?? "" },
      limits: LIMITS,
    })
    parser.on("file", (name, stream, fileName) => heard.push(hear(name, stream, fileName ?? "")))
    parser.on("field", (name, value, _isNameCut, isValueCut) => {
      isCut ||= isValueCut
      fields.set(name ?? "", value.normalize("NFC"))
    })
    await pipeline(chunksOf(request), parser)
    await Promise.all(heard)
  } catch {
    await Promise.allSettled(heard)
    return refused(fields, 400, "Không đọc được tệp gửi lên, có thể do đường truyền bị ngắt. Hãy gửi lại.")
  }
  if (weight > form.bytes) return refused(fields, 413, tooLargeWords(form))
  if (files.length > MOST_FILES)
    return refused(
      fields,
      400,
      `Gửi nhiều hơn ${MOST_FILES} tệp một lần nên không nhận. Hãy chọn lại đúng các tệp cần gửi.`,
    )
  if (isCut) return refused(fields, 400, "Có ô nhập quá dài nên không nhận. Hãy rút ngắn rồi gửi lại.")
  return { ok: true, file: files[0] ?? null, files, fields: Object.fromEntries(fields) }
}

const refused = (fields: Map<string, string>, status: 400 | 413, message: string): Upload => ({
  ok: false,
  status,
  message,
  fields: Object.fromEntries(fields),
})
