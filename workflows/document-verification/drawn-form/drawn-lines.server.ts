import { PdfArray, PdfDict, PdfNumber, type PdfObject, PdfStream } from "@libpdf/core"
import type { DrawingOperation } from "#workflows/pdf-file/drawing-operations.ts"
import { numbersOf } from "#workflows/pdf-file/filled-fields.server.ts"
import { contentOf } from "#workflows/pdf-file/stream-content.server.ts"
import { drawingOf } from "./drawn-content.server.ts"
import type { DrawnFile } from "./drawn-file.ts"

/** What a piece of a page is to who cannot see it: `P`, `TD`, or `Artifact` with its kind; a number to each piece. */
type Mark = { tag: string; kind: string | null; piece: number }

/** One line of letters as it is set, in points from the upper left corner of the page. */
export type DrawnLine = {
  text: string
  /** Where its first letter begins and its last one ends, blanks aside. */
  x0: number
  x1: number
  baseline: number
  size: number
  /** Null outside all marks. */
  mark: Mark | null
  /** Letters of it lie on one another. */
  isTight: boolean
}
type DrawnBox = { x: number; y: number; width: number; height: number }
/** Boxes drawn with one stroke, from the left. */
type DrawnRow = DrawnBox[]
export type DrawnPage = {
  /** From 1. */
  number: number
  width: number
  height: number
  lines: DrawnLine[]
  rows: DrawnRow[]
  /** From one point straight to another. */
  strokes: { x0: number; y0: number; x1: number; y1: number }[]
  /** Marks or texts that do not begin and end as ours do. */
  isTorn: boolean
}

type Face = { letters: ReadonlyMap<number, string>; widths: ReadonlyMap<number, number> }
/** Bytes of a table of letters. */
const MOST_LETTERS = 200_000
/** Thousandths of an em of a letter without a width (ISO 32000-1, 9.7.4.3). */
const NO_WIDTH = 1000

/** The lines and boxes of every page of a file drawn as ours are; a page that cannot be read has none and is torn. */
export function* drawnPages(file: DrawnFile): Generator<DrawnPage> {
  const known = new Map<PdfObject, Face>()
  for (const [index, { dict }] of file.pdf.getPages().entries()) {
    const fonts = file.dictAt(file.dictAt(dict, "Resources"), "Font")
    const faceAt = (name: string): Face | null => {
      const font = file.resolved(fonts?.get(name))
      if (!(font instanceof PdfDict)) return null
      const face = known.get(font) ?? readFace(file, font)
      known.set(font, face)
      return face
    }
    const [, , width = 0, height = 0] = numbersOf(file.listAt(dict, "MediaBox"))
    const page = { number: index + 1, width, height, lines: [], rows: [], strokes: [], isTorn: false }
    yield readPage(page, drawingOf(file, dict)?.operations ?? null, faceAt)
  }
}

function readFace({ listAt, resolved }: DrawnFile, font: PdfDict): Face {
  const map = resolved(font.get("ToUnicode"))
  const table = map instanceof PdfStream ? contentOf(map, MOST_LETTERS) : ""
  const letters = new Map<number, string>()
  const text = typeof table === "string" ? "" : Buffer.from(table).toString("latin1")
  for (const [, first = "", list = ""] of text.matchAll(/<([0-9a-f]{4})> *<[0-9a-f]{4}> *\[([^\]]*)\]/giu)) {
    const from = Number.parseInt(first, 16)
    for (const [index, [, code = ""]] of [...list.matchAll(/<((?:[0-9a-f]{4})+)>/giu)].entries())
      letters.set(from + index, Buffer.from(code, "hex").swap16().toString("utf16le"))
  }
  const descendant = resolved(listAt(font, "DescendantFonts")[0])
  const list = descendant instanceof PdfDict ? listAt(descendant, "W") : []
  const widths = new Map<number, number>()
  for (let at = 0; at + 1 < list.length; at += 2) {
    const [first, values] = [resolved(list[at]), resolved(list[at + 1])]
    if (!(first instanceof PdfNumber) || !(values instanceof PdfArray)) continue
    for (const [index, value] of [...values].entries())
      if (value instanceof PdfNumber) widths.set(first.value + index, value.value)
  }
  return { letters, widths }
}

