import { setImmediate } from "node:timers/promises"
import { PDF } from "@libpdf/core"
import {
  AnnotationMode,
  getDocument,
  type PDFDocumentProxy,
  type PDFPageProxy,
  VerbosityLevel,
} from "pdfjs-dist/legacy/build/pdf.mjs"
import { InvalidInputError } from "#models/shared/errors.ts"
import { FileShapeError } from "#workflows/pdf-file/cross-reference.server.ts"
import { assertPagesReadable } from "#workflows/pdf-file/page-limits.server.ts"
import { faceOf } from "./face-of.ts"
import type { Matrix } from "./matrix.ts"
import { type Operations, runOperations } from "./page-operations.ts"
import { PagePainter } from "./page-painter.ts"
import type { Face, FieldOnPage, PageReading } from "./reading.ts"

/**
 * Reads the pages of a finished PDF back from its bytes: where every word and line stands, in which face, size and colour,
 * with what form fields show; `also` reads what else is wanted of the open file. @throws InvalidInputError for what is no readable PDF
 */
export const readPages = <More>(
  bytes: Uint8Array,
  also: (document: PDFDocumentProxy) => Promise<More>,
): Promise<{ pages: PageReading[]; more: More }> =>
  withDocument(bytes, async (document) => {
    const pages: PageReading[] = []
    for (let number = 1; number <= document.numPages; number += 1) {
      pages.push(await readPage(document, number))
      await setImmediate()
    }
    return { pages, more: await also(document) }
  })

/** The first page alone. @throws InvalidInputError for what is no readable PDF */
export const readFirstPage = (bytes: Uint8Array): Promise<PageReading> =>
  withDocument(bytes, (document) => readPage(document, 1))

/** The first page with a form field of that name; null when none has it. @throws InvalidInputError for what is no readable PDF */
export const readPageWith = (bytes: Uint8Array, fieldName: string): Promise<PageReading | null> =>
  withDocument(bytes, async (document) => {
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number)
      const annotations = (await page.getAnnotations()) as Annotation[]
      if (annotations.some((one) => one.fieldName === fieldName)) return readPage(document, number)
    }
    return null
  })

/** A picture of a page of A4 at 300 dots an inch has nine million. */
const MOST_DOTS = 32_000_000

async function withDocument<Read>(
  bytes: Uint8Array,
  read: (document: PDFDocumentProxy) => Promise<Read>,
): Promise<Read> {
  const task = getDocument({
    maxImageSize: MOST_DOTS,
    // pdf.js takes the buffer it is given for its own.
    data: new Uint8Array(bytes),
    disableFontFace: true,
    // Or pdf.js keeps the fonts' names to itself.
    fontExtraProperties: true,
    useSystemFonts: false,
    stopAtErrors: true,
    verbosity: VerbosityLevel.ERRORS,
  })
  try {
    assertPagesReadable(await PDF.load(bytes))
    return await read(await task.promise)
  } catch (cause) {
    if (cause instanceof FileShapeError) throw new InvalidInputError(cause.message)
    throw new InvalidInputError(
      `Tệp PDF không đọc được (${cause instanceof Error ? cause.message : String(cause)}). Kiểm tra tệp có hỏng hoặc đặt mật khẩu không.`,
    )
  } finally {
    await task.destroy()
  }
}

async function readPage(document: PDFDocumentProxy, number: number): Promise<PageReading> {
  const page = await document.getPage(number)
  const viewport = page.getViewport({ scale: 1 })
  const annotations = (await page.getAnnotations()) as Annotation[]
  const names = new Map(annotations.map(({ id, fieldName }) => [id, fieldName ?? id]))
  const operations = (await page.getOperatorList({ annotationMode: AnnotationMode.ENABLE })) as Operations
  const painter = new PagePainter(viewport.transform as unknown as Matrix)
  runOperations(painter, operations, {
    field: (annotation) => names.get(annotation) ?? null,
    face: faceReader(page),
  })
  const { width, height, rotation } = viewport
  const [left, bottom, right, top] = page.view as [number, number, number, number]
  const reading: PageReading = {
    number,
    width,
    height,
    rotation,
    wholeSheet: left === 0 && bottom === 0 && right > 0 && top > 0,
    words: painter.words,
    segments: painter.segments,
    artwork: painter.artwork,
    fields: annotations.flatMap((annotation) => fieldOf(annotation, viewport)),
  }
  page.cleanup()
  return reading
}

type Annotation = { id: string; fieldName?: string; fieldType?: string; rect: number[] }
type Viewport = ReturnType<PDFPageProxy["getViewport"]>

function fieldOf({ fieldName, fieldType, rect }: Annotation, viewport: Viewport): FieldOnPage[] {
  if (!fieldName) return []
  const [left = 0, bottom = 0, right = 0, top = 0] = rect
  const [x0 = 0, y1 = 0] = viewport.convertToViewportPoint(left, bottom) as number[]
  const [x1 = 0, y0 = 0] = viewport.convertToViewportPoint(right, top) as number[]
  const kind = fieldType === "Tx" ? "text" : fieldType === "Sig" ? "signature" : "other"
  return [{ name: fieldName, kind, x0, y0, x1, y1 }]
}

/** Faces of a page by pdf.js's own font ids; one object per name, so that words of one face can be compared by identity. */
function faceReader(page: PDFPageProxy): (font: string) => Face {
  const faces = new Map<string, Face>()
  return (font) => {
    const known = faces.get(font)
    if (known) return known
    const face = faceOf(String((page.commonObjs.get(font) as { name?: string } | null)?.name ?? ""))
    faces.set(font, face)
    return face
  }
}
