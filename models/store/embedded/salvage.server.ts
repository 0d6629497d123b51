import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { describeBroken, nameOf, sumOf } from "./damage.server.ts"
import { StoreFolderError } from "./errors.ts"
import { isReachable, readOwner, STORE_FILE } from "./folder.server.ts"
import { makeFile } from "./persistence.server.ts"
import { decode } from "./values/decode.ts"

/** What was brought into the new folder, and what was not: each named as far as it could be. */
export type Salvaged = { documents: number; collections: number; lost: string[] }

/** Where the new folder says what is missing in it. */
export const LOST_FILE = "khong-luu-duoc.txt"

/**
 * Brings what can still be read of a damaged folder into a new one, as it was written; the damaged one is left as it is. What
 * could not be read is returned and listed in the new folder.
 * @throws StoreFolderError when the folder is in use, the new one is not empty, or nothing at all can be read
 */
export const salvage = async (dataDir: string, into: string): Promise<Salvaged> => {
  const owner = readOwner(dataDir)
  if (owner && (await isReachable(owner)))
    throw new StoreFolderError(`Thư mục «${dataDir}» đang có chương trình dùng. Hãy dừng nó rồi chạy lại.`)
  if (!existsSync(join(dataDir, STORE_FILE)))
    throw new StoreFolderError(`Thư mục «${dataDir}» không có tệp «${STORE_FILE}», không có gì để lưu lấy.`)
  mkdirSync(into, { recursive: true })
  if (readdirSync(into).length > 0)
    throw new StoreFolderError(`Thư mục «${into}» không trống. Hãy chọn một thư mục mới.`)
  // Opening a file may bring its log into it: that is done to a copy.
  const copies = mkdtempSync(join(tmpdir(), "luu-lay-"))
  try {
    for (const name of [STORE_FILE, `${STORE_FILE}-wal`])
      if (existsSync(join(dataDir, name))) copyFileSync(join(dataDir, name), join(copies, name))
    fillUp(join(copies, STORE_FILE))
    const salvaged = copyReadable(join(copies, STORE_FILE), join(into, STORE_FILE), dataDir)
    writeFileSync(
      join(into, LOST_FILE),
      salvaged.lost.length === 0 ? "Lưu được tất cả.\n" : `${salvaged.lost.join("\n")}\n`,
    )
    return salvaged
  } finally {
    rmSync(copies, { recursive: true, force: true })
  }
}

type Row = Record<string, unknown>

/** Bytes a row with an empty document takes. */
const SMALLEST_ROW = 16

/**
 * A file that was cut off is filled up with nothing to the length its first page tells, so that SQLite reads what is left.
 */
function fillUp(file: string): void {
  const head = Buffer.alloc(32)
  const handle = openSync(file, "r")
  readSync(handle, head, 0, head.length, 0)
  closeSync(handle)
  const pageSize = head.readUInt16BE(16) === 1 ? 65_536 : head.readUInt16BE(16)
  const length = pageSize * head.readUInt32BE(28)
  if (statSync(file).size < length) truncateSync(file, length)
}

