import { PDF, PdfArray, PdfDict, PdfName, type PdfObject, PdfRef, PdfStream, PdfString } from "@libpdf/core"
import { getField, resolverOf } from "#workflows/pdf-file/filled-fields.server.ts"

/** An object as it is written into a file, byte for byte in Latin-1. */
export const written = (value: PdfObject | undefined): string => {
  if (value instanceof PdfRef) return `${value.objectNumber} ${value.generation} R`
  if (value instanceof PdfStream) {
    const data = Buffer.from(value.data).toString("latin1")
    return `${dictionary(value, { Length: String(data.length) })}\nstream\n${data}\nendstream`
  }
  if (value instanceof PdfDict) return dictionary(value)
  if (value instanceof PdfArray) return `[${[...value].map(written).join(" ")}]`
  if (value instanceof PdfName)
    return `/${value.value.replace(/[^!-~]|[#/()<>[\]{}%]/gu, (one) => `#${one.charCodeAt(0).toString(16).padStart(2, "0")}`)}`
  if (value instanceof PdfString) return `<${Buffer.from(value.bytes).toString("hex")}>`
  return value && "value" in value ? String(value.value) : "null"
}

const dictionary = (value: PdfDict, more: Record<string, string> = {}): string => {
  const entries = [...value].map(([{ value: name }, item]) => [name, written(item)] as const)
  return `<<${Object.entries({ ...Object.fromEntries(entries), ...more })
    .map(([name, text]) => `/${name} ${text}`)
    .join("")}>>`
}

/** One saving more, by the library: what it changed is written, and nothing else. */
export const savedOver = async (
  bytes: Uint8Array,
  change: (pdf: PDF) => void | Promise<void>,
): Promise<Uint8Array> => {
  const pdf = await PDF.load(bytes)
  await change(pdf)
  return pdf.save({ incremental: true })
}

/** One saving more, written by hand: any text for any object, and any table and trailer. */
export const appended = async (
  bytes: Uint8Array,
  make: (file: { pdf: PDF; root: string; info: string; next: number; previous: number }) => {
    objects?: readonly (readonly [head: string, body: string])[]
    /** Said of the table's rows and its trailer; the objects and nothing else where it is missing. */
    table?: (rows: string) => string
    trailer?: (common: string) => string
    end?: (at: number) => string
  },
): Promise<Uint8Array> => {
  const pdf = await PDF.load(bytes)
  const [root = "", info = ""] = ["Root", "Info"].map((name) =>
    written(pdf.context.info.trailer.getRef(name)),
  )
  let file = Buffer.from(bytes).toString("latin1")
  const previous = Number(/startxref\s+(\d+)\s+%%EOF\s*$/u.exec(file)?.[1])
  const next = pdf.context.registry.nextObjectNumber
  const { objects = [], table, trailer, end } = make({ pdf, root, info, next, previous })
  let rows = ""
  for (const [head, body] of objects) {
    const [number = "", generation = "0"] = head.split(" ")
    rows += `${number} 1\n${String(file.length).padStart(10, "0")} ${generation.padStart(5, "0")} n \n`
    file += `${head} obj\n${body}\nendobj\n`
  }
  const common = `/Size ${next + objects.length + 2}/Root ${root}/Info ${info}`
  const at = file.length
  file += `xref\n${table?.(rows) ?? rows}trailer\n<<${trailer?.(common) ?? `${common}/Prev ${previous}`}>>\n`
  file += end?.(at) ?? `startxref\n${at}\n%%EOF\n`
  return new Uint8Array(Buffer.from(file, "latin1"))
}

/**
 * A drawn file written anew in one saving, with what was changed: what somebody lays before the leader to be signed. Changed in
 * nothing, it reads the same and holds.
 * @param beside text of the objects as written, to be changed after that
 */
export const redrawn = async (
  drawn: Uint8Array,
  change: (pdf: PDF) => void | Promise<void> = () => undefined,
  beside: (text: string, number: number) => string = (text) => text,
): Promise<Uint8Array> => {
  const pdf = await PDF.load(drawn)
  await change(pdf)
  const { trailer } = pdf.context.info
  let file = "%PDF-1.7\n%\xff\xff\xff\xff\n\n"
  let rows = "0 1\n0000000000 65535 f \n"
  const last = pdf.context.registry.nextObjectNumber
  for (let number = 1; number < last; number += 1) {
    const object = resolverOf(pdf)(PdfRef.of(number, 0))
    const kind = object instanceof PdfStream ? object.getName("Type", resolverOf(pdf))?.value : ""
    if (object === null || kind === "ObjStm" || kind === "XRef") continue
    const text = `${number} 0 obj\n${written(object)}\nendobj\n`
    rows += `${number} 1\n${String(file.length).padStart(10, "0")} 00000 n \n`
    file += beside(text, number)
  }
  const at = file.length
  file += `xref\n${rows}trailer\n<</Size ${last}/Root ${written(trailer.getRef("Root"))}/Info ${written(trailer.getRef("Info"))}>>\nstartxref\n${at}\n%%EOF\n`
  return new Uint8Array(Buffer.from(file, "latin1"))
}

export const resolved = (pdf: PDF, value: PdfObject | undefined | null): PdfDict => {
  const found = value instanceof PdfRef ? resolverOf(pdf)(value) : value
  if (!(found instanceof PdfDict)) throw new Error("not a dictionary")
  return found
}
export const streamAt = (pdf: PDF, value: PdfObject | undefined | null): PdfStream => {
  const found = resolved(pdf, value)
  if (!(found instanceof PdfStream)) throw new Error("not a stream")
  return found
}
export const pageAt = (pdf: PDF, index: number): PdfDict => {
  const page = pdf.getPages().at(index)
  if (!page) throw new Error("no such page")
  return page.dict
}
export const fieldIn = (pdf: PDF, name: string): PdfDict => getField(pdf, name)
export const streamOf = (text: string, entries: Record<string, PdfObject> = {}): PdfStream =>
  PdfStream.fromDict(entries, new Uint8Array(Buffer.from(text, "latin1")))
export const name = (text: string): PdfName => PdfName.of(text)
export const copyOf = (dict: PdfDict, change: Record<string, PdfObject> = {}): PdfDict => {
  const copy = PdfDict.of({})
  for (const [key, value] of dict) copy.set(key, value)
  for (const [key, value] of Object.entries(change)) copy.set(key, value)
  return copy
}

/** The text of a page's drawing, changed. */
export const withContents = (pdf: PDF, index: number, change: (text: string) => string): void => {
  const contents = streamAt(pdf, pageAt(pdf, index).get("Contents"))
  contents.setData(
    new Uint8Array(Buffer.from(change(Buffer.from(contents.getDecodedData()).toString("latin1")), "latin1")),
  )
}
