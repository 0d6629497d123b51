import { createCanvas } from "@napi-rs/canvas"
import { AnnotationMode, getDocument, VerbosityLevel } from "pdfjs-dist/legacy/build/pdf.mjs"
import { NotFoundError } from "#models/shared/errors.ts"

/**
 * A page of a document as a PNG for quick looking, `width` dots wide, with what its fields show.
 * @throws NotFoundError for a page it does not have
 */
export const pageImage = async (bytes: Uint8Array, page: number, width: number): Promise<Uint8Array> => {
  const task = getDocument({
    // pdf.js takes the buffer it is given for its own.
    data: new Uint8Array(bytes),
    disableFontFace: true,
    useSystemFonts: false,
    verbosity: VerbosityLevel.ERRORS,
  })
  try {
    const document = await task.promise
    if (page < 1 || page > document.numPages)
      throw new NotFoundError(`Văn bản có ${document.numPages} trang, không có trang ${page}.`)
    const shown = await document.getPage(page)
    const viewport = shown.getViewport({ scale: width / shown.getViewport({ scale: 1 }).width })
    const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height))
    await shown.render({
      canvas: canvas as unknown as HTMLCanvasElement,
      viewport,
      background: "white",
      annotationMode: AnnotationMode.ENABLE,
    }).promise
    return new Uint8Array(await canvas.encode("png"))
  } finally {
    await task.destroy()
  }
}
