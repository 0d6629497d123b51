import { distance } from "fastest-levenshtein"
import type { PlanColumn } from "#models/plan/plan-column.ts"
import { foldText } from "#models/shared/text.ts"

/** What a heading says, in the order in which it is asked: a deadline's heading may name the work, too. */
const STEMS: readonly [PlanColumn, RegExp][] = [
  ["number", /^(?:s?tt|so tt|so thu tu|muc)$/u],
  ["note", /ghi chu/u],
  ["due", /thoi gian|thoi han|tien do|hoan thanh/u],
  ["product", /san pham|ket qua/u],
  ["leads", /chu tri|(?:co quan|don vi).*thuc hien/u],
  ["coordinating", /phoi hop/u],
  ["text", /noi dung|nhiem vu|cong viec/u],
]

/** Whole headings, to know one that is misspelt by. */
const WORDS: readonly [PlanColumn, string][] = [
  ["number", "STT"],
  ["text", "Nội dung công việc"],
  ["text", "Nhiệm vụ"],
  ["leads", "Chủ trì"],
  ["leads", "Cơ quan chủ trì"],
  ["coordinating", "Phối hợp"],
  ["coordinating", "Cơ quan phối hợp"],
  ["due", "Thời gian thực hiện"],
  ["due", "Thời hạn hoàn thành"],
  ["product", "Sản phẩm"],
  ["note", "Ghi chú"],
]

/** One letter in three may be wrong in a heading that is known all the same. */
const LETTERS_FOR_ONE = 3
const LEAST_LETTERS = 6

/** Which column a heading opens, and how it should be written where it is misspelt; null for words that open none. */
export const columnOf = (heading: string): { column: PlanColumn; proposed: string | null } | null => {
  const key = foldText(heading)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
  if (key.length > 60) return null
  const known = STEMS.find(([, stem]) => stem.test(key))
  if (known) return { column: known[0], proposed: null }
  const near = WORDS.find(
    ([, word]) =>
      key.length >= LEAST_LETTERS &&
      distance(foldText(word), key) <= Math.floor(key.length / LETTERS_FOR_ONE),
  )
  return near ? { column: near[0], proposed: near[1] } : null
}

export type HeadingRow = {
  columns: (PlanColumn | null)[]
  texts: string[]
  misspelt: { found: string; proposed: string }[]
}

/** The row as headings of a table of tasks: what is to be done and at least two columns more; null for any other row. */
export const headingRowOf = (cells: readonly string[]): HeadingRow | null => {
  const read = cells.map(columnOf)
  const columns = read.map((one, index) =>
    one && read.findIndex((other) => other?.column === one.column) === index ? one.column : null,
  )
  const opened = new Set(columns.filter((column) => column !== null))
  if (!opened.has("text") || opened.size < 3) return null
  const misspelt = read.flatMap((one, index) =>
    one?.proposed ? [{ found: cells[index] ?? "", proposed: one.proposed }] : [],
  )
  return { columns, texts: [...cells], misspelt }
}
