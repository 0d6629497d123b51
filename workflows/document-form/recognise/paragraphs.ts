import { centreOf, folded, isBold, isCapitals, joined, type Line } from "#workflows/pdf-reading/lines.ts"
import type { Paragraph, ParagraphKind } from "./document-parts.ts"

/** A line begins this far, in points, right of the edge where a paragraph begins. */
const INDENTED = 6
const CENTRED = 8

/** Lines of the main text grouped into paragraphs, each with what it is. */
export const paragraphsOf = (
  lines: readonly Line[],
  frame: { left: number; right: number },
  breaks: readonly Line[],
): Paragraph[] => {
  const groups: Line[][] = []
  for (const line of lines) {
    const open = groups.at(-1)
    const previous = open?.at(-1)
    if (open && previous && !breaks.includes(line) && goesOn(previous, line, frame)) open.push(line)
    else groups.push([line])
  }
  return kindsOf(groups)
}

function goesOn(previous: Line, line: Line, frame: { left: number; right: number }): boolean {
  if (isCentred(previous, frame) && isCentred(line, frame) && isBold(previous) && isBold(line)) return true
  if (line.x0 - frame.left > INDENTED) return false
  // The first word would have stood on the line before if the paragraph had gone on.
  const [first] = line.words
  const room = frame.right - previous.x1
  return first === undefined || room < first.x1 - first.x0 + 0.25 * first.size + INDENTED
}

const isCentred = (line: Line, frame: { left: number; right: number }): boolean =>
  line.x0 - frame.left > INDENTED && Math.abs(centreOf(line) - (frame.left + frame.right) / 2) < CENTRED

function kindsOf(groups: readonly Line[][]): Paragraph[] {
  const texts = groups.map(joined)
  const decidesAt = texts.findIndex((text) => /^quyet dinh$|^quyet nghi$/u.test(folded(text)))
  return groups.map((lines, index) => {
    const text = texts[index] ?? ""
    return { kind: kindOf(text, lines, index, decidesAt), lines, text }
  })
}

function kindOf(text: string, lines: readonly Line[], index: number, decidesAt: number): ParagraphKind {
  const plain = folded(text)
  if (index === decidesAt) return "decides"
  if (/^kinh gui/u.test(plain)) return "addressee"
  if (index < decidesAt)
    return index === 0 && (isCapitals(text) || lines.every(isBold)) ? "authority" : "basis"
  if (/^(phan|chuong|muc|tieu muc) ([ivxlc]+|\d+)$/u.test(plain)) return "division"
  if (/^dieu \d/u.test(plain)) return "article"
  if (/^\d+\.\s?/u.test(text)) return "clause"
  if (/^\p{L}\)/u.test(text)) return "point"
  if (/^[-–]/u.test(text)) return "dash"
  return isCapitals(text) && lines.every(isBold) ? "division" : "text"
}
