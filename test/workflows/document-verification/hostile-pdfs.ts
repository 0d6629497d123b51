import { constants, deflateRawSync, deflateSync } from "node:zlib"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { editionAttachments } from "#workflows/document-drawing/edition-attachments.server.ts"

/** An object of a file: its text, or a stream with the entries of its dictionary. */
type Part = string | { entries: string; data: Uint8Array }

const bytesOf = (part: Part): Buffer =>
  typeof part === "string"
    ? Buffer.from(part, "latin1")
    : Buffer.concat([
        Buffer.from(`<<${part.entries}/Length ${part.data.length}>>\nstream\n`, "latin1"),
        part.data,
        Buffer.from("\nendstream", "latin1"),
      ])

/** A file of one saving in the form of ours; object 1 is the catalogue. */
export const aPdf = (parts: readonly Part[]): Buffer => {
  const chunks = [Buffer.from("%PDF-1.7\n", "latin1")]
  let length = 9
  const offsets = parts.map((part, index) => {
    const at = length
    const object = Buffer.concat([
      Buffer.from(`${index + 1} 0 obj\n`, "latin1"),
      bytesOf(part),
      Buffer.from("\nendobj\n", "latin1"),
    ])
    chunks.push(object)
    length += object.length
    return at
  })
  const rows = offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`)
  const size = parts.length + 1
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${rows.join("")}trailer\n<</Size ${size}/Root 1 0 R>>\n`
  return Buffer.concat([...chunks, Buffer.from(`${table}startxref\n${length}\n%%EOF\n`, "latin1")])
}

const packed = (text: string): { entries: string; data: Uint8Array } => ({
  entries: "/Filter/FlateDecode",
  data: deflateSync(Buffer.from(text, "latin1"), { level: 9 }),
})

/** So many megabytes of zeros in about a thousandth of that. */
const deflatedZeros = (megabytes: number): Buffer => {
  const block = deflateRawSync(Buffer.alloc(1024 * 1024), { level: 9, finishFlush: constants.Z_FULL_FLUSH })
  return Buffer.concat([
    Buffer.from([0x78, 0xda]),
    ...Array<Buffer>(megabytes).fill(block),
    deflateRawSync(Buffer.alloc(0)),
    Buffer.alloc(4),
  ])
}

/** A cross-reference stream that claims one object and unpacks to `megabytes` of rows. */
export const crossReferenceBomb = (megabytes: number): Buffer => {
  const head = Buffer.from("%PDF-1.7\n", "latin1")
  const data = deflatedZeros(megabytes)
  const entries =
    "/Type/XRef/Size 2/W[1 4 2]/Root 1 0 R/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 7>>"
  return Buffer.concat([
    head,
    Buffer.from("1 0 obj\n", "latin1"),
    bytesOf({ entries, data }),
    Buffer.from(`\nendobj\nstartxref\n${head.length}\n%%EOF\n`, "latin1"),
  ])
}

/**
 * A file that carries a catalogue and says it has number and date, so that its pages are read; one page with the content,
 * resources and objects given. Objects of one's own begin at `FIRST_OWN`.
 */
const aFileWithPage = ({
  content,
  contents = "4 0 R",
  parent = 2,
  resources,
  own = [],
}: PageParts): Buffer => {
  const [json, csv] = editionAttachments(aFrozenEdition({ rows: 1 }))
  if (!json || !csv) throw new Error("no attachments")
  const carried = (bytes: Uint8Array): Part => ({ entries: "/Type/EmbeddedFile", data: bytes })
  const field = (name: string, value: string) =>
    `<</Type/Annot/Subtype/Widget/FT/Tx/T(${name})/V<feff${utf16(value)}>/Rect[50 50 300 70]/P 3 0 R>>`
  return aPdf([
    "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R 6 0 R]>>/Names<</EmbeddedFiles<</Names[(a.csv) 9 0 R(a.json) 7 0 R]>>>>>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    `<</Type/Page/Parent ${parent} 0 R/MediaBox[0 0 595 842]/Contents ${contents}/Annots[5 0 R 6 0 R]${resources ? `/Resources<<${resources}>>` : ""}>>`,
    packed(content),
    field("so_ky_hieu", "Số: 15/QĐ-UBND"),
    field("dia_danh_ngay", "Đắk Nông, ngày 12 tháng 5 năm 2023"),
    "<</Type/Filespec/F(a.json)/UF(a.json)/EF<</F 8 0 R>>>>",
    carried(json.bytes),
    "<</Type/Filespec/F(a.csv)/UF(a.csv)/EF<</F 10 0 R>>>>",
    carried(csv.bytes),
    ...own,
  ])
}
type PageParts = {
  content: string
  contents?: string
  parent?: number
  resources?: string
  own?: readonly Part[]
}
const FIRST_OWN = 11

