import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import {
  CryptoKeySigner,
  type PDF,
  PdfArray,
  PdfDict,
  PdfName,
  PdfNumber,
  type PdfObject,
  PdfRef,
  PdfStream,
  PdfString,
} from "@libpdf/core"
import { beforeAll, expect, test } from "vitest"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { FACTS } from "#test/setup/a-decision.ts"
import { issue, withOffice } from "#test/setup/a-sealed-decision.ts"
import { pdfSignatures, textAsDrawn } from "#test/setup/pdf-tools.ts"
import { drawDecision } from "#workflows/document-drawing/draw-decision.server.ts"
import { documentSigning } from "#workflows/document-text/document-signing.ts"
import { signedElsewhere } from "#workflows/document-verification/signed-elsewhere.server.ts"
import { verifyDecision } from "#workflows/document-verification/verify-decision.server.ts"
import { addSignature } from "#workflows/gateways/signing/add-signature.server.ts"
import { openTrainingKeys } from "#workflows/gateways/signing/training-keys.server.ts"
import { getField, openForAddition, resolverOf } from "#workflows/pdf-file/filled-fields.server.ts"

const AGENCY = "Ủy ban nhân dân tỉnh Đắk Nông"
const LIE = "VAN BAN GIA"

let numbered: Uint8Array
let sealed: Uint8Array
beforeAll(async () => {
  const { bytes } = await drawDecision(aFrozenEdition({ rows: 6 }), FACTS)
  await withOffice(async (office) => {
    numbered = await office.number(await office.sign(bytes))
    sealed = await issue(office, bytes)
  })
})

const failing = async (bytes: Uint8Array): Promise<string[]> =>
  (await verifyDecision(bytes)).checks.filter(({ ok }) => !ok).map(({ rule }) => rule)

/** An object as it is written into a file. */
function written(value: PdfObject | undefined): string {
  if (value instanceof PdfRef) return `${value.objectNumber} ${value.generation} R`
  if (value instanceof PdfDict)
    return `<<${[...value].map(([name, item]) => `/${name.value} ${written(item)}`).join(" ")}>>`
  if (value instanceof PdfArray) return `[${[...value].map(written).join(" ")}]`
  if (value instanceof PdfName) return `/${value.value}`
  if (value instanceof PdfString) return `<${Buffer.from(value.bytes).toString("hex")}>`
  return value && "value" in value ? String(value.value) : "null"
}

const changed = (dictionary: PdfDict, entries: Record<string, PdfObject>): PdfDict => {
  const copy = PdfDict.of({})
  for (const [name, value] of dictionary) copy.set(name, value)
  for (const [name, value] of Object.entries(entries)) copy.set(name, value)
  return copy
}

const resolved = (pdf: PDF, value: PdfObject | undefined): PdfDict => {
  const found = value instanceof PdfRef ? resolverOf(pdf)(value) : value
  if (!(found instanceof PdfDict)) throw new Error("not a dictionary")
  return found
}

/** The first page with a line of somebody's own over it; `stamp` and `font` are what it shows it with. */
const withLie = (pdf: PDF, stamp: PdfRef, font: PdfRef): { page: PdfDict; ref: PdfRef } => {
  const [first] = pdf.getPages()
  if (!first) throw new Error("no page")
  const resources = resolved(pdf, first.dict.get("Resources"))
  const fonts = changed(resolved(pdf, resources.get("Font")), { Zz: font })
  const contents = first.dict.get("Contents")
  const page = changed(first.dict, {
    Resources: changed(resources, { Font: fonts }),
    Contents: new PdfArray([stamp, ...(contents ? [contents] : [])]),
  })
  return { page, ref: first.ref }
}
const LINE = `q BT 1 0 0 rg /Zz 30 Tf 60 500 Td (${LIE}) Tj ET Q`
const HELVETICA = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"

