import { boxAround, folded, isCapitals, isItalic, type Line, linesOf } from "#workflows/pdf-reading/lines.ts"
import type { Reading } from "../reading.ts"
import { closingOf } from "./closing.ts"
import type { AnnexParts, DocumentParts } from "./document-parts.ts"
import { headOfDocument } from "./head-of-document.ts"
import { type PageParts, partsOfPages, wordsOutsideTables } from "./page-parts.ts"
import { paragraphsOf } from "./paragraphs.ts"
import { tableOf, tablesOf } from "./tables.ts"

/** Finds the components of an official document in what its pages show; by place and wording, never by tags. */
export const recognise = ({ pages }: Reading): DocumentParts => {
  const parts = partsOfPages(pages)
  const main = parts.filter(({ part }) => part === 0)
  const first = main[0]
  const { closing, page: closingPage, top: closingTop } = closingOf(main)
  const head = first ? headOfDocument(first, wordsOutsideTables(first)) : NO_HEAD
  const breaks: Line[] = []
  const lines = main.flatMap((page) => {
    const { number } = page.page
    const from = number === first?.page.number ? head.end : Number.NEGATIVE_INFINITY
    const to =
      number === closingPage ? closingTop : number > closingPage ? Number.NEGATIVE_INFINITY : page.page.height
    const found = linesOf(
      wordsOutsideTables(page).filter(({ baseline, y0 }) => baseline > from && y0 < to),
      number,
    )
    // A paragraph does not go on below a table.
    const below = page.rows.at(-1)?.y1
    const after = below === undefined ? undefined : found.find(({ y0 }) => y0 > below - 1)
    if (after) breaks.push(after)
    return found
  })
  const edges = [...lines, ...main.flatMap(({ rows }) => rows), ...(closing.heading ? [closing.heading] : [])]
  const { x0: left, x1: right } = edges.length > 0 ? boxAround(edges) : { x0: 0, x1: 0 }
  const frame = { left, right }
  return {
    pages: parts,
    main,
    frame,
    header: head.header,
    title: head.title,
    paragraphs: paragraphsOf(lines, frame, breaks),
    tables: tablesOf(main),
    closing,
    annexes: annexesOf(parts),
  }
}

const NO_HEAD: ReturnType<typeof headOfDocument> = {
  header: {
    agency: [],
    agencyRule: null,
    nation: null,
    motto: null,
    mottoRule: null,
    number: null,
    date: null,
  },
  title: { typeName: null, abstract: [], rule: null, isLetter: false },
  end: 0,
}

function annexesOf(parts: readonly PageParts[]): AnnexParts[] {
  const groups = Map.groupBy(
    parts.filter(({ part }) => part > 0),
    ({ part }) => part,
  )
  return [...groups.values()].map(annexOf)
}

function annexOf(pages: PageParts[]): AnnexParts {
  const [first] = pages
  const lines = first
    ? linesOf(
        wordsOutsideTables(first).filter(({ y0 }) => y0 < (first.rows[0]?.y0 ?? first.page.height)),
        first.page.number,
      )
    : []
  const [heading = null, ...rest] = lines
  const infoAt = rest.findIndex(
    (line) =>
      /kem theo/u.test(folded(line.text)) ||
      line.text.startsWith("(") ||
      (isItalic(line) && !isCapitals(line.text)),
  )
  const title = infoAt < 0 ? rest.filter(({ text }) => isCapitals(text)) : rest.slice(0, infoAt)
  const info = infoAt < 0 ? [] : rest.slice(infoAt)
  const lastLine = info.at(-1) ?? title.at(-1) ?? heading
  const rule = first?.rules.find(({ y0 }) => lastLine !== null && y0 > lastLine.baseline) ?? null
  return { pages, heading, title, info, rule, table: tableOf(pages) }
}