const utf16 = (text: string): string => Buffer.from(text, "utf16le").swap16().toString("hex")

/** Forms that each draw the next one ten times: `depth` of them make 10^depth. */
export const formsInForms = (depth: number): Buffer =>
  aFileWithPage({
    content: "/X Do",
    resources: `/XObject<</X ${FIRST_OWN} 0 R>>`,
    own: Array.from({ length: depth }, (_, index): Part => {
      const isLast = index + 1 === depth
      const form = packed(isLast ? "0 0 1 1 re f\n" : "/X Do\n".repeat(10))
      const next = isLast ? "" : `/Resources<</XObject<</X ${FIRST_OWN + index + 1} 0 R>>>>`
      return { ...form, entries: `${form.entries}/Type/XObject/Subtype/Form/BBox[0 0 595 842]${next}` }
    }),
  })

/** One line of so many letters, in about a thousandth of that. */
export const endlessLine = (letters: number): Buffer =>
  aFileWithPage({
    content: `BT /F 1 Tf 10 10 Td (${"a".repeat(letters)}) Tj ET`,
    resources: "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>",
  })

/** A page whose content is one small stream named so many times. */
export const sameContentAgain = (times: number): Buffer =>
  aFileWithPage({ content: "0 0 1 1 re f\n".repeat(5000), contents: `[${"4 0 R ".repeat(times)}]` })

/** A page that stands under itself in the tree. */
export const pageUnderItself = (): Buffer => aFileWithPage({ content: "0 0 1 1 re f", parent: 3 })

/** A form that draws itself. */
export const formInItself = (): Buffer => {
  const form = packed("/X Do")
  const entries = `${form.entries}/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X ${FIRST_OWN} 0 R>>>>`
  return aFileWithPage({
    content: "/X Do",
    resources: `/XObject<</X ${FIRST_OWN} 0 R>>`,
    own: [{ ...form, entries }],
  })
}

/** Content packed twice, so that a few bytes come to `megabytes`. */
export const contentPackedTwice = (megabytes: number): Buffer =>
  aFileWithPage({
    content: "",
    contents: `${FIRST_OWN} 0 R`,
    own: [{ entries: "/Filter[/FlateDecode/FlateDecode]", data: deflateSync(deflatedZeros(megabytes)) }],
  })

/** A page tree that leads back to itself. */
export const pageTreeInCircles = (): Buffer =>
  aPdf([
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R 3 0 R]/Count 1000000>>",
    "<</Type/Pages/Kids[2 0 R 3 0 R]/Parent 2 0 R/Count 1000000>>",
  ])

/** A stream of objects that unpacks to `megabytes`; the catalogue is said to stand in it. */
export const objectStreamBomb = (megabytes: number): Buffer => {
  const data = deflatedZeros(megabytes)
  const head = Buffer.from("%PDF-1.7\n", "latin1")
  const stream = Buffer.concat([
    Buffer.from("2 0 obj\n", "latin1"),
    bytesOf({ entries: "/Type/ObjStm/N 1/First 4/Filter/FlateDecode", data }),
    Buffer.from("\nendobj\n", "latin1"),
  ])
  const at = head.length + stream.length
  const row = (kind: number, field: number, last: number) => {
    const bytes = Buffer.alloc(7)
    bytes.writeUInt8(kind, 0)
    bytes.writeUInt32BE(field, 1)
    bytes.writeUInt16BE(last, 5)
    return bytes
  }
  const table = Buffer.concat([row(2, 2, 0), row(1, head.length, 0), row(1, at, 0)])
  return Buffer.concat([
    head,
    stream,
    Buffer.from("3 0 obj\n", "latin1"),
    bytesOf({ entries: "/Type/XRef/Size 4/W[1 4 2]/Index[1 3]/Root 1 0 R", data: table }),
    Buffer.from(`\nendobj\nstartxref\n${at}\n%%EOF\n`, "latin1"),
  ])
}
