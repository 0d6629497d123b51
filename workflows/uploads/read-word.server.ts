import { SaxesParser } from "saxes"
import { InvalidInputError } from "#models/shared/errors.ts"
import { normaliseText } from "#models/shared/text.ts"
import { BETWEEN_CELLS } from "#workflows/document-text/layout-lines.ts"
import { IMPORT_LIMITS } from "./import-limits.ts"
import { unpackParts } from "./unpack-parts.server.ts"

const BODY = "word/document.xml"
const BROKEN = "Tệp .docx bị hỏng hoặc chưa tải xong. Hãy mở bằng phần mềm soạn thảo, lưu lại rồi gửi lại."

/**
 * What a Word file says, line by line as `layoutLines`: a paragraph is a line, a table's row is one; the grids without
 * lines, which hold head and closing block, cell by cell. Tracked changes count as accepted; empty lines are left out.
 * @throws InvalidInputError for anything but an unlocked .docx
 */
export const readWord = async (bytes: Uint8Array): Promise<string[]> => {
  const { names, texts } = await unpackParts(bytes, IMPORT_LIMITS, {
    kept: /^word\/document\.xml$/,
    broken: BROKEN,
  })
  const body = texts.get(BODY)
  if (!names.has(BODY) || body === undefined)
    throw new InvalidInputError("Tệp không phải văn bản Word (.docx). Hãy lưu lại dưới dạng .docx.")
  try {
    return linesIn(body)
  } catch {
    throw new InvalidInputError(BROKEN)
  }
}

type OpenRow = { cells: string[][] }

function linesIn(body: string): string[] {
  const lines: string[] = []
  const rows: OpenRow[] = []
  const grids: boolean[] = []
  let text = ""
  let isText = false
  const say = (line: string) => {
    if (line !== "") lines.push(line)
  }
  const parser = new SaxesParser()
  parser.on("opentag", ({ name, attributes }) => {
    if (name === "w:tbl") grids.push(true)
    // A table with visible lines is a list; without, it only sets things side by side.
    else if (name.startsWith("w:inside") && attributes["w:val"] !== "none" && attributes["w:val"] !== "nil")
      grids[grids.length - 1] = false
    else if (name === "w:tr") rows.push({ cells: [] })
    else if (name === "w:tc") rows.at(-1)?.cells.push([])
    else if (name === "w:p") text = ""
    else if (name === "w:t") isText = true
    else if (name === "w:tab" || name === "w:br") text += " "
    else if (name === "w:noBreakHyphen") text += "-"
  })
  parser.on("text", (part) => {
    if (isText) text += part
  })
  parser.on("closetag", ({ name }) => {
    if (name === "w:t") isText = false
    else if (name === "w:p") {
      const line = normaliseText(text)
      const cell = rows.at(-1)?.cells.at(-1)
      if (cell) cell.push(line)
      else say(line)
      text = ""
    } else if (name === "w:tr") {
      const { cells = [] } = rows.pop() ?? {}
      if (grids.at(-1)) for (const line of cells.flat()) say(line)
      else say(cells.map((cell) => cell.filter(Boolean).join(" ")).join(BETWEEN_CELLS))
    } else if (name === "w:tbl") grids.pop()
  })
  parser.write(body).close()
  return lines
}
