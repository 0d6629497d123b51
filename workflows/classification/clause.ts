import { type Passage, sentenceAround } from "./passages.ts"

/** The words of a place in the record, and all that stands around them in their sentence and over it. */
export type Clause = {
  sentence: string
  before: string
  words: string
  after: string
  /** Lines that end in a colon and stand over this one in the list, the outermost first; looked for when asked. */
  headings: () => string[]
}

export const clauseAround = ({ lower }: Passage, from: number, to: number): Clause => {
  const { start, end } = sentenceAround(lower, from, to)
  return {
    sentence: lower.slice(start, end),
    before: lower.slice(start, from),
    words: lower.slice(from, to),
    after: lower.slice(to, end),
    headings: () => headingsOver(lower, start),
  }
}

/** How a line of a list begins, as a kind: "- ", "+ ", "a) ", "1. ", "Bước 1". */
const MARKS: readonly [string, RegExp][] = [
  ["-", /^[-–—]/u],
  ["+", /^\+/u],
  ["*", /^[*•●o] ?/u],
  ["a", /^\(?[a-zđ][).]/u],
  ["1", /^\(?\d{1,2}(?:\.\d{1,2})*[).]?\s/u],
  ["bước", /^bước/u],
]
const markOf = (line: string): string => MARKS.find(([, pattern]) => pattern.test(line))?.[0] ?? ""

/** No list is longer; a text without end costs no more. */
const LINES_BACK = 40
const CHARACTERS_BACK = 6000

/** A heading holds until a line begins as it did. */
function headingsOver(lower: string, at: number): string[] {
  const lines = lower
    .slice(Math.max(0, at - CHARACTERS_BACK), at)
    .split("\n")
    .slice(-LINES_BACK)
    .map((line) => line.trim())
  const own = markOf(lower.slice(at, at + 20).trimStart())
  const open: { mark: string; text: string }[] = []
  const close = (mark: string) => {
    const same = open.findIndex((one) => one.mark === mark)
    if (same >= 0) open.length = same
  }
  for (const text of lines) {
    if (text === "") continue
    const mark = markOf(text)
    close(mark)
    if (text.endsWith(":")) open.push({ mark, text })
  }
  // The line itself, when the place begins one.
  if (at === 0 || lower[at - 1] === "\n") close(own)
  return open.map(({ text }) => text)
}