type Pen = { x: number; face: Face | null; size: number }

function readPage(
  page: DrawnPage,
  operations: readonly DrawingOperation[] | null,
  faceAt: (name: string) => Face | null,
): DrawnPage {
  if (operations === null) return { ...page, isTorn: true }
  let mark: Mark | null = null
  let pieces = 0
  let line: DrawnLine | null = null
  let isText = false
  let boxes: DrawnBox[] = []
  const from = { x: 0, y: 0 }
  const pen: Pen = { x: 0, face: null, size: 0 }
  const end = () => {
    if (line && line.text.trim() !== "") page.lines.push(line)
    line = null
  }
  for (const { operator, operands } of operations) {
    const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = operands.map(Number)
    switch (operator) {
      case "BDC":
        page.isTorn ||= mark !== null || isText
        pieces += 1
        mark = { tag: operands[0]?.slice(1) ?? "", kind: kindIn(operands[1] ?? ""), piece: pieces }
        break
      case "EMC":
        page.isTorn ||= mark === null || isText
        mark = null
        break
      case "BT":
        page.isTorn ||= isText
        isText = true
        break
      case "ET":
        page.isTorn ||= !isText
        isText = false
        end()
        break
      case "Tm":
        end()
        pen.x = x
        line = { text: "", x0: x, x1: x, baseline: y, size: 0, mark, isTight: false }
        break
      case "Tf":
        pen.face = faceAt(operands[0]?.slice(1) ?? "")
        pen.size = b
        break
      case "Tj":
      case "TJ":
        // Without a place of its own it would stand wherever a program thinks.
        if (line && isText) show(line, operands[0] ?? "", pen)
        else page.isTorn = true
        break
      case "re":
        boxes.push({ x: a, y: b, width: c, height: d })
        break
      case "m":
        Object.assign(from, { x: a, y: b })
        break
      case "l":
        page.strokes.push({
          x0: Math.min(from.x, a),
          y0: Math.min(from.y, b),
          x1: Math.max(from.x, a),
          y1: Math.max(from.y, b),
        })
        Object.assign(from, { x: a, y: b })
        break
      case "S":
        if (boxes.length > 0) page.rows.push(boxes)
        boxes = []
    }
  }
  page.isTorn ||= mark !== null || isText || boxes.length > 0
  return page
}

const kindIn = (properties: string): string | null => /\/Type\s*\/(\w+)/u.exec(properties)?.[1] ?? null

/** Part of an em by which a letter may be moved onto the one before: shaping moves letters of our faces by 129 thousandths. */
const TIGHTEST = 0.135

function show(line: DrawnLine, shown: string, pen: Pen): void {
  const { face, size } = pen
  line.size = Math.max(line.size, size)
  for (const [, codes, moved] of shown.matchAll(/<([^>]*)>|([+-]?[\d.]+)/gu)) {
    if (moved !== undefined) pen.x -= (Number(moved) * size) / 1000
    for (let at = 0; at < (codes ?? "").length; at += 4) {
      const glyph = Number.parseInt((codes ?? "").slice(at, at + 4), 16)
      const letter = face?.letters.get(glyph) ?? "\ufffd"
      const advance = ((face?.widths.get(glyph) ?? NO_WIDTH) * size) / 1000
      if (letter.trim() !== "") {
        if (line.text.trim() === "") line.x0 = pen.x
        else if (pen.x < line.x1 - TIGHTEST * size) line.isTight = true
        line.x1 = pen.x + advance
      }
      line.text += letter
      pen.x += advance
    }
  }
}
