import { SaxesParser } from "saxes"
import { normaliseText } from "#models/shared/text.ts"
import { fileFault } from "./decode-text.ts"
import type { ImportLimits } from "./import-limits.ts"
import type { FileTables, SheetCells } from "./sheet-cells.ts"
import { unpackParts } from "./unpack-parts.server.ts"

const BODY = "word/document.xml"
const BROKEN =
  "Văn bản Word (.docx) bị hỏng hoặc chưa tải xong. Hãy mở bằng phần mềm soạn thảo, lưu lại rồi gửi lại."

type Open = { rows: string[][]; lines: string[]; span: number; continues: boolean }

/**
 * The tables of a Word file (decisions circulate as Word), cell by cell; paragraphs of a cell are its lines. `line` counts rows
 * of the table. Tracked changes count as accepted; a table inside a cell is a table of its own.
 * @throws InvalidInputError for anything but an unlocked .docx, without a table, or beyond the limits
 */
export const readWordTables = async (bytes: Uint8Array, limits: ImportLimits): Promise<FileTables> => {
  const { texts } = await unpackParts(bytes, limits, { kept: /^word\/document\.xml$/, broken: BROKEN })
  const body = texts.get(BODY)
  if (body === undefined) throw fileFault(BROKEN)
  const tables = tablesIn(body, limits).filter((table) =>
    table.some((row) => row.some((cell) => cell !== "")),
  )
  if (tables.length === 0)
    throw fileFault(
      "Văn bản Word không có bảng nào. Hãy gửi văn bản có phụ lục dạng bảng, hoặc bảng tính .xlsx, .csv.",
    )
  return {
    tables: tables.map((rows, index) => ({
      name: tables.length > 1 ? `Bảng ${index + 1}` : "",
      rows: rows.map((cells, at): SheetCells => ({ line: at + 1, cells })),
    })),
    warnings: [],
  }
}

function tablesIn(body: string, limits: ImportLimits): string[][][] {
  const done: string[][][] = []
  const open: Open[] = []
  let rows = 0
  let text = ""
  let isText = false
  const parser = new SaxesParser()
  parser.on("opentag", ({ name, attributes }) => {
    const table = open.at(-1)
    if (name === "w:tbl") open.push({ rows: [], lines: [], span: 1, continues: false })
    else if (name === "w:tr" && table) {
      rows += 1
      if (rows > limits.rows + 100)
        throw fileFault(`Văn bản có quá ${limits.rows} dòng bảng một lần nhập. Hãy chia nhỏ tệp.`)
      table.rows.push([])
    } else if (name === "w:tc" && table) Object.assign(table, { lines: [], span: 1, continues: false })
    else if (name === "w:gridSpan" && table)
      table.span = Math.min(Math.max(Number(attributes["w:val"]) || 1, 1), limits.columns)
    else if (name === "w:vMerge" && table) table.continues = attributes["w:val"] !== "restart"
    else if (name === "w:p") text = ""
    else if (name === "w:t") isText = true
    else if (name === "w:tab") text += " "
    else if (name === "w:br" || name === "w:cr") text += "\n"
    else if (name === "w:noBreakHyphen") text += "-"
  })
  parser.on("text", (part) => {
    if (isText) text += part
  })
  parser.on("closetag", ({ name }) => {
    const table = open.at(-1)
    if (name === "w:t") isText = false
    else if (!table) return
    else if (name === "w:p") {
      table.lines.push(...text.split("\n").map(normaliseText))
      text = ""
    } else if (name === "w:tc") {
      const row = table.rows.at(-1)
      const own = table.lines.filter((line) => line !== "").join("\n")
      // A cell that reaches over several rows says the same in each of them.
      const cell = table.continues ? (table.rows.at(-2)?.[row?.length ?? 0] ?? own) : own
      row?.push(cell, ...Array<string>(table.span - 1).fill(""))
    } else if (name === "w:tbl") {
      open.pop()
      done.push(table.rows)
    }
  })
  try {
    parser.write(body).close()
  } catch (error) {
    if (error instanceof Error && "issues" in error) throw error
    throw fileFault(BROKEN)
  }
  return done
}
