import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  type IBorderOptions,
  type ISectionOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from "docx"
import type { IsoDay } from "#models/shared/dates.ts"
import { TRAINING_MARK } from "#models/shared/training-mark.ts"
import type {
  Annex,
  Block,
  DocumentLayout,
  Row,
  Run,
  Table as TableData,
} from "#workflows/document-text/document-layout.ts"
import { numberLine } from "#workflows/document-text/document-layout.ts"
import { dateLine, MOTTO, NATION } from "#workflows/document-text/head-text.ts"
import { recipientLines } from "#workflows/document-text/layout-lines.ts"
import type { LayoutProfileData } from "#workflows/document-text/layout-profiles/layout-profile-data.ts"
import { layoutProfileOn } from "#workflows/document-text/layout-profiles/layout-profiles.ts"
import { wordStyles } from "./word-styles.ts"

type Drawn = LayoutProfileData["drawn"]
const twips = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4)

/**
 * The same document for Word, from the same composed layout: real styles, repeated table headings, page numbers that begin
 * again in each annex. A working copy to read and mark: the PDF is what is signed. The same layout gives the same text, though
 * not the same bytes: the packaging says when it was made.
 * @param day whose layout profile it follows
 * @throws RuleBrokenError for a day before the first
 */
export const toWord = async (layout: DocumentLayout, day: IsoDay): Promise<Uint8Array> => {
  const { drawn } = layoutProfileOn(day)
  const file = new Document({
    title: layout.abstract,
    creator: layout.header.agency.map(({ text }) => text).join(" "),
    styles: wordStyles(drawn),
    sections: [mainSection(layout, drawn), ...layout.annexes.map((annex) => annexSection(annex, drawn))].map(
      (one) => (layout.training ? { ...one, footers: trainingFooters() } : one),
    ),
  })
  return new Uint8Array(await Packer.toBuffer(file))
}

/** An annex that stands by itself, for Word. @throws RuleBrokenError for a day before the first layout profile */
export const annexToWord = async (
  annex: Annex,
  { day, training }: { day: IsoDay; training: boolean },
): Promise<Uint8Array> => {
  const { drawn } = layoutProfileOn(day)
  const own = annexSection(annex, drawn)
  const file = new Document({
    title: annex.title,
    styles: wordStyles(drawn),
    sections: [training ? { ...own, footers: trainingFooters() } : own],
  })
  return new Uint8Array(await Packer.toBuffer(file))
}

/** At the foot of every page, as in the PDF. */
function trainingFooters(): NonNullable<ISectionOptions["footers"]> {
  const footer = () =>
    new Footer({
      children: [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          children: [new TextRun({ text: TRAINING_MARK, bold: true })],
        }),
      ],
    })
  return { default: footer(), first: footer() }
}

const styled = (style: string, text: string): Paragraph => new Paragraph({ style, text })

const runOf = ({ text, style }: Run): TextRun =>
  new TextRun({
    text,
    bold: style === "bold" || style === "boldItalic",
    italics: style === "italic" || style === "boldItalic",
  })

const mainSection = (layout: DocumentLayout, drawn: Drawn): ISectionOptions =>
  section(drawn, "portrait", [
    headGrid(layout, drawn),
    ...(layout.typeName === ""
      ? []
      : [
          styled("TenLoai", layout.typeName),
          styled("TrichYeu", layout.abstract),
          rule(210 - drawn.margins.portrait.left - drawn.margins.portrait.right, drawn.shortRule / 1.5),
        ]),
    ...layout.blocks.flatMap((block, index, all) => blockOf(block, index === all.length - 1, drawn)),
    closingGrid(layout, drawn),
  ])

const annexSection = (
  { heading, title, infoLine, orientation, table }: Annex,
  drawn: Drawn,
): ISectionOptions =>
  section(drawn, orientation, [
    styled("TenPhuLuc", heading),
    styled("TieuDePhuLuc", title),
    styled("ThongTinPhuLuc", infoLine),
    tableOf(table, drawn),
  ])

/** Page numbers stand on top, begin again, and are hidden on the first page (NĐ 30/2020 Phụ lục I, II.1d). */
function section(
  drawn: Drawn,
  orientation: "portrait" | "landscape",
  children: (Paragraph | Table)[],
): ISectionOptions {
  const { top, bottom, left, right } = drawn.margins[orientation]
  const number = new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: [PageNumber.CURRENT] })],
  })
  return {
    properties: {
      titlePage: true,
      page: {
        size: {
          width: twips(210),
          height: twips(297),
          orientation: orientation === "landscape" ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: {
          top: twips(top),
          bottom: twips(bottom),
          left: twips(left),
          right: twips(right),
          header: twips(drawn.pageNumberAt),
          footer: twips(drawn.pageNumberAt),
        },
        pageNumbers: { start: 1 },
      },
    },
    headers: { default: new Header({ children: [number] }), first: new Header({ children: [] }) },
    footers: { default: new Footer({ children: [] }), first: new Footer({ children: [] }) },
    children,
  }
}

