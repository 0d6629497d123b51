import { folded, isBold, isCapitals, joined, type Line, linesOf } from "#workflows/pdf-reading/lines.ts"
import type { ClosingParts } from "./document-parts.ts"
import { inColumns } from "./head-of-document.ts"
import { type PageParts, wordsOutsideTables } from "./page-parts.ts"

/** Capacity lines may begin this much, in points, above the heading of the recipients. */
const ABOVE = 30
/** Lines further apart than this, in points, are not one block; what stands between block and name is in the way. */
const SIGNATURE_GAP = 12

const NO_CLOSING: ClosingParts = { heading: null, items: [], capacity: [], name: null, page: 0 }

/** Nơi nhận and the signing block beside it, with where it begins. */
export const closingOf = (
  pages: readonly PageParts[],
): { closing: ClosingParts; page: number; top: number } => {
  for (const page of [...pages].reverse()) {
    const outside = wordsOutsideTables(page)
    const start = outside.find(
      (word) => /^noi$/u.test(folded(word.text)) && isHeading(word.baseline, outside, page),
    )
    if (!start) continue
    const capacityTop = topOfCapacity(start.y0, outside, page)
    const top = Math.min(start.y0, capacityTop) - 2
    const { left, right } = inColumns(
      outside.filter(({ y0 }) => y0 >= top),
      page,
    )
    return { closing: closingIn(left, right, page.page.number), page: page.page.number, top }
  }
  return { closing: NO_CLOSING, page: Number.POSITIVE_INFINITY, top: 0 }
}

const isHeading = (baseline: number, words: PageParts["words"], page: PageParts): boolean => {
  const [line] = linesOf(
    words.filter((word) => Math.abs(word.baseline - baseline) < 1 && word.x0 < page.page.width / 2),
    page.page.number,
  )
  return line !== undefined && /^noi nhan$/u.test(folded(line.text))
}

/** Bold capitals on the right that stand a little higher than they should still belong to the block. */
function topOfCapacity(headingTop: number, words: PageParts["words"], page: PageParts): number {
  const near = words.filter(
    ({ y0, x0 }) => y0 < headingTop && y0 > headingTop - ABOVE && x0 > page.page.width * 0.42,
  )
  const above = linesOf(near, page.page.number).filter(
    (line) =>
      isBold(line) &&
      isCapitals(line.text) &&
      !words.some((word) => Math.abs(word.baseline - line.baseline) < 1 && !line.words.includes(word)),
  )
  return Math.min(headingTop, ...above.map(({ y0 }) => y0))
}

function closingIn(left: readonly Line[], right: readonly Line[], page: number): ClosingParts {
  const [heading = null, ...rest] = left
  const items: ClosingParts["items"] = []
  for (const line of rest) {
    const open = items.at(-1)
    const begins = /^[-–]/u.test(line.text) || open === undefined || /[;.]$/u.test(open.text)
    if (begins) items.push({ text: line.text, lines: [line] })
    else {
      open.lines.push(line)
      open.text = joined(open.lines)
    }
  }
  const gapAt = right.findIndex((line, index) => {
    const previous = right[index - 1]
    return previous !== undefined && line.y0 - previous.y1 > SIGNATURE_GAP
  })
  // Without a gap the last line is the name where it is written as one.
  const alone = isCapitals(right.at(-1)?.text ?? "") ? right.length : right.length - 1
  const end = gapAt >= 0 ? gapAt : Math.max(alone, 0)
  const name = end < right.length ? (right.at(-1) ?? null) : null
  return { heading, items, capacity: right.slice(0, end), name, page }
}
