import { slotsIn, type TextBlock } from "#models/reference/document-template.ts"
import { normaliseText } from "#models/shared/text.ts"
import {
  type Block,
  bold,
  italic,
  type Paragraph,
  paragraph,
  regular,
  type Table,
} from "./document-layout.ts"

/** What fills the slots of a text, by name: a text, the items of a list, a table. */
export type SlotValues = ReadonlyMap<string, string | readonly string[] | Table>

/** A line of text with its slots filled; what is filled in is never read for slots again. */
export const fillLine = (text: string, values: SlotValues): string => normaliseText(put(text, values))

/** The blocks of a text as a document has them: slots filled, lists drawn out, articles and clauses numbered. */
export const fillBlocks = (blocks: readonly TextBlock[], values: SlotValues): Block[] => {
  // Drawn out first: a list may be empty, and the paragraph before it is then the last of its kind.
  const parts = blocks.flatMap(({ kind, text }): Part[] =>
    kind === "table" ? [{ kind, text }] : partsOf(kind, text, values),
  )
  let article = 0
  let clause = 0
  return parts.map(({ kind, text }, index): Block => {
    if (kind === "article" || kind === "article-title") article += 1
    // Clauses go on after what stands between them in their article.
    if (kind === "clause") clause += 1
    else if (BEGINS_CLAUSES.has(kind)) clause = 0
    if (kind === "table") return { block: "table", ...tableIn(text, values) }
    return paragraphOf(kind, text, { article, clause, isLast: parts[index + 1]?.kind !== kind })
  })
}

const BEGINS_CLAUSES: ReadonlySet<TextBlock["kind"]> = new Set(["article", "article-title", "heading"])

type Place = { article: number; clause: number; isLast: boolean }

function paragraphOf(
  kind: Exclude<TextBlock["kind"], "table">,
  text: string,
  { article, clause, isLast }: Place,
): Paragraph {
  const ended = `${text.replace(/[.;,\s]+$/u, "")}${isLast ? "." : ";"}`
  switch (kind) {
    case "basis":
      return paragraph("basis", italic(ended))
    case "decides":
      return paragraph("decides", bold(text))
    case "article":
      return paragraph("body", bold(`Điều ${article}.`), regular(` ${text}`))
    case "article-title":
      return paragraph("heading", bold(`Điều ${article}. ${text}`))
    case "clause":
      return paragraph("body", regular(`${clause}. ${text}`))
    case "heading":
      return paragraph("heading", bold(text))
    case "dash":
      return paragraph("body", regular(`- ${ended}`))
    case "body":
      return paragraph("body", regular(text))
  }
}

/** What further lines of an article or clause are: paragraphs of it, not the next one. */
const GOES_ON: ReadonlySet<TextBlock["kind"]> = new Set(["article", "article-title", "clause"])

type Part = Pick<TextBlock, "kind" | "text">

/** The paragraphs a block becomes: one per item of its list, else one per line. */
function partsOf(kind: TextBlock["kind"], text: string, values: SlotValues): Part[] {
  const list = slotsIn(text).find((name) => Array.isArray(values.get(name)))
  const items = list === undefined ? undefined : values.get(list)
  const texts = Array.isArray(items)
    ? items.map((item: string) => put(text, new Map([...values, [list ?? "", item]])))
    : put(text, values).split("\n")
  return texts
    .map(normaliseText)
    .filter((part) => part !== "")
    .map((part, index) => ({
      kind: index > 0 && !Array.isArray(items) && GOES_ON.has(kind) ? "body" : kind,
      text: part,
    }))
}

function tableIn(text: string, values: SlotValues): Table {
  const [name = ""] = slotsIn(text)
  const table = values.get(name)
  if (!table || typeof table === "string" || !("columns" in table)) throw new Error(`«${name}» is no table`)
  return table
}

const put = (text: string, values: SlotValues): string =>
  text.replace(/\{\{(\w+)\}\}/gu, (_, name: string) => {
    const value = values.get(name)
    return typeof value === "string" ? value : ""
  })