/** A saving after the seal whose table names the catalogue alone, with validation data, and more objects beside it. */
const savedBeside = async (
  trailer: (parts: { root: string; info: string; size: number; previous: number; beside: number }) => {
    before: string
    trailer: string
  },
): Promise<Uint8Array> => {
  const pdf = await openForAddition(sealed)
  const [root, info] = ["Root", "Info"].map((name) => pdf.context.info.trailer.getRef(name))
  if (!root || !info) throw new Error("no catalogue")
  const next = pdf.context.registry.nextObjectNumber
  const [stamp, font] = [PdfRef.of(next, 0), PdfRef.of(next + 1, 0)]
  const lie = withLie(pdf, stamp, font)
  let file = Buffer.from(sealed).toString("latin1")
  const offsets = new Map<number, number>()
  const put = (number: number, body: string) => {
    offsets.set(number, file.length)
    file += `${number} 0 obj\n${body}\nendobj\n`
  }
  const withData = changed(pdf.getCatalog(), { DSS: PdfDict.of({ Certs: new PdfArray([]) }) })
  put(root.objectNumber, written(withData))
  put(stamp.objectNumber, `<</Length ${LINE.length}>>\nstream\n${LINE}\nendstream`)
  put(font.objectNumber, HELVETICA)
  put(lie.ref.objectNumber, written(lie.page))
  const hidden = [stamp, font, lie.ref].map(({ objectNumber }) => objectNumber)
  const rowOf = (number: number) => `${number} 1\n${String(offsets.get(number)).padStart(10, "0")} 00000 n \n`
  const previous = Number(/startxref\s+(\d+)\s+%%EOF\s*$/u.exec(file.slice(0, sealed.length))?.[1])
  const size = next + 4
  const stream = hidden.flatMap((number) => [
    1,
    ...Buffer.from((offsets.get(number) ?? 0).toString(16).padStart(8, "0"), "hex"),
    0,
  ])
  const beside = file.length
  const made = trailer({ root: written(root), info: written(info), size, previous, beside })
  file += made.before
    .replace("ROWS", hidden.map(rowOf).join(""))
    .replace("INDEX", hidden.map((number) => `${number} 1`).join(" "))
    .replace("NUMBER", String(next + 2))
    .replace("LENGTH", String(stream.length))
    .replace("DATA", () => Buffer.from(stream).toString("latin1"))
  const at = file.length
  file += `xref\n${rowOf(root.objectNumber)}trailer\n${made.trailer}\nstartxref\n${at}\n%%EOF\n`
  return new Uint8Array(Buffer.from(file, "latin1"))
}

test("a saving that names further objects in a second table is refused, though viewers show what it names", async () => {
  const forged = await savedBeside(({ root, info, size, previous, beside }) => ({
    before: `NUMBER 0 obj\n<</Type/XRef/W[1 4 1]/Index[INDEX]/Size ${size}/Length LENGTH/Root ${root}>>\nstream\nDATA\nendstream\nendobj\n`,
    trailer: `<</Size ${size}/Root ${root}/Info ${info}/Prev ${previous}/XRefStm ${beside}>>`,
  }))
  expect(textAsDrawn(forged)[0]).toContain(LIE)
  expect(await failing(forged)).toEqual(["shape"])
})

test.each<[what: string, trailer: (common: string, previous: number, beside: number) => string]>([
  [
    "in a dictionary of its own",
    (common, previous, beside) => `<</X<</Prev ${previous}>>${common}/Prev ${beside}>>`,
  ],
  ["twice", (common, previous, beside) => `<</Prev ${previous}${common}/Prev ${beside}>>`],
  ["in disguise", (common, previous, beside) => `<</Prev ${previous}${common}/#50rev ${beside}>>`],
])("a saving that names what stood before %s is refused", async (_what, trailer) => {
  const forged = await savedBeside(({ root, info, size, previous, beside }) => ({
    before: `xref\nROWStrailer\n<</Size ${size}/Root ${root}/Info ${info}/Prev ${previous}>>\n`,
    trailer: trailer(`/Size ${size}/Root ${root}/Info ${info}`, previous, beside),
  }))
  expect(await failing(forged)).toEqual(["shape"])
})

/** A saving of validation data alone, as it should be, for one part of it to be made otherwise. */
const savedWith = async (change: {
  /** Instead of the catalogue's own text. */
  catalog?: (text: string) => string
  header?: (number: number) => string
  beside?: string
  rows?: (row: string, number: number) => string
  size?: number
}): Promise<Uint8Array> => {
  const pdf = await openForAddition(sealed)
  const [root, info] = ["Root", "Info"].map((name) => pdf.context.info.trailer.getRef(name))
  if (!root || !info) throw new Error("no catalogue")
  const { objectNumber: number } = root
  let file = Buffer.from(sealed).toString("latin1")
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/u.exec(file)?.[1]
  const row = `${String(file.length).padStart(10, "0")} 00000 n \n`
  const text = written(changed(pdf.getCatalog(), { DSS: PdfDict.of({ Certs: new PdfArray([]) }) }))
  file += `${change.header?.(number) ?? `${number} 0 obj`}\n${change.catalog?.(text) ?? text}\nendobj\n`
  file += change.beside ?? ""
  const size = change.size ?? pdf.context.registry.nextObjectNumber
  const at = file.length
  file += `xref\n${change.rows?.(row, number) ?? `${number} 1\n${row}`}`
  file += `trailer\n<</Size ${size}/Root ${written(root)}/Info ${written(info)}/Prev ${previous}>>\nstartxref\n${at}\n%%EOF\n`
  return new Uint8Array(Buffer.from(file, "latin1"))
}

