import { unstable_parseMultipartFormData as parseMultipart } from "@remix-run/node"

type UploadedFile = { name: string; bytes: Uint8Array }

/** What somebody sent with the text fields of its form. `file` is the first of `files`, null when none was chosen. */
export type Upload =
  | { ok: true; file: UploadedFile | null; files: UploadedFile[]; fields: Record<string, string> }
  | { ok: false; reason: "TOO_LARGE" | "UNREADABLE" }

/** A decision with its annexes has four at most. */
const MOST_FILES = 8
/** Text fields of an upload form are switches and names. Bytes. */
const FIELD_LIMIT = 4096

/**
 * Reads a multipart form whose files have at most `limit` bytes together into memory. What is larger is read to its end and
 * thrown away, because a browser whose upload is cut off shows no answer at all.
 */
export const readUpload = async (request: Request, fileField: string, limit: number): Promise<Upload> => {
  const files: UploadedFile[] = []
  let left = limit
  let isTooLarge = false
  const fields: Record<string, string> = {}
  try {
    await parseMultipart(request, async ({ name, filename, data }) => {
      const isFile = name === fileField && filename !== undefined
      const bytes = await collect(data, isFile ? left : FIELD_LIMIT)
      if (bytes === null) isTooLarge = true
      else if (!isFile) fields[name] = new TextDecoder().decode(bytes).normalize("NFC")
      else if (filename !== "" && files.length === MOST_FILES) isTooLarge = true
      else if (filename !== "") {
        left -= bytes.byteLength
        files.push({ name: filename.normalize("NFC"), bytes })
      }
      return null
    })
  } catch {
    return { ok: false, reason: "UNREADABLE" }
  }
  return isTooLarge ? { ok: false, reason: "TOO_LARGE" } : { ok: true, file: files[0] ?? null, files, fields }
}

async function collect(data: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of data) {
    size += chunk.byteLength
    if (size <= limit) chunks.push(chunk)
  }
  return size <= limit ? Buffer.concat(chunks) : null
}
