import { type Line, linesOf } from "#workflows/pdf-reading/lines.ts"
import type { Box, PageReading, Segment, Word } from "#workflows/pdf-reading/reading.ts"

export type Cell = Box & { lines: Line[]; text: string }
export type GridRow = Box & { page: number; cells: Cell[] }

/** Lines end at each other within this many points. */
const MEET = 1.5

/** Horizontal lines that no upright line touches are rules under text; the others, with the uprights, are tables. */
export const splitSegments = ({ segments }: PageReading): { rules: Segment[]; grid: Segment[] } => {
  const uprights = segments.filter(({ upright }) => upright)
  const touches = (line: Segment) => uprights.some((one) => meets(one, line))
  const rules = segments.filter((segment) => !segment.upright && !touches(segment))
  return { rules, grid: segments.filter((segment) => !rules.includes(segment)) }
}

const meets = (upright: Segment, line: Segment): boolean =>
  upright.x0 > line.x0 - MEET &&
  upright.x0 < line.x1 + MEET &&
  line.y0 > upright.y0 - MEET &&
  line.y0 < upright.y1 + MEET

/** Rows of the tables on a page from top to bottom, each with its cells and the text that stands in them. */
export const gridRows = (page: PageReading, grid: readonly Segment[], words: readonly Word[]): GridRow[] => {
  const levels = distinct(grid.filter(({ upright }) => !upright).map(({ y0 }) => y0))
  const uprights = grid.filter(({ upright }) => upright)
  const rows: GridRow[] = []
  for (const [index, y0] of levels.entries()) {
    const y1 = levels[index + 1]
    if (y1 === undefined || y1 - y0 < MEET) continue
    const middle = (y0 + y1) / 2
    const edges = distinct(uprights.filter((one) => one.y0 < middle && one.y1 > middle).map(({ x0 }) => x0))
    const [x0, x1] = [edges[0], edges.at(-1)]
    if (edges.length < 2 || x0 === undefined || x1 === undefined) continue
    const inside = words.filter(
      (word) => midY(word) > y0 && midY(word) < y1 && midX(word) > x0 && midX(word) < x1,
    )
    rows.push({ x0, x1, y0, y1, page: page.number, cells: cellsOf(edges, y0, y1, inside, page.number) })
  }
  return rows
}

const midX = ({ x0, x1 }: Box): number => (x0 + x1) / 2
const midY = ({ y0, y1 }: Box): number => (y0 + y1) / 2

const cellsOf = (
  edges: readonly number[],
  y0: number,
  y1: number,
  words: readonly Word[],
  page: number,
): Cell[] =>
  edges.slice(0, -1).map((x0, index) => {
    const x1 = edges[index + 1] ?? x0
    const lines = linesOf(
      words.filter((word) => midX(word) >= x0 && midX(word) < x1),
      page,
    )
    return { x0, x1, y0, y1, lines, text: lines.map(({ text }) => text).join(" ") }
  })

/** Values in order, those closer than lines' ends may be taken as one. */
function distinct(values: readonly number[]): number[] {
  const kept: number[] = []
  for (const value of [...values].sort((a, b) => a - b))
    if (kept.length === 0 || value - (kept.at(-1) ?? 0) > MEET) kept.push(value)
  return kept
}
