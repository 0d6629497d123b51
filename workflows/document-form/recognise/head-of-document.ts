import { folded, isBold, isCapitals, type Line, linesOf } from "#workflows/pdf-reading/lines.ts"
import type { Box, Segment, Word } from "#workflows/pdf-reading/reading.ts"
import type { HeaderParts, TitleParts } from "./document-parts.ts"
import type { PageParts } from "./page-parts.ts"

/** Names of types, folded (NĐ 30/2020 Phụ lục III). */
const TYPE_NAMES = [
  "nghi quyet",
  "quyet dinh",
  "chi thi",
  "quy che",
  "quy dinh",
  "thong cao",
  "thong bao",
  "huong dan",
  "chuong trinh",
  "ke hoach",
  "phuong an",
  "de an",
  "du an",
  "bao cao",
  "bien ban",
  "to trinh",
  "hop dong",
  "cong dien",
  "phieu ra soat",
]

/** Header and title of the first page, with the height at which the text goes on. */
export const headOfDocument = (
  first: PageParts,
  words: readonly Word[],
): { header: HeaderParts; title: TitleParts; end: number } => {
  const lines = linesOf(words, first.page.number)
  const typeAt = lines.findIndex(({ text }) => TYPE_NAMES.includes(folded(text)))
  const typeName = lines[typeAt] ?? null
  const title = typeName
    ? titleIn(typeName, lines.slice(typeAt + 1), first.rules)
    : letterTitleIn(lines, first.page.width / 2)
  const below = typeName ?? title.abstract[0]
  const header = headerIn(
    words.filter((word) => (below ? word.y1 < below.y0 + 2 : word.y0 < first.page.height / 4)),
    first,
    below?.y0 ?? first.page.height / 4,
  )
  const { rule } = title
  const bottom = [...title.abstract, ...(typeName ? [typeName] : headerLines(header))]
  return { header, title, end: rule ? rule.y0 : Math.max(...bottom.map(({ baseline }) => baseline)) + 1 }
}

const NO_TITLE: TitleParts = { typeName: null, abstract: [], rule: null, isLetter: false }

/** The trích yếu of a công văn: `V/v …` and what goes on under it in the left half (ô 5b). */
function letterTitleIn(lines: readonly Line[], middleOfPage: number): TitleParts {
  const at = lines.findIndex(({ text, x1 }) => /^(v v|ve viec) /u.test(folded(text)) && x1 < middleOfPage)
  if (at < 0) return NO_TITLE
  const goesOn = lines
    .slice(at + 1)
    .findIndex(({ text, x1 }) => x1 > middleOfPage || /^kinh gui/u.test(folded(text)))
  return { ...NO_TITLE, abstract: lines.slice(at, goesOn < 0 ? at + 1 : at + 1 + goesOn), isLetter: true }
}

const headerLines = ({ number, date, nation }: HeaderParts): Line[] =>
  [number, date, nation].filter((line) => line !== null)

function headerIn(words: readonly Word[], page: PageParts, end: number): HeaderParts {
  const { left, right, gutter } = inColumns(words, page)
  const number = left.find(({ text }) => /^s[ốo](?!\p{L})|\//iu.test(text.normalize("NFC"))) ?? null
  const nation = [...right, ...left].find(({ text }) => /cong hoa|chu nghia/u.test(folded(text))) ?? null
  const agency = left.filter(
    (line) => line !== number && line !== nation && (!number || line.baseline < number.baseline),
  )
  const motto = right.find(({ text }) => /doc lap|hanh phuc/u.test(folded(text))) ?? null
  const date = right.find(({ text }) => /ngay.*thang|thang.*nam/u.test(folded(text))) ?? null
  const above = page.rules.filter(({ y0 }) => y0 < end)
  return {
    agency,
    agencyRule: ruleBelow(
      above.filter((rule) => middle(rule) < gutter),
      agency.at(-1) ?? null,
    ),
    nation,
    motto,
    mottoRule: ruleBelow(
      above.filter((rule) => middle(rule) >= gutter),
      motto ?? nation,
    ),
    number,
    date,
  }
}

const middle = ({ x0, x1 }: Box): number => (x0 + x1) / 2
const ruleBelow = (rules: readonly Segment[], line: Line | null): Segment | null =>
  rules.find(({ y0 }) => line !== null && y0 > line.baseline) ?? null

function titleIn(typeName: Line, after: readonly Line[], rules: readonly Segment[]): TitleParts {
  const abstract: Line[] = []
  for (const line of after) {
    const previous = abstract.at(-1) ?? typeName
    if (rules.some(({ y0 }) => y0 > previous.baseline && y0 < line.y0 + 3)) break
    // Without a rule the abstract ends where capitals, a basis or an addressee begins.
    if (isCapitals(line.text) || /^(can cu|kinh gui|theo de nghi|dieu \d)/u.test(folded(line.text))) break
    if (abstract.length > 0 && !isBold(line) && isBold(previous)) break
    abstract.push(line)
  }
  const last = abstract.at(-1) ?? typeName
  const next = after[abstract.length]
  const rule = rules.find(({ y0 }) => y0 > last.baseline && y0 < (next?.y0 ?? last.y1) + 6) ?? null
  return { typeName, abstract, rule, isLetter: false }
}

/**
 * The x at which two columns part: the middle of the widest strip that no word enters, between a quarter and two thirds of
 * the page's width.
 */
const gutterOf = (words: readonly Word[], width: number): number => {
  const [from, to] = [width * 0.25, width * 0.66]
  const sorted = [...words].sort((a, b) => a.x0 - b.x0)
  let reached = from
  let best = { at: width / 2, size: 0 }
  for (const { x0, x1 } of sorted) {
    const size = Math.min(x0, to) - reached
    if (size > best.size) best = { at: (reached + Math.min(x0, to)) / 2, size }
    reached = Math.max(reached, x1)
    if (reached > to) break
  }
  return best.at
}

/** Lines of words on either side of the strip between two columns. */
export const inColumns = (
  words: readonly Word[],
  page: PageParts,
): { left: Line[]; right: Line[]; gutter: number } => {
  const gutter = gutterOf(words, page.page.width)
  const side = (isLeft: boolean) => words.filter(({ x0, x1 }) => (x0 + x1) / 2 < gutter === isLeft)
  return {
    left: linesOf(side(true), page.page.number),
    right: linesOf(side(false), page.page.number),
    gutter,
  }
}
