import { type PDF, PdfDict, type PdfObject, PdfRef } from "@libpdf/core"
import { isSubsetName } from "#workflows/pdf-reading/face-of.ts"
import type { FontInFile } from "../reading.ts"

type Resolve = (ref: PdfRef) => PdfObject | null

/** Every font that pages and the appearances of fields name, each once. */
export const fontsInFile = (pdf: PDF): FontInFile[] => {
  const resolve: Resolve = (ref) => pdf.context.resolve(ref)
  const seen = new Set<string>()
  const fonts: FontInFile[] = []
  const addAll = (resources: PdfDict | undefined) => {
    const named = resources?.getDict("Font", resolve)
    for (const [, value] of named ?? []) {
      const key = value instanceof PdfRef ? `${value.objectNumber}` : `direct ${fonts.length}`
      if (seen.has(key)) continue
      seen.add(key)
      const font = resolved(value, resolve)
      if (font instanceof PdfDict) fonts.push(describe(font, resolve))
    }
  }
  for (const page of pdf.getPages()) {
    addAll(inherited(page.dict, resolve))
    for (const item of page.dict.getArray("Annots", resolve) ?? []) {
      const annotation = resolved(item, resolve)
      if (!(annotation instanceof PdfDict)) continue
      const shown = annotation.getDict("AP", resolve)?.get("N", resolve)
      if (shown instanceof PdfDict) addAll(shown.getDict("Resources", resolve))
    }
  }
  return fonts
}

const resolved = (value: PdfObject | undefined | null, resolve: Resolve): PdfObject | null | undefined =>
  value instanceof PdfRef ? resolve(value) : value

/** A page without resources of its own takes those of the tree above it. */
function inherited(page: PdfDict, resolve: Resolve): PdfDict | undefined {
  let at: PdfDict | undefined = page
  for (let depth = 0; at && depth < 32; depth += 1) {
    const resources = at.getDict("Resources", resolve)
    if (resources) return resources
    at = at.getDict("Parent", resolve)
  }
  return undefined
}

function describe(font: PdfDict, resolve: Resolve): FontInFile {
  const name = font.getName("BaseFont", resolve)?.value ?? ""
  const below = resolved(font.getArray("DescendantFonts", resolve)?.at(0), resolve)
  const holder = below instanceof PdfDict ? below : font
  const descriptor = holder.getDict("FontDescriptor", resolve)
  return {
    name,
    embedded: ["FontFile", "FontFile2", "FontFile3"].some((key) => descriptor?.has(key) ?? false),
    subset: isSubsetName(name),
    searchable: font.has("ToUnicode"),
  }
}
