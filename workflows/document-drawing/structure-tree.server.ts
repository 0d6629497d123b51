import type { PdfDocument } from "./pdf-parts.server.ts"

/** A structure element: what a piece of the page is to who cannot see it. */
export type StructureElement = {
  readonly id: number
  /** Draws content that belongs to it, on the page being drawn. */
  add(draw: () => void): StructureElement
  /** The `StructParent` of a form field's widget that is then taken in. */
  widgetKey(): number
  addWidget(annotation: number): void
  /** Nothing more comes into it; its children have ended. */
  end(): void
}

export type ElementOptions = {
  /** Says in words what it shows (ISO 32000-1, 14.9.3). */
  alt?: string
  /** An attribute object, as PDF text. */
  attributes?: string
}

/** A reference PDFKit writes as it is: its own class is not to be had. */
class WrittenReference {
  private readonly id: number
  constructor(id: number) {
    this.id = id
  }
  get [Symbol.toStringTag](): string {
    return "Reference"
  }
  toString(): string {
    return `${this.id} 0 R`
  }
}

/**
 * The tree of structure elements. PDFKit's own keeps every element with its children as objects and reference until the end
 * (half the time and most of the memory of a long table); here an element is written when it ends and only its number stays.
 */
export class StructureTree {
  private readonly document: PdfDocument
  readonly root: StructureElement

  constructor(document: PdfDocument) {
    this.document = document
    const tree = document.getStructTreeRoot()
    this.root = this.made(tree.id, [], "Document", {})
    tree.data["K"] = [new WrittenReference(this.root.id)]
  }

  element(parent: StructureElement, kind: string, options: ElementOptions = {}): StructureElement {
    const kids = this.kids.get(parent.id)
    if (!kids) throw new Error("an element was added to one that has ended")
    return this.made(parent.id, kids, kind, options)
  }

  /** Children of the elements not yet ended, as PDF text. */
  private readonly kids = new Map<number, string[]>()

  private made(
    parent: number,
    siblings: string[],
    kind: string,
    { alt, attributes }: ElementOptions,
  ): StructureElement {
    const { document } = this
    const id = document.reserve()
    const own: string[] = []
    const reference = new WrittenReference(id)
    let page = 0
    siblings.push(`${id} 0 R`)
    this.kids.set(id, own)
    const element: StructureElement = {
      id,
      add: (draw) => {
        const content = document.getStructParentTree().get(document.page.structParentTreeKey)
        const mark = content.push(reference) - 1
        const drawn = document.page.dictionary.id
        if (page === 0) page = drawn
        own.push(page === drawn ? String(mark) : `<</Type/MCR/Pg ${drawn} 0 R/MCID ${mark}>>`)
        document.addContent(`/${kind} <</MCID ${mark}>> BDC`)
        draw()
        document.addContent("EMC")
        return element
      },
      widgetKey: () => {
        const key = document.createStructParentTreeNextKey()
        document.getStructParentTree().add(key, reference)
        return key
      },
      addWidget: (annotation) => {
        page = document.page.dictionary.id
        own.push(`<</Type/OBJR/Pg ${page} 0 R/Obj ${annotation} 0 R>>`)
      },
      end: () => {
        if (!this.kids.delete(id)) return
        const entries = [
          `/S/${kind}/P ${parent} 0 R`,
          page === 0 ? "" : `/Pg ${page} 0 R`,
          alt === undefined ? "" : `/Alt ${textOf(alt)}`,
          attributes === undefined ? "" : `/A${attributes}`,
          own.length === 1 ? `/K ${own[0]}` : own.length > 0 ? `/K[${own.join(" ")}]` : "",
        ]
        document.put(id, `<<${entries.join("")}>>`)
      },
    }
    return element
  }
}

/** A text string in UTF-16, as hexadecimal. */
const textOf = (text: string): string => `<feff${Buffer.from(text, "utf16le").swap16().toString("hex")}>`
