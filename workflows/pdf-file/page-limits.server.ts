import {
  type PDF,
  type PDFPage,
  PdfArray,
  PdfDict,
  type PdfObject,
  type PdfRef,
  PdfStream,
} from "@libpdf/core"
import { formatNumber } from "#models/shared/numbers.ts"
import { FileShapeError } from "./cross-reference.server.ts"
import { type Drawn, drawnResources, resolvedBy } from "./drawn-resources.server.ts"
import { contentOf } from "./stream-content.server.ts"

/**
 * What the pages of a file may ask of who reads them. A page of ours has some 25 kB and 3,000 letters, a decision of 2,000
 * rows 4 MB; setting letters in lines takes a time that grows with the square of their number.
 */
const MOST = {
  /** Bytes of drawing operators on a page: of what it names, as often as it is named. */
  drawn: 2_000_000,
  /** Letters that a page sets itself. */
  letters: 10_000,
  /** Bytes unpacked for all pages together. */
  unpacked: 128_000_000,
  /** Things drawn within things. */
  depth: 16,
  /** Levels of the tree of pages. */
  levels: 32,
}

/**
 * Refuses pages that would keep a reader busy without end: what is named ten times by what is named ten times, what draws
 * itself, a page that stands under itself, more letters or operators than any page has.
 * @throws FileShapeError saying which page, and what of it
 */
export const assertPagesReadable = (pdf: PDF): void => {
  const reader = new PageReader(pdf)
  for (const page of pdf.getPages()) reader.read(page)
}

class PageReader {
  private readonly resolve: (ref: PdfRef) => PdfObject | null
  private readonly costs = new Map<PdfStream, Map<PdfDict | undefined, number>>()
  private readonly named = new Map<PdfDict | undefined, Map<string, Drawn[]>>()
  private left = MOST.unpacked
  private page = 0

  constructor(pdf: PDF) {
    this.resolve = (ref) => pdf.context.resolve(ref)
  }

  read({ dict, index }: PDFPage): void {
    this.page = index + 1
    const resources = this.inheritedResources(dict)
    let [drawn, letters] = [0, 0]
    for (const stream of this.streamsIn(dict.get("Contents"))) {
      const text = this.unpacked(stream)
      letters += lettersIn(text)
      if (letters > MOST.letters) throw this.refusal(`có quá ${formatNumber(MOST.letters)} chữ`)
      drawn = this.added(drawn, this.costOfText(text, resources, 0))
    }
    for (const item of arrayOf(this.resolved(dict.get("Annots")))) {
      const note = this.resolved(item)
      if (!(note instanceof PdfDict)) continue
      for (const stream of this.streamsIn(note.getDict("AP", this.resolve)?.get("N")))
        drawn = this.added(
          drawn,
          this.costOf({ stream, resources: stream.getDict("Resources", this.resolve) }, 0),
        )
    }
  }

  /** Bytes of operators that are carried out where this is named once. */
  private costOf({ stream, resources }: Drawn, depth: number): number {
    const known = this.costs.get(stream)?.get(resources)
    if (known !== undefined) return known
    if (depth > MOST.depth) throw this.refusal("có hình lồng nhau quá sâu, hoặc hình tự vẽ lại chính nó")
    const cost = this.costOfText(this.unpacked(stream), resources, depth)
    this.costs.set(stream, (this.costs.get(stream) ?? new Map()).set(resources, cost))
    return cost
  }

  private costOfText(text: string, resources: PdfDict | undefined, depth: number): number {
    const named = this.named.get(resources) ?? drawnResources(resources, this.resolve)
    this.named.set(resources, named)
    let cost = text.length
    if (named.size === 0) return cost
    for (const [, name = ""] of text.matchAll(NAME))
      for (const drawn of named.get(plainName(name)) ?? [])
        cost = this.added(cost, this.costOf(drawn, depth + 1))
    return cost
  }

  private added(sum: number, cost: number): number {
    if (sum + cost > MOST.drawn) throw this.refusal("có quá nhiều lệnh vẽ")
    return sum + cost
  }

  private unpacked(stream: PdfStream): string {
    const content = contentOf(stream, Math.min(MOST.drawn, this.left))
    if (content === "TOO_LARGE") throw this.refusal("có quá nhiều lệnh vẽ")
    if (content === "UNREADABLE") throw this.refusal("được nén theo cách không đọc được")
    this.left -= content.length
    return Buffer.from(content.buffer, content.byteOffset, content.length).toString("latin1")
  }

  /** A content, several one after the other, or one for each state of a field. */
  private streamsIn(value: PdfObject | undefined): PdfStream[] {
    const held = this.resolved(value)
    if (held instanceof PdfStream) return [held]
    const items = held instanceof PdfDict ? [...held].map(([, item]) => item) : arrayOf(held)
    return items.map((item) => this.resolved(item)).filter((item) => item instanceof PdfStream)
  }

  /** A page without resources of its own takes those of the tree above it. */
  private inheritedResources(page: PdfDict): PdfDict | undefined {
    let at: PdfDict | undefined = page
    for (let level = 0; at; level += 1) {
      if (level > MOST.levels) throw this.refusal("nằm quá sâu trong cây trang, hoặc nằm dưới chính nó")
      const resources = at.getDict("Resources", this.resolve)
      if (resources) return resources
      at = at.getDict("Parent", this.resolve)
    }
    return undefined
  }

  private resolved(value: PdfObject | null | undefined): PdfObject | null | undefined {
    return resolvedBy(this.resolve, value)
  }

  private refusal(what: string): FileShapeError {
    return new FileShapeError(`Trang ${formatNumber(this.page)} của tệp ${what} nên không đọc.`)
  }
}

const arrayOf = (value: PdfObject | null | undefined): PdfObject[] =>
  value instanceof PdfArray ? [...value] : []

const NAME = /\/([^\0\s()<>[\]{}/%]+)/gu
const plainName = (name: string): string =>
  name.replace(/#([0-9a-f]{2})/giu, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))

const [OPEN, CLOSE, ESCAPE, LESS, MORE] = [0x28, 0x29, 0x5c, 0x3c, 0x3e]

/** At least as many letters as the strings of a content can set: one for a byte. */
function lettersIn(content: string): number {
  let [letters, depth, isHex] = [0, 0, false]
  for (let at = 0; at < content.length; at += 1) {
    const sign = content.charCodeAt(at)
    if (depth > 0) {
      letters += 1
      if (sign === ESCAPE) at += 1
      else if (sign === OPEN) depth += 1
      else if (sign === CLOSE) depth -= 1
    } else if (sign === OPEN) depth = 1
    else if (sign === LESS) isHex = true
    else if (sign === MORE) isHex = false
    else if (isHex) letters += 0.5
  }
  return letters
}