function copyReadable(from: string, to: string, dataDir: string): Salvaged {
  const source = new DatabaseSync(from)
  const lost: string[] = []
  try {
    const { top, hasSums } = extentOf(source, statSync(from).size, dataDir)
    makeFile(to)
    const target = new DatabaseSync(to)
    target.exec("BEGIN")
    const columns = `body, ${hasSums ? "sum" : "NULL AS sum"}`
    /** The bytes of a row, if they are what was written. */
    const wholeOf = ({ body, sum }: Row): Buffer | null =>
      body instanceof Uint8Array && (sum === null || sumOf(body) === sum) ? Buffer.from(body) : null
    const names = new Map<number, string>()
    const putNamespace = target.prepare("INSERT INTO namespaces (id, body, sum) VALUES (?, ?, ?)")
    const namespaces = eachRow(source, `SELECT id AS row, ${columns} FROM namespaces`, top.namespaces, () =>
      lost.push("mô tả của một bảng nằm ở phần tệp không đọc được"),
    )
    for (const row of namespaces) {
      const bytes = wholeOf(row)
      const id = Number(row["row"])
      if (!bytes) lost.push(`mô tả của bảng số ${id}`)
      else {
        const { database, name } = decode(bytes)
        names.set(id, `${database}.${name}`)
        putNamespace.run(id, bytes, sumOf(bytes))
      }
    }
    const putDocument = target.prepare(
      "INSERT INTO documents (row, namespace, body, sum) VALUES (?, ?, ?, ?)",
    )
    let documents = 0
    const rows = eachRow(
      source,
      `SELECT row, namespace, ${columns} FROM documents`,
      top.documents,
      (first, last) =>
        lost.push(`các bản ghi ở dòng ${first} đến ${last} của tệp, nằm ở phần tệp không đọc được`),
    )
    for (const row of rows) {
      const [number, place, bytes] = [Number(row["row"]), Number(row["namespace"]), wholeOf(row)]
      const collection = names.get(place)
      if (collection !== undefined && bytes) {
        putDocument.run(number, place, bytes, sumOf(bytes))
        documents += 1
        continue
      }
      const id = nameOf(Buffer.from((row["body"] as Uint8Array | null) ?? []), number)
      lost.push(describeBroken({ collection: collection ?? `số ${place}`, id }))
    }
    target.exec("COMMIT")
    target.close()
    return { documents, collections: names.size, lost }
  } finally {
    source.close()
  }
}

/** How far the rows of each table go. @throws StoreFolderError when not even that can be read */
function extentOf(source: DatabaseSync, size: number, dataDir: string) {
  try {
    const last = (table: string, key: string) => {
      const found = source.prepare(`SELECT ${key} AS last FROM ${table} ORDER BY ${key} DESC LIMIT 1`)
      try {
        return Number(found.get()?.["last"] ?? 0)
      } catch {
        // The last page is gone: no more rows than would fit.
        return Math.ceil(size / SMALLEST_ROW)
      }
    }
    const columns = source.prepare("PRAGMA table_info(documents)").all()
    return {
      top: { namespaces: last("namespaces", "id"), documents: last("documents", "row") },
      hasSums: columns.some(({ name }) => name === "sum"),
    }
  } catch (error) {
    throw new StoreFolderError(
      `Không đọc được gì từ «${join(dataDir, STORE_FILE)}» (${String(error)}). Chỉ còn cách phục hồi từ bản sao lưu: npm run restore -- TỆP --data THƯ_MỤC_MỚI.`,
      { cause: error },
    )
  }
}

/** Every row that can be reached by its number, in turn; stretches that cannot are told. */
function* eachRow(
  source: DatabaseSync,
  select: string,
  last: number,
  unread: (from: number, to: number) => void,
): Generator<Row> {
  const key = select.includes(" FROM namespaces") ? "id" : "row"
  const next = source.prepare(`${select} WHERE ${key} > ? ORDER BY ${key} LIMIT 1`)
  const one = source.prepare(`${select} WHERE ${key} = ?`)
  let gap: number | null = null
  for (let at = 0; at < last; ) {
    try {
      // Along the rows while they can be read; else number by number until they can again.
      const row: Row | undefined = gap === null ? next.get(at) : one.get(at + 1)
      if (row === undefined && gap === null) return
      if (row && (Number(row["row"]) <= at || Number(row["row"]) > last)) throw new Error("out of turn")
      at = row ? Number(row["row"]) : at + 1
      if (row) {
        if (gap !== null) unread(gap, at - 1)
        gap = null
        yield row
      }
    } catch {
      gap ??= at + 1
      at += 1
    }
  }
  if (gap !== null) unread(gap, last)
}
