import { readFile } from "node:fs/promises"
import {
  PDF,
  PdfArray,
  PdfDict,
  PdfName,
  PdfNumber,
  type PdfObject,
  PdfRef,
  PdfStream,
  PdfString,
} from "@libpdf/core"
import type { FontStyle } from "#models/official-document/typeface.ts"
import { BASELINE, LINE_HEIGHT } from "#models/official-document/typeface.ts"
import { InvalidInputError } from "#models/shared/errors.ts"
import { FONT_FILES } from "./font-files.server.ts"

/** Opens a file so that only additions to its bytes can be saved. @throws InvalidInputError */
export const openForAddition = async (bytes: Uint8Array): Promise<PDF> => {
  const pdf = await PDF.load(bytes, { lenient: false }).catch((cause: unknown) => {
    throw new InvalidInputError(`Tệp PDF không đọc được: ${cause instanceof Error ? cause.message : cause}`)
  })
  if (pdf.canSaveIncrementally() !== null)
    throw new InvalidInputError("Tệp PDF không cho phép bổ sung mà giữ nguyên phần đã có.")
  return pdf
}

/** The dictionary of a form field by its name, null when the file has none. */
export const findField = (pdf: PDF, name: string): PdfDict | null => {
  const resolve = resolverOf(pdf)
  const form = pdf.getCatalog().getDict("AcroForm", resolve)
  for (const item of form?.getArray("Fields", resolve) ?? []) {
    const field = item instanceof PdfRef ? resolve(item) : item
    if (field instanceof PdfDict && field.getString("T", resolve)?.asString() === name) return field
  }
  return null
}

/** @throws InvalidInputError */
export const getField = (pdf: PDF, name: string): PdfDict => {
  const field = findField(pdf, name)
  if (!field)
    throw new InvalidInputError(
      `Tệp PDF không có trường «${name}»; đây không phải quyết định do hệ thống lập.`,
    )
  return field
}

export const resolverOf =
  (pdf: PDF) =>
  (ref: PdfRef): PdfObject | null =>
    pdf.context.resolve(ref)

/** What a field shows: drawing operators with the fonts and pictures they name. */
export const setAppearance = (
  pdf: PDF,
  field: PdfDict,
  size: { width: number; height: number },
  content: string,
  named: { Font?: Record<string, PdfRef>; XObject?: Record<string, PdfRef> } = {},
): void => {
  const resources = Object.entries(named).map(([kind, refs]) => [kind, PdfDict.of(refs)])
  const form = PdfStream.fromDict(
    {
      Type: PdfName.of("XObject"),
      Subtype: PdfName.of("Form"),
      BBox: new PdfArray([0, 0, size.width, size.height].map((value) => PdfNumber.of(value))),
      Resources: PdfDict.of(Object.fromEntries(resources)),
    },
    new TextEncoder().encode(content),
  )
  field.set("AP", PdfDict.of({ N: pdf.context.register(form) }))
}

/** Lets a field show one line of text, on its middle height, in an embedded face. */
export const showLine = async (
  pdf: PDF,
  field: PdfDict,
  text: string,
  { style, points, align }: { style: FontStyle; points: number; align: "center" | "right" },
): Promise<void> => {
  const size = sizeOf(pdf, field)
  const face = await embedFace(pdf, style)
  const x = (size.width - face.widthOf(text, points)) / (align === "center" ? 2 : 1)
  const y = size.height - (size.height - points * LINE_HEIGHT) / 2 - points * BASELINE
  setAppearance(
    pdf,
    field,
    size,
    `BT /F ${points} Tf ${x.toFixed(3)} ${y.toFixed(3)} Td ${face.hex(text)} Tj ET`,
    { Font: { F: face.ref } },
  )
}

/** Width and height of a field in points. */
export const sizeOf = (pdf: PDF, field: PdfDict): { width: number; height: number } => {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = numbersOf(field.getArray("Rect", resolverOf(pdf)))
  return { width: x2 - x1, height: y2 - y1 }
}

export const numbersOf = (array: Iterable<PdfObject> | undefined): number[] =>
  [...(array ?? [])].map((item) => (item instanceof PdfNumber ? item.value : Number.NaN))

/** An embedded face to write field text with, and its glyphs as hexadecimal operands. */
const embedFace = async (pdf: PDF, style: FontStyle) => {
  const font = pdf.embedFont(new Uint8Array(await readFile(FONT_FILES[style])))
  return {
    ref: font.ref,
    widthOf: (text: string, size: number) => font.widthOfTextAtSize(text, size),
    hex: (text: string) =>
      `<${font
        .encodeTextToGids(text)
        .map((gid) => gid.toString(16).padStart(4, "0"))
        .join("")}>`,
  }
}

export const textString = (text: string): PdfString => PdfString.fromString(text)
