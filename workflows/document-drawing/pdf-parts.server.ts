import { FONT_FILES } from "#workflows/pdf-file/font-files.server.ts"
import { CompactPdf } from "./compact-pdf.server.ts"

export type PdfReference = {
  id: number
  data: Record<string, unknown>
  end(content?: string | Uint8Array): void
}

/** An embedded face: the font file, and which of its glyphs the document has taken so far. */
export type PdfFont = {
  id: string
  ref(): PdfReference
  font: {
    hasGlyphForCodePoint(codePoint: number): boolean
    glyphForCodePoint(codePoint: number): { id: number; advanceWidth: number }
  }
  /** Thousandths of an em in a unit of the font file. */
  scale: number
  subset: { includeGlyph(glyph: number): number }
  /** By the number a glyph has in the document. */
  widths: number[]
  unicode: number[][]
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
    structParentTreeKey: number
    height: number
  }
  _font: PdfFont
  _root: PdfReference
  font(name: string): PdfDocument
  registerFont(name: string, src: string): PdfDocument
  addPage(options: { size: [number, number]; margin: number }): PdfDocument
  addContent(content: string): PdfDocument
  reserve(): number
  put(id: number, text: string): void
  getStructTreeRoot(): PdfReference
  getStructParentTree(): { get(key: number): unknown[]; add(key: number, value: unknown): void }
  createStructParentTreeNextKey(): number
  annotate(x: number, y: number, w: number, h: number, options: Record<string, unknown>): PdfDocument
  initForm(): PdfDocument
  ref(data: Record<string, unknown>): PdfReference
  /** Adds a description to the file's XMP metadata. */
  appendXML(xml: string): void
  writeCompressed(stream: PdfReference, bytes: Uint8Array): void
  addNamedEmbeddedFile(name: string, specification: PdfReference): void
  outline: { addItem(title: string): unknown }
  on(event: "data", listener: (chunk: Uint8Array) => void): unknown
  on(event: "end", listener: () => void): unknown
  end(): void
}

/** An empty tagged PDF/A-3a document in Vietnamese with the four faces registered. `createdAt` is its only date. */
export const openDocument = (facts: { title: string; keywords: string; createdAt: Date }): PdfDocument => {
  const document = new CompactPdf({
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
  }) as unknown as PdfDocument
  for (const [name, file] of Object.entries(FONT_FILES)) document.registerFont(name, file)
  document.appendXML(PDF_UA)
  return document
}

/**
 * Says that the file also is PDF/UA-1 (ISO 14289-1, 5). PDF/A wants every property it does not know itself described beside it
 * (ISO 19005-3, 6.6.2.3).
 */
const PDF_UA = `
        <rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">
            <pdfuaid:part>1</pdfuaid:part>
        </rdf:Description>
        <rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about="">
            <pdfaExtension:schemas>
                <rdf:Bag>
                    <rdf:li rdf:parseType="Resource">
                        <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
                        <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
                        <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
                        <pdfaSchema:property>
                            <rdf:Seq>
                                <rdf:li rdf:parseType="Resource">
                                    <pdfaProperty:name>part</pdfaProperty:name>
                                    <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
                                    <pdfaProperty:category>internal</pdfaProperty:category>
                                    <pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
                                </rdf:li>
                            </rdf:Seq>
                        </pdfaSchema:property>
                    </rdf:li>
                </rdf:Bag>
            </pdfaExtension:schemas>
        </rdf:Description>
        `
