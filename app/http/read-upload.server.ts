import { unstable_parseMultipartFormData as parseMultipart } from "@remix-run/node"

/** A file somebody sent, with the text fields of its form. */
export type Upload =
  | { ok: true; file: { name: string; bytes: Uint8Array } | null; fields: Record<string, string> }
  | { ok: false; reason: "TOO_LARGE" | "UNREADABLE" }

/** Text fields of an upload form are switches and names. Bytes. */
const FIELD_LIMIT = 4096

/**
 * Reads a multipart form with one file of at most `limit` bytes into memory. A larger file is read to its end and thrown
 * away, because a browser whose upload is cut off shows no answer at all. `file` is null when none was chosen.
 */
export const readUpload = async (request: Request, fileField: string, limit: number): Promise<Upload> => {
  let file: { name: string; bytes: Uint8Array } | null = null
  let isTooLarge = false
  const fields: Record<string, string> = {}
  try {
    await parseMultipart(request, async ({ name, filename, data }) => {
      const isFile = name === fileField && filename !== undefined
      const bytes = await collect(data, isFile ? limit : FIELD_LIMIT)
      if (bytes === null) isTooLarge = true
      else if (!isFile) fields[name] = new TextDecoder().decode(bytes).normalize("NFC")
      else if (filename !== "") file = { name: filename.normalize("NFC"), bytes }
      return null
    })
  } catch {
    return { ok: false, reason: "UNREADABLE" }
  }
  return isTooLarge ? { ok: false, reason: "TOO_LARGE" } : { ok: true, file, fields }
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
