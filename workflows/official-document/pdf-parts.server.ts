import { createRequire } from "node:module"
import PDFDocument from "pdfkit"
import type { FontStyle } from "./document-layout.ts"

/** A structure element of the tagged file. */
export type StructureElement = {
  add(child: StructureElement | (() => void)): StructureElement
  end(): void
  /** The element's own dictionary, for attributes PDFKit has no option for. */
  dictionary: { data: Record<string, unknown> }
}

export type PdfReference = { data: Record<string, unknown>; end(content?: string | Uint8Array): void }

export type PdfFont = {
  id: string
  ref(): PdfReference
  encode(text: string): [string[], { xAdvance: number; advanceWidth: number }[]]
}

/**
 * The parts of PDFKit's document that are used here. Its own `text()` and `table()` measure every word again for each
 * cell (about fifteen times slower with tags), so lines are laid out once and written through `addContent`.
 */
export type PdfDocument = {
  page: {
    dictionary: PdfReference
    fonts: Record<string, PdfReference>
    annotations: PdfReference[]
    height: number
  }
  _font: PdfFont
  _root: PdfReference
  font(name: string): PdfDocument
  registerFont(name: string, src: string): PdfDocument
  addPage(options: { size: [number, number]; margin: number }): PdfDocument
  addContent(content: string): PdfDocument
  markContent(tag: string, options: Record<string, unknown>): PdfDocument
  endMarkedContent(): PdfDocument
  struct(type: string, options?: Record<string, unknown>, children?: (() => void)[]): StructureElement
  addStructure(element: StructureElement): PdfDocument
  annotate(x: number, y: number, w: number, h: number, options: Record<string, unknown>): PdfDocument
  initForm(): PdfDocument
  ref(data: Record<string, unknown>): PdfReference
  file(src: Uint8Array, options: Record<string, unknown>): unknown
  outline: { addItem(title: string): unknown }
  on(event: "data", listener: (chunk: Uint8Array) => void): unknown
  on(event: "end", listener: () => void): unknown
  end(): void
}

const require = createRequire(import.meta.url)
const fontFile = (folder: string) => require.resolve(`@expo-google-fonts/tinos/${folder}/Tinos_${folder}.ttf`)

/** Tinos: full Vietnamese at Times New Roman's widths, free to embed. */
export const FONT_FILES: Record<FontStyle, string> = {
  regular: fontFile("400Regular"),
  bold: fontFile("700Bold"),
  italic: fontFile("400Regular_Italic"),
  boldItalic: fontFile("700Bold_Italic"),
}

/** An empty tagged PDF/A-3a document in Vietnamese with the four faces registered. `createdAt` is its only date. */
export const openDocument = (facts: { title: string; keywords: string; createdAt: Date }): PdfDocument => {
  const document = new PDFDocument({
    autoFirstPage: false,
    pdfVersion: "1.7",
    subset: "PDF/A-3a",
    tagged: true,
    lang: "vi-VN",
    displayTitle: true,
    font: FONT_FILES.regular,
    info: {
      Title: facts.title,
      Keywords: facts.keywords,
      CreationDate: facts.createdAt,
      Creator: "Danh mục dịch vụ công trực tuyến",
    },
  } as ConstructorParameters<typeof PDFDocument>[0]) as unknown as PdfDocument
  for (const [name, file] of Object.entries(FONT_FILES)) document.registerFont(name, file)
  return document
}
