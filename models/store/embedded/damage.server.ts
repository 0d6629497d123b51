import { crc32 } from "node:zlib"
import { StoreFolderError } from "./errors.ts"
import { decode } from "./values/decode.ts"
import { fieldTreeOf, narrowed } from "./values/narrow.ts"
import { shown } from "./values/shown.ts"

/** A document whose bytes are not those that were written. */
export type BrokenDocument = { collection: string; id: string }

const MOST_NAMED = 5

/** The sum kept beside bytes, to know them by. */
export const sumOf = (body: Uint8Array): number => crc32(body)

/** What a document is called, as far as its bytes still say so: its `_id`, else its row in the file. */
export const nameOf = (body: Buffer, row: number): string => {
  try {
    const id = decode(narrowed(body, fieldTreeOf(["_id"])))["_id"]
    if (id !== undefined) return shown(id)
  } catch {
    // Broken in its beginning.
  }
  return `không rõ (dòng ${row} của tệp)`
}

export const describeBroken = ({ collection, id }: BrokenDocument): string =>
  `bảng «${collection}», bản ghi _id ${id}`

const whatToDo = (folder: string): string =>
  `Chưa xóa gì. Hãy phục hồi từ bản sao lưu gần nhất vào một thư mục mới (npm run restore -- TỆP --data THƯ_MỤC_MỚI); không có bản sao lưu thì lưu lấy phần còn đọc được: npm run store -- --salvage «${folder}» «THƯ_MỤC_MỚI».`

/** A folder whose data are not what was written, in words for people: what is broken and what to do. */
export const damaged = (folder: string, what: string, cause?: unknown): StoreFolderError =>
  new StoreFolderError(`Dữ liệu trong «${folder}» bị hỏng: ${what}. ${whatToDo(folder)}`, { cause })

export const brokenDocuments = (folder: string, broken: readonly BrokenDocument[]): StoreFolderError => {
  const more = broken.length - MOST_NAMED
  const named = broken.slice(0, MOST_NAMED).map(describeBroken).join("; ")
  return damaged(
    folder,
    `${broken.length} bản ghi không còn như lúc ghi: ${named}${more > 0 ? ` và ${more} bản ghi nữa` : ""}`,
  )
}

/** SQLite's own words for a file that is none of its, or not whole. */
const CORRUPT = [11, 26]

export const isCorrupt = (error: unknown): boolean =>
  error instanceof Error && "errcode" in error && CORRUPT.includes(Number(error.errcode) % 256)
