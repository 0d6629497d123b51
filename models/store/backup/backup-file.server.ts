import { createHash, type Hash } from "node:crypto"
import { once } from "node:events"
import { createReadStream, createWriteStream } from "node:fs"
import { open, rename, rm } from "node:fs/promises"
import { finished, pipeline } from "node:stream/promises"
import { createGunzip, createGzip, type Gzip } from "node:zlib"
import mongoose from "mongoose"
import { InvalidInputError } from "#models/shared/errors.ts"

const { BSON } = mongoose.mongo
export type BackedUpCollection = {
  name: string
  /** As `create` takes them, and as `createIndexes` takes them, the one on `_id` left out. */
  options: Record<string, unknown>
  indexes: Record<string, unknown>[]
}

/** First in the file. `madeAt`: when the copy began. */
export type BackupHeader = {
  format: typeof FORMAT
  madeAt: Date
  /** `EMBEDDED` or `MONGODB`; the file is the same. */
  source: string
  database: string
  collections: BackedUpCollection[]
}
type Trailer = { documents: number; sha256: string }

/**
 * A backup is gzip over frames: one byte for the kind, then a BSON document. A header, then for each collection its place
 * in the header followed by its documents, then a trailer with their number and the SHA-256 of all frames before it.
 */
const FORMAT = "danh-muc/sao-luu/1"
/** A document has at most 16 MiB; a frame that says more would be gathered in memory, and is none of ours. Bytes. */
const MOST_IN_FRAME = 17 * 1024 * 1024
const FRAME = { header: 1, collection: 2, document: 3, trailer: 4 } as const

/** Plain values lose what kind of number they were: a backup gives back the bytes it took. */
export const EXACT = { promoteValues: false, promoteBuffers: false, bsonRegExp: true } as const

/** Writes a backup file: all of it under its name, or none. */
export class BackupWriter {
  private readonly file: string
  private readonly gzip: Gzip
  private readonly hash: Hash = createHash("sha256")
  private readonly done: Promise<void>
  private documents = 0

  constructor(file: string) {
    this.file = file
    this.gzip = createGzip({ level: 3 })
    this.done = pipeline(this.gzip, createWriteStream(`${file}.dang-ghi`, { mode: 0o600 }))
    // Whoever writes on is told; nobody is told twice.
    this.done.catch(() => {})
  }

  header(facts: Omit<BackupHeader, "format">): Promise<void> {
    return this.frame(FRAME.header, BSON.serialize({ format: FORMAT, ...facts }))
  }

  collection(place: number): Promise<void> {
    return this.frame(FRAME.collection, BSON.serialize({ place }))
  }

  document(document: object): Promise<void> {
    this.documents += 1
    return this.frame(FRAME.document, BSON.serialize(document, { ignoreUndefined: false }))
  }

  /** @returns how many documents, and the digest of the content */
  async finish(): Promise<Trailer> {
    const trailer = { documents: this.documents, sha256: this.hash.copy().digest("hex") }
    await this.frame(FRAME.trailer, BSON.serialize(trailer))
    this.gzip.end()
    await this.done
    const written = await open(`${this.file}.dang-ghi`, "r+")
    await written.sync()
    await written.close()
    await rename(`${this.file}.dang-ghi`, this.file)
    return trailer
  }

  async abandon(): Promise<void> {
    this.gzip.destroy()
    await finished(this.gzip).catch(() => {})
    await rm(`${this.file}.dang-ghi`, { force: true })
  }

  private async frame(kind: number, bytes: Uint8Array): Promise<void> {
    const head = Buffer.of(kind)
    this.hash.update(head).update(bytes)
    this.gzip.write(head)
    // Waits when the disk is slower than the store, so that nothing heaps up in memory.
    if (!this.gzip.write(bytes)) await Promise.race([once(this.gzip, "drain"), this.done])
  }
}

export type BackupPart =
  | { kind: "header"; header: BackupHeader }
  | { kind: "document"; collection: BackedUpCollection; document: Record<string, unknown> }
  | { kind: "trailer"; trailer: Trailer }

/**
 * Reads a backup through, part by part. The last part is the trailer, given only when everything before it is whole.
 * @throws InvalidInputError when the file is not a backup, was cut short or was altered
 */
export async function* readBackup(file: string): AsyncGenerator<BackupPart> {
  const hash = createHash("sha256")
  let header: BackupHeader | null = null
  let collection: BackedUpCollection | null = null
  let documents = 0
  let isWhole = false
  for await (const { kind, bytes } of framesOf(file)) {
    if (isWhole) throw damaged(file)
    if (kind === FRAME.trailer) {
      const trailer = BSON.deserialize(bytes) as Trailer
      if (trailer.sha256 !== hash.digest("hex") || trailer.documents !== documents) throw damaged(file)
      isWhole = true
      yield { kind: "trailer", trailer }
      continue
    }
    hash.update(Buffer.of(kind)).update(bytes)
    if (kind === FRAME.header) {
      header = BSON.deserialize(bytes) as BackupHeader
      if (header.format !== FORMAT)
        throw new InvalidInputError(
          `Tệp sao lưu «${file}» thuộc định dạng «${String(header.format)}» mà bản này không đọc được. Dùng bản phần mềm đã tạo ra tệp.`,
        )
      yield { kind: "header", header }
    } else if (kind === FRAME.collection) {
      collection = header?.collections[Number(BSON.deserialize(bytes)["place"])] ?? null
    } else if (collection) {
      documents += 1
      yield { kind: "document", collection, document: BSON.deserialize(bytes, EXACT) }
    } else throw damaged(file)
  }
  if (!isWhole) throw damaged(file)
}

async function* framesOf(file: string): AsyncGenerator<{ kind: number; bytes: Buffer }> {
  const source = createReadStream(file)
  const gunzip = createGunzip()
  source.on("error", (error) => gunzip.destroy(error))
  let rest: Buffer = Buffer.alloc(0)
  try {
    for await (const chunk of source.pipe(gunzip)) {
      rest = rest.length > 0 ? Buffer.concat([rest, chunk as Buffer]) : (chunk as Buffer)
      let at = 0
      while (rest.length - at >= 5) {
        const length = rest.readInt32LE(at + 1)
        if (length < 5 || length > MOST_IN_FRAME || !isKind(rest[at])) throw damaged(file)
        if (rest.length - at < 1 + length) break
        yield { kind: rest[at] as number, bytes: rest.subarray(at + 1, at + 1 + length) }
        at += 1 + length
      }
      rest = rest.subarray(at)
    }
  } catch (error) {
    if (isFileError(error, "ENOENT"))
      throw new InvalidInputError(`Không tìm thấy tệp sao lưu «${file}». Kiểm tra lại đường dẫn.`)
    if (isFileError(error, "Z_")) throw damaged(file)
    throw error
  } finally {
    source.destroy()
  }
  if (rest.length > 0) throw damaged(file)
}

const isKind = (kind: number | undefined): boolean => Object.values(FRAME).some((known) => known === kind)

const isFileError = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && String(error.code).startsWith(code)

const damaged = (file: string) =>
  new InvalidInputError(
    `Tệp «${file}» không phải bản sao lưu, bị cắt ngắn hoặc đã bị sửa đổi; chưa khôi phục gì. Dùng một bản sao lưu khác.`,
  )
