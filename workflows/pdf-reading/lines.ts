import { foldText } from "#models/shared/text.ts"
import type { Box, Word } from "./reading.ts"

/** Words on one baseline, from left to right. */
export type Line = Box & { page: number; words: Word[]; text: string; baseline: number; size: number }

/** Baselines closer than this, in points, are one line. */
const SAME_BASELINE = 1
/** Words further apart than this, in em, have a blank between them. */
const BLANK = 0.12

export const linesOf = (words: readonly Word[], page: number): Line[] => {
  const sorted = [...words].sort((a, b) => a.baseline - b.baseline || a.x0 - b.x0)
  const lines: Line[] = []
  let open: Word[] = []
  for (const word of sorted) {
    const [first] = open
    if (first && Math.abs(word.baseline - first.baseline) > SAME_BASELINE) {
      lines.push(lineOf(open, page))
      open = []
    }
    open.push(word)
  }
  if (open.length > 0) lines.push(lineOf(open, page))
  return lines
}

export const lineOf = (words: readonly Word[], page: number): Line => {
  const ordered = [...words].sort((a, b) => a.x0 - b.x0)
  return {
    ...boxAround(ordered),
    page,
    words: ordered,
    text: textOf(ordered),
    baseline: ordered[0]?.baseline ?? 0,
    size: ordered[0]?.size ?? 0,
  }
}

const textOf = (words: readonly Word[]): string =>
  words
    .map((word, index) => {
      const next = words[index + 1]
      const apart = next && (next.x0 - word.x1 > BLANK * word.size || word.spacesAfter > 0)
      return apart ? `${word.text} ` : word.text
    })
    .join("")

export const boxAround = (boxes: readonly Box[]): Box => ({
  x0: Math.min(...boxes.map(({ x0 }) => x0)),
  y0: Math.min(...boxes.map(({ y0 }) => y0)),
  x1: Math.max(...boxes.map(({ x1 }) => x1)),
  y1: Math.max(...boxes.map(({ y1 }) => y1)),
})

export const widthOf = ({ x0, x1 }: Box): number => x1 - x0
export const centreOf = ({ x0, x1 }: Box): number => (x0 + x1) / 2
export const isBold = ({ words }: Line): boolean => words.every(({ face }) => face.bold)
export const isItalic = ({ words }: Line): boolean => words.every(({ face }) => face.italic)
export const isCapitals = (text: string): boolean =>
  text === text.toLocaleUpperCase("vi") && /\p{Lu}/u.test(text)

/** Letters and digits only, lower case, without marks: recognises a component even where it is written wrongly. */
export const folded = (text: string): string =>
  foldText(text)
    .replace(/[^a-z0-9]+/gu, " ")
    .trim()

export const joined = (lines: readonly Line[]): string => lines.map(({ text }) => text).join(" ")
