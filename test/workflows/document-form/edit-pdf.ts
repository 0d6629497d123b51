import { PDF, PdfArray, PdfDict, PdfRef, PdfStream } from "@libpdf/core"

/** A line of text as our pages draw it: one text object. */
type DrawnLine = { source: string; x: number; y: number; font: string; size: number; text: string }

type Change = Partial<Pick<DrawnLine, "x" | "y" | "font" | "size" | "text">> & {
  /** Red, green, blue from 0 to 1. */
  colour?: string
  /** Points added after every letter. */
  letterSpacing?: number
}

/** Drawing operators of a page, to be changed as somebody with an editor would. */
export type EditablePage = {
  content: string
  lines: DrawnLine[]
  /** The first line whose text begins so. */
  line(start: string): DrawnLine
  /** Another face that is used on the page: `Bold`, `Regular`, `Italic`, `BoldItalic`. */
  face(style: string): string
  change(line: DrawnLine, change: Change): void
  /** Operators that draw the line so changed. */
  drawn(line: DrawnLine, change: Change): string
  replace(source: string | RegExp, by: string): void
}

const LINE = /BT 1 0 0 -1 ([-\d.]+) ([-\d.]+) Tm\s*\/(\w+) ([\d.]+) Tf[^\n]*?ET/gu
const FIRST_FACE = /^BT .*?Tm\s*\/\w+ [\d.]+ Tf/u

/** The file with one page's operators changed; everything else stays. Pages count from 0. */
export const editPage = async (
  bytes: Uint8Array,
  index: number,
  edit: (page: EditablePage) => void,
): Promise<Uint8Array> => {
  const pdf = await PDF.load(bytes)
  const resolve = (ref: PdfRef) => pdf.context.resolve(ref)
  const page = pdf.getPages()[index]
  if (!page) throw new Error(`no page ${index}`)
  const contents = page.dict.get("Contents", resolve)
  const stream = contents instanceof PdfArray ? contents.at(0) : contents
  const held = stream instanceof PdfRef ? resolve(stream) : stream
  if (!(held instanceof PdfStream)) throw new Error("no content")
  const fonts = page.dict.getDict("Resources", resolve)?.getDict("Font", resolve)
  const maps = new Map<string, { name: string; codes: Map<string, string> }>()
  for (const [key, value] of fonts ?? []) {
    const font = value instanceof PdfRef ? resolve(value) : value
    const unicode = font instanceof PdfDict ? font.get("ToUnicode", resolve) : null
    if (!(font instanceof PdfDict && unicode instanceof PdfStream))
      throw new Error("a font without ToUnicode")
    maps.set(key.value, {
      name: font.getName("BaseFont", resolve)?.value ?? "",
      codes: codesIn(Buffer.from(unicode.getDecodedData()).toString("latin1")),
    })
  }
  const editable = editablePage(Buffer.from(held.getDecodedData()).toString("latin1"), maps)
  const before = editable.content
  edit(editable)
  if (editable.content === before) throw new Error("nothing was changed")
  held.delete("Filter")
  held.setData(Buffer.from(editable.content, "latin1"))
  return pdf.save()
}

/** The file with its catalogue of objects changed. */
export const editFile = async (
  bytes: Uint8Array,
  edit: (pdf: PDF) => void | Promise<void>,
): Promise<Uint8Array> => {
  const pdf = await PDF.load(bytes)
  await edit(pdf)
  return pdf.save()
}

function editablePage(
  content: string,
  maps: Map<string, { name: string; codes: Map<string, string> }>,
): EditablePage {
  const encode = (font: string, text: string): string =>
    [...text]
      .map((letter) => {
        const code = maps.get(font)?.codes.get(letter)
        if (code === undefined) throw new Error(`the face has no «${letter}» on this page`)
        return code
      })
      .join("")
  const page: EditablePage = {
    content,
    lines: [...content.matchAll(LINE)].map(([source, x, y, font = "", size]) => ({
      source,
      x: Number(x),
      y: Number(y),
      font,
      size: Number(size),
      text: textIn(source, maps),
    })),
    line(start) {
      const found = page.lines.find(({ text }) => text.startsWith(start))
      if (!found)
        throw new Error(`no line «${start}» among ${page.lines.map(({ text }) => text).join(" / ")}`)
      return found
    },
    face(style) {
      const found = [...maps].find(([, { name }]) => name.endsWith(`-${style}`))
      if (!found) throw new Error(`no face ${style}`)
      return found[0]
    },
    change(line, change) {
      page.replace(line.source, page.drawn(line, change))
    },
    drawn(line, { colour, letterSpacing, ...change }) {
      const made = { ...line, ...change }
      const shown =
        change.text === undefined && change.font === undefined
          ? line.source.replace(FIRST_FACE, "")
          : `<${encode(made.font, made.text)}>Tj ET`
      const spacing = letterSpacing === undefined ? "" : `${letterSpacing} Tc `
      const drawn = `BT ${spacing}1 0 0 -1 ${made.x} ${made.y} Tm/${made.font} ${made.size} Tf ${shown}`
      return `q ${colour === undefined ? "" : `${colour} rg `}${drawn} Q`
    },
    replace(source, by) {
      page.content = page.content.replace(source, () => by)
    },
  }
  return page
}

/** Letters to codes of a font, by its ToUnicode map. */
function codesIn(map: string): Map<string, string> {
  const codes = new Map<string, string>()
  for (const [, first = "", list = ""] of map.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/giu))
    for (const [index, [, hex = ""]] of [...list.matchAll(/<([0-9a-f]*)>/giu)].entries()) {
      const letter = hex.replace(/.{4}/gu, (unit) => String.fromCharCode(Number.parseInt(unit, 16)))
      const code = (Number.parseInt(first, 16) + index).toString(16).padStart(4, "0")
      if (!codes.has(letter)) codes.set(letter, code)
    }
  return codes
}

function textIn(source: string, maps: Map<string, { codes: Map<string, string> }>): string {
  let letters = new Map<string, string>()
  let text = ""
  for (const [, font, codes] of source.matchAll(/\/(\w+) [\d.]+ Tf|<([0-9a-f]+)>/giu)) {
    if (font) letters = new Map([...(maps.get(font)?.codes ?? [])].map(([letter, code]) => [code, letter]))
    else for (const code of codes?.match(/.{4}/gu) ?? []) text += letters.get(code) ?? "?"
  }
  return text
}
