import type { Annex, Block, DocumentLayout, Row } from "./document-layout.ts"
import { numberLine } from "./document-layout.ts"
import { dateLine, MOTTO, NATION } from "./head-text.ts"

/** Cells of a row stand apart by this in a line. */
export const BETWEEN_CELLS = " | "

/** What a document says, line by line in reading order: a paragraph is a line, a table's row is one. */
export const layoutLines = (layout: DocumentLayout): string[] => [
  ...layout.header.agency.map(({ text }) => text),
  numberLine(layout.header),
  ...(layout.typeName === "" ? [layout.abstract] : []),
  NATION,
  MOTTO,
  dateLine(layout.header),
  ...(layout.typeName === "" ? [] : [layout.typeName, layout.abstract]),
  ...layout.blocks.flatMap(blockLines),
  "Nơi nhận:",
  ...recipientLines(layout.closing.recipients),
  ...layout.closing.capacity,
  layout.closing.fullName,
  ...layout.annexes.flatMap((annex) => annexLines(annex)),
]

/** The same of an annex, its cells apart by `between`. */
export const annexLines = (
  { heading, title, infoLine, table }: Annex,
  between: string = BETWEEN_CELLS,
): string[] => [
  heading,
  title,
  infoLine,
  table.columns.map((column) => column.heading).join(between),
  ...table.rows.map((row) => rowLine(row, between)),
]

/** `- Như Điều 3;` … the last with a full stop. */
export const recipientLines = (recipients: readonly string[]): string[] =>
  recipients.map((text, index) => `- ${text}${index === recipients.length - 1 ? "." : ";"}`)

const blockLines = (block: Block): string[] =>
  block.block === "paragraph"
    ? [block.runs.map(({ text }) => text).join("")]
    : [
        block.columns.map((column) => column.heading).join(BETWEEN_CELLS),
        ...block.rows.map((row) => rowLine(row)),
      ]

const rowLine = (row: Row, between: string = BETWEEN_CELLS): string =>
  row.kind === "group" ? row.text : row.cells.join(between)
