import { folded, type Line, lineOf, linesOf } from "#workflows/pdf-reading/lines.ts"
import type { PageReading, Segment, Word } from "#workflows/pdf-reading/reading.ts"
import { trainingMarkIn } from "#workflows/pdf-reading/training-mark.ts"
import { type GridRow, gridRows, splitSegments } from "./grid.ts"

/** A page with its furniture set apart. */
export type PageParts = {
  page: PageReading
  /** 0 for the main text, then the annexes. */
  part: number
  /** From 1 within its part. */
  numberInPart: number
  /** The page number as printed, wherever it stands. */
  numberLine: Line | null
  /** Text that is neither page number, nor the mark of training, nor turned, nor shown by a signature. */
  words: Word[]
  turned: Word[]
  rules: Segment[]
  rows: GridRow[]
}

const ANNEX_HEADING = /^phu luc( [ivxlc]+| \d+)?$/u
const NUMBER_ALONE = /^\W*(?:trang\s*)?(?:\d{1,4}(?:\s*\/\s*\d{1,4})?|[ivxlc]{1,6})\W*$/iu
/** Height above and below, in points, in which a number alone is a page number. */
const EDGE = 60

export const partsOfPages = (pages: readonly PageReading[]): PageParts[] => {
  let part = 0
  let numberInPart = 0
  return pages.map((page) => {
    const signatures = new Set(page.fields.filter(({ kind }) => kind === "signature").map(({ name }) => name))
    const shown = page.words.filter(({ field }) => field === null || !signatures.has(field))
    const upright = shown.filter(({ turned }) => !turned)
    const numberLine = pageNumberOf(page, upright)
    const furniture = new Set([...(numberLine?.words ?? []), ...trainingMarkIn(page, upright)])
    const words = upright.filter((word) => !furniture.has(word))
    if (beginsAnnex(words, page.number)) {
      part += 1
      numberInPart = 0
    }
    numberInPart += 1
    const { rules, grid } = splitSegments(page)
    return {
      page,
      part,
      numberInPart,
      numberLine,
      words,
      turned: shown.filter(({ turned }) => turned),
      rules,
      rows: gridRows(page, grid, words),
    }
  })
}

function pageNumberOf({ number, height }: PageReading, words: readonly Word[]): Line | null {
  const atEdge = words.filter(({ y0, y1 }) => y1 < EDGE || y0 > height - EDGE)
  return linesOf(atEdge, number).find(({ text }) => NUMBER_ALONE.test(text)) ?? null
}

function beginsAnnex(words: readonly Word[], page: number): boolean {
  const top = Math.min(...words.map(({ baseline }) => baseline))
  const first = words.filter(({ baseline }) => baseline - top < 1)
  return first.length > 0 && ANNEX_HEADING.test(folded(lineOf(first, page).text))
}

/** Words that stand in none of the page's table rows. */
export const wordsOutsideTables = ({ words, rows }: Pick<PageParts, "words" | "rows">): Word[] => {
  const inCells = new Set(
    rows.flatMap(({ cells }) => cells.flatMap(({ lines }) => lines.flatMap((line) => line.words))),
  )
  return words.filter((word) => !inCells.has(word))
}