test("validation data laid beside the signatures as they should be is taken", async () => {
  expect(await failing(await savedWith({}))).toEqual([])
})

test.each<[what: string, change: Parameters<typeof savedWith>[0]]>([
  ["names an object twice", { rows: (row, number) => `${number} 1\n${row}${number} 1\n${row}` }],
  ["says more of its rows than there are", { rows: (row, number) => `${number} 2\n${row}` }],
  ["says another number at an object than its table", { header: (number) => `${number + 5} 0 obj` }],
  ["says another generation at an object than its table", { header: (number) => `${number} 3 obj` }],
  ["holds an object its table does not name", { beside: "1 0 obj\n<<>>\nendobj\n" }],
  ["holds such an object in a comment", { beside: "% 1 0 obj <<>> endobj\n" }],
  ["holds a second trailer", { beside: "%trailer <</Root 1 0 R>>\n" }],
  ["says it has fewer objects than it has", { size: 1 }],
  [
    "says one thing of the catalogue twice",
    { catalog: (text) => text.replace("/Pages", "/Pages 1 0 R/Pages") },
  ],
  [
    "says one thing of the catalogue in disguise",
    { catalog: (text) => text.replace("/Pages", "/P#61ges 1 0 R/Pages") },
  ],
])("a saving that %s is refused, since programs would read it differently", async (_what, change) => {
  expect(await failing(await savedWith(change))).not.toEqual([])
})

test("a saving after the seal that hangs in other properties is refused", async () => {
  const pdf = await openForAddition(sealed)
  const { trailer } = pdf.context.info
  const properties = changed(resolved(pdf, trailer.getRef("Info")), { Title: PdfString.fromString("Khác") })
  const ref = pdf.context.register(properties)
  pdf.getCatalog().set("DSS", PdfDict.of({ Certs: new PdfArray([]), X: ref }))
  trailer.set("Info", ref)
  expect(await failing(await pdf.save({ incremental: true }))).toContain("additions")
})

test("who seals cannot lay another document over the one the leader signed", async () => {
  const pdf = await openForAddition(numbered)
  const register = (object: PdfObject) => pdf.context.register(object)
  const stamp = register(PdfStream.fromDict({}, new TextEncoder().encode(LINE)))
  const font = register(
    PdfDict.of({
      Type: PdfName.of("Font"),
      Subtype: PdfName.of("Type1"),
      BaseFont: PdfName.of("Helvetica"),
    }),
  )
  const first = register(withLie(pdf, stamp, font).page)
  const [, ...others] = pdf.getPages().map(({ ref }) => ref)
  const pages = register(
    PdfDict.of({
      Type: PdfName.of("Pages"),
      Count: PdfNumber.of(others.length + 1),
      Kids: new PdfArray([first, ...others]),
    }),
  )
  const root = register(changed(pdf.getCatalog(), { Pages: pages }))
  // Reached from what the seal shows, as every new object has to be.
  const field = getField(pdf, "chu_ky_co_quan")
  const appearance = resolved(pdf, field.getDict("AP", resolverOf(pdf))?.get("N"))
  const shown = PdfStream.fromDict({}, new Uint8Array())
  for (const [name, value] of appearance) shown.set(name, value)
  shown.set("X", root)
  field.set("AP", PdfDict.of({ N: register(shown) }))
  pdf.context.info.trailer.set("Root", root)
  const folder = await mkdtemp(join(tmpdir(), "khoa-"))
  const keys = await openTrainingKeys(folder)
  const key = await keys.keyOf([{ CN: [AGENCY] }, { O: [AGENCY] }, { C: ["VN"] }])
  await rm(folder, { recursive: true })
  const [own, above] = [key.certificate, key.root].map(({ rawData }) => new Uint8Array(rawData))
  if (!own || !above) throw new Error("no certificates")
  const signer = new CryptoKeySigner(key.privateKey, own, "EC", "ECDSA", [above])
  const at = new Date("2023-05-12T10:00:00+07:00")
  const forged = await addSignature(pdf, "chu_ky_co_quan", field, signer, at)
  expect(textAsDrawn(forged)[0]).toContain(LIE)
  expect(pdfSignatures(forged).map(({ verdict }) => verdict)).toEqual(Array(2).fill("Signature is Valid."))
  expect(await failing(forged)).toEqual(["additions", "decisionText"])
  const service = signedElsewhere([forged], { certificates: [], revocationLists: [] })
  await expect(documentSigning(service).sealAgency(numbered, { agencyName: AGENCY, at })).rejects.toThrow(
    /còn có thay đổi khác/u,
  )
})