const NO_LINE: IBorderOptions = { style: BorderStyle.NONE, size: 0, color: "auto" }
const NO_LINES = { top: NO_LINE, bottom: NO_LINE, left: NO_LINE, right: NO_LINE }

/** Two columns without lines, as the head and the closing block of a document stand. */
function grid(widths: { left: number; right: number }, left: Paragraph[], right: Paragraph[]): Table {
  const cell = (width: number, children: Paragraph[]) =>
    new TableCell({ width: { size: twips(width), type: WidthType.DXA }, borders: NO_LINES, children })
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: [twips(widths.left), twips(widths.right)],
    borders: { ...NO_LINES, insideHorizontal: NO_LINE, insideVertical: NO_LINE },
    rows: [new TableRow({ cantSplit: true, children: [cell(widths.left, left), cell(widths.right, right)] })],
  })
}

/** The rule under tiêu ngữ is as long as its line, which fills about so much of the column. */
const MOTTO_SHARE = 0.62

/** A line across the middle of a column, a share of it long. */
const rule = (column: number, share: number): Paragraph => {
  const side = twips((column * (1 - share)) / 2)
  return new Paragraph({
    style: "DuongKe",
    indent: { left: side, right: side },
    border: { bottom: { style: BorderStyle.SINGLE, size: 6, space: 1, color: "auto" } },
  })
}

const headGrid = ({ header, typeName, abstract }: DocumentLayout, drawn: Drawn): Table =>
  grid(
    drawn.headerColumns,
    [
      ...header.agency.map(({ text, bold }) => styled(bold ? "CoQuan" : "CoQuanChuQuan", text)),
      rule(drawn.headerColumns.left, drawn.shortRule / 2),
      styled("SoKyHieu", numberLine(header)),
      ...(typeName === "" ? [styled("TrichYeuCongVan", abstract)] : []),
    ],
    [
      styled("QuocHieu", NATION),
      styled("TieuNgu", MOTTO),
      rule(drawn.headerColumns.right, MOTTO_SHARE),
      styled("NgayThang", dateLine(header)),
    ],
  )

const closingGrid = ({ closing }: DocumentLayout, drawn: Drawn): Table =>
  grid(
    drawn.closingColumns,
    [
      styled("NoiNhan", "Nơi nhận:"),
      ...recipientLines(closing.recipients).map((line) => styled("NoiNhanDong", line)),
    ],
    [
      ...closing.capacity.map((line) => styled("QuyenHan", line)),
      new Paragraph({ style: "ChoKy" }),
      styled("HoTen", closing.fullName),
    ],
  )

const PARAGRAPH_STYLES = {
  authority: "ThamQuyen",
  basis: "CanCu",
  decides: "ThamQuyen",
  addressee: "KinhGui",
  heading: "DeMuc",
  body: "NoiDung",
} as const

/** The last lines of text stay with the closing block (NĐ 30/2020 Phụ lục I, II.7). */
const blockOf = (block: Block, isLast: boolean, drawn: Drawn): (Paragraph | Table)[] =>
  block.block === "paragraph"
    ? [
        new Paragraph({
          style: PARAGRAPH_STYLES[block.kind],
          keepLines: isLast,
          keepNext: isLast,
          children: block.runs.map(runOf),
        }),
      ]
    : [tableOf(block, drawn)]

function tableOf({ columns, rows }: TableData, drawn: Drawn): Table {
  const widths = columns.map(({ width }) => twips(width))
  const cell = (text: string, style: string, index: number, span = 1) =>
    new TableCell({
      columnSpan: span,
      verticalAlign: VerticalAlignTable.CENTER,
      width: { size: widths[index] ?? 0, type: WidthType.DXA },
      margins: { left: twips(drawn.cellPadding.x), right: twips(drawn.cellPadding.x) },
      children: [styled(style, text)],
    })
  const rowOf = (row: Row): TableRow => {
    if (row.kind === "group")
      return new TableRow({ cantSplit: true, children: [cell(row.text, "OGop", 0, columns.length)] })
    const style = (index: number) =>
      row.kind === "total" ? "OGop" : columns[index]?.align === "center" ? "OGiua" : "O"
    return new TableRow({
      cantSplit: true,
      children: row.cells.map((text, index) => cell(text, style(index), index)),
    })
  }
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map(({ heading }, index) => cell(heading, "OTieuDe", index)),
      }),
      ...rows.map(rowOf),
    ],
  })
}
