import { sentenceAround } from "./sentence-around.ts"

/** The words of a place in the record, and all that stands around them in their sentence and over it. */
export type Clause = {
  sentence: string
  before: string
  words: string
  after: string
  /** Lines that end in a colon or only name a case, and stand over this one in the list, the outermost first. */
  headings: () => string[]
  /** What stands before the sentence in its line, back to the last full stop: the acts before a semicolon. */
  lead: () => string
}

export const clauseAround = ({ lower }: { lower: string }, from: number, to: number): Clause => {
  const { start, end } = sentenceAround(lower, from, to)
  return {
    sentence: lower.slice(start, end),
    before: lower.slice(start, from),
    words: lower.slice(from, to),
    after: lower.slice(to, end),
    headings: () => headingsOver(lower, start),
    lead: () => leadOf(lower, start),
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

/** "d) Đối với tàu cá phá hủy, phá dỡ": a line of its own that says nothing of what is done. */
const ONLY_NAMES_A_CASE =
  /^[^\p{L}]*(?:[a-zđ]\d?[).]\s*)?(?:đối với|trường hợp)\s(?!.*\sthì\s)(?!.*,\s(?:cơ quan|sở|ủy ban|phòng|công chức|chi cục|trong)\s)[^.;:]{3,160}$/u

const LEAD_REACH = 600
function leadOf(lower: string, start: number): string {
  const back = lower.slice(Math.max(0, start - LEAD_REACH), start)
  return back.slice(Math.max(back.lastIndexOf("\n"), back.lastIndexOf(". ")) + 1)
}

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
    if (text.endsWith(":") || (mark !== "" && ONLY_NAMES_A_CASE.test(text))) open.push({ mark, text })
  }
  // The line itself, when the place begins one.
  if (at === 0 || lower[at - 1] === "\n") close(own)
  return open.map(({ text }) => text)
}
