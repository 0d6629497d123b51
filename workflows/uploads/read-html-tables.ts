import { Parser } from "htmlparser2"
import { decodeText, fileFault } from "./decode-text.ts"
import type { ImportLimits } from "./import-limits.ts"
import type { FileTables, SheetCells } from "./sheet-cells.ts"

type Open = {
  rows: string[][]
  cell: string | null
  span: number
  down: number
  /** What cells of earlier rows still say, by column, and for how many rows. */
  carried: Map<number, { text: string; rows: number }>
}

/**
 * The tables of a page, as many portals give them out under the name `.xls`; `line` counts rows of the table. A table inside a
 * cell is a table of its own. @throws InvalidInputError for a page without one, or beyond the limits
 */
export const readHtmlTables = (bytes: Uint8Array, limits: ImportLimits): FileTables => {
  const { text, warnings } = decodeText(bytes)
  const done: string[][][] = []
  const open: Open[] = []
  let rows = 0
  const parser = new Parser({
    onopentag(name, attributes) {
      const table = open.at(-1)
      if (name === "table") open.push({ rows: [], cell: null, span: 1, down: 1, carried: new Map() })
      else if (name === "tr" && table) {
        rows += 1
        if (rows > limits.rows + 100)
          throw fileFault(`Tệp có quá ${limits.rows} dòng một lần nhập. Hãy chia nhỏ tệp.`)
        table.rows.push([])
        carryInto(table)
      } else if ((name === "td" || name === "th") && table) {
        table.cell = ""
        table.down = Math.min(Math.max(Number(attributes["rowspan"]) || 1, 1), 1000)
        table.span = Math.min(Math.max(Number(attributes["colspan"]) || 1, 1), limits.columns)
      } else if ((name === "br" || name === "p" || name === "div" || name === "li") && table?.cell)
        table.cell += "\n"
    },
    ontext(part) {
      const table = open.at(-1)
      if (table && table.cell !== null) table.cell += part
    },
    onclosetag(name) {
      const table = open.at(-1)
      if (!table) return
      if ((name === "td" || name === "th") && table.cell !== null) {
        const row = table.rows.at(-1) ?? []
        if (table.rows.length === 0) table.rows.push(row)
        const text = cleaned(table.cell)
        if (table.down > 1) table.carried.set(row.length, { text, rows: table.down - 1 })
        row.push(text, ...Array<string>(table.span - 1).fill(""))
        carryInto(table)
        if (row.length > limits.columns)
          throw fileFault(`Bảng có quá ${limits.columns} cột. Hãy xóa các cột thừa.`)
        table.cell = null
      } else if (name === "table") {
        open.pop()
        done.push(table.rows)
      }
    },
  })
  parser.write(text)
  parser.end()
  const filled = done.filter((table) => table.some((row) => row.some((cell) => cell !== "")))
  if (filled.length === 0)
    throw fileFault("Tệp là trang web, không có bảng nào. Hãy gửi dữ liệu dưới dạng .xlsx hoặc .csv.")
  return {
    tables: filled.map((table, index) => ({
      name: filled.length > 1 ? `Bảng ${index + 1}` : "",
      rows: table.map((cells, at): SheetCells => ({ line: at + 1, cells })),
    })),
    warnings,
  }
}

/** A cell that reaches over several rows says the same in each of them. */
function carryInto({ rows, carried }: Open): void {
  const row = rows.at(-1) ?? []
  for (let held = carried.get(row.length); held && held.rows > 0; held = carried.get(row.length)) {
    carried.set(row.length, { text: held.text, rows: held.rows - 1 })
    row.push(held.text)
  }
}

const cleaned = (text: string): string =>
  text
    .split("\n")
    .map((line) => line.replace(/\s+/gu, " ").trim())
    .filter((line) => line !== "")
    .join("\n")
