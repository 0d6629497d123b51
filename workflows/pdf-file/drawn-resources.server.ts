import { PdfDict, type PdfName, type PdfObject, PdfRef, PdfStream } from "@libpdf/core"

/** A content that is drawn where another names it, and the resources it names things of unless it brings its own. */
export type Drawn = { stream: PdfStream; resources: PdfDict | undefined }

type Resolve = (ref: PdfRef) => PdfObject | null

/**
 * Everything that contents with these resources draw by naming it: forms, patterns, soft masks, and letters that are drawings
 * themselves (ISO 32000-1, 7.8.3). Pictures are no contents.
 */
export const drawnResources = (resources: PdfDict | undefined, resolve: Resolve): Map<string, Drawn[]> => {
  const drawn = new Map<string, Drawn[]>()
  const add = (name: PdfName, value: PdfObject | null | undefined, within = resources) => {
    if (!(value instanceof PdfStream) || value.getName("Subtype", resolve)?.value === "Image") return
    const own = { stream: value, resources: value.getDict("Resources", resolve) ?? within }
    const others = drawn.get(name.value)
    if (others) others.push(own)
    else drawn.set(name.value, [own])
  }
  for (const kind of ["XObject", "Pattern", "ExtGState", "Font"])
    for (const [name, value] of resources?.getDict(kind, resolve) ?? []) {
      const item = resolvedBy(resolve, value)
      add(name, item)
      if (!(item instanceof PdfDict)) continue
      const mask = resolvedBy(resolve, item.get("SMask"))
      if (mask instanceof PdfDict) add(name, resolvedBy(resolve, mask.get("G")))
      const within = item.getDict("Resources", resolve) ?? resources
      for (const [, letter] of item.getDict("CharProcs", resolve) ?? [])
        add(name, resolvedBy(resolve, letter), within)
    }
  return drawn
}

export const resolvedBy = (
  resolve: Resolve,
  value: PdfObject | null | undefined,
): PdfObject | null | undefined => (value instanceof PdfRef ? resolve(value) : value)
