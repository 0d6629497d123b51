import { attempt } from "./attempt.ts"
import { hasIt } from "./entity-tag.ts"

type SentFile = { name: string; mimeType: string; bytes: Uint8Array; sha256: string }

type FileOptions = {
  /** Shown in the browser instead of saved. */
  isInline?: boolean
  /** Who may keep it, and how long; without it nobody does, the browser that fetched it neither. */
  cacheControl?: string
  /** Name on the visitor's disk; else the last part of the file's own. */
  saveAs?: string
}

/** Reads a file to be sent; a refusal becomes a plain answer, as no page stands around a file. */
export const readFileToSend = async <T>(work: () => Promise<T>): Promise<T> => {
  const outcome = await attempt(work)
  if (outcome.ok) return outcome.value
  throw new Response(`${outcome.message}\n`, {
    status: outcome.status,
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" },
  })
}

/** Bytes with their type, name and digest as ETag; 304 when the browser already has exactly these. */
export const fileResponse = (request: Request, file: SentFile, options: FileOptions = {}): Response => {
  const etag = `"${file.sha256}"`
  const headers = new Headers({
    ETag: etag,
    "Cache-Control": options.cacheControl ?? "no-store",
  })
  if (hasIt(request.headers.get("If-None-Match"), etag)) return new Response(null, { status: 304, headers })
  const name = options.saveAs ?? file.name.split("/").at(-1) ?? file.name
  headers.set("Content-Type", withCharset(file.mimeType))
  headers.set("Content-Length", String(file.bytes.byteLength))
  headers.set(
    "Content-Disposition",
    `${options.isInline ? "inline" : "attachment"}; filename="${name.replace(/[^\w.-]/g, "_")}"${nameInFull(name)}`,
  )
  headers.set("Repr-Digest", `sha-256=:${Buffer.from(file.sha256, "hex").toString("base64")}:`)
  return new Response(request.method === "HEAD" ? null : new Uint8Array(file.bytes), { headers })
}

/** RFC 6266: the name with its accents, for browsers that know how (all of them). */
const nameInFull = (name: string): string =>
  /^[\w.-]*$/.test(name)
    ? ""
    : `; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`

const withCharset = (mimeType: string): string =>
  mimeType.startsWith("text/") ? `${mimeType}; charset=utf-8` : mimeType
