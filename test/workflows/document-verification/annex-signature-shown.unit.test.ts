import { PdfArray, PdfBool, PdfDict, PdfName, PdfNumber, type PdfRef, PdfStream } from "@libpdf/core"
import { beforeAll, expect, test } from "vitest"
import { SIGNATURE_FIELDS } from "#models/official-document/document-fields.ts"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { FACTS } from "#test/setup/a-decision.ts"
import { drawDecision } from "#workflows/document-drawing/draw-decision.server.ts"
import { shownOnAnnex } from "#workflows/document-verification/annex-signature-shown.server.ts"
import {
  getField,
  openForAddition,
  resolverOf,
  setAppearance,
  showLine,
  sizeOf,
} from "#workflows/pdf-file/filled-fields.server.ts"

let annex: Uint8Array
beforeAll(async () => {
  const { annexes } = await drawDecision(aFrozenEdition({ rows: 3 }), { ...FACTS, annexesApart: true })
  annex = annexes[0]?.bytes ?? new Uint8Array()
})

const LOOK = { style: "regular", points: 10, align: "right" } as const
const NAME = SIGNATURE_FIELDS.agency.name
const open = async () => {
  const pdf = await openForAddition(annex)
  const field = getField(pdf, NAME)
  const shownNow = () => {
    const form = field.getDict("AP", resolverOf(pdf))?.get("N", resolverOf(pdf))
    if (!(form instanceof PdfStream)) throw new Error("nothing is shown")
    return form
  }
  return { pdf, field, shownNow, save: () => pdf.save({ incremental: true, subsetFonts: true }) }
}
const showing = async (text: string) => {
  const { pdf, field, save } = await open()
  await showLine(pdf, field, text, LOOK)
  return shownOnAnnex(await save())
}

test.each([
  ["Số: 15/QĐ-UBND; 12/05/2023; 10:15:30 +07:00", "15/QĐ-UBND"],
  ["Số: 15/2025/QĐ-CTUBND; 12/05/2023; 10:15:30", "15/2025/QĐ-CTUBND"],
  ["Số: 1234/QĐ.UBND(2); 12/5/2023; 9:05:03 GMT+7", "1234/QĐ.UBND(2)"],
])("«%s» names the decision %s and its day", async (text, number) => {
  expect(await showing(text)).toEqual({ number, day: "2023-05-12", hasPicture: false })
})

test.each([
  "Số: 15; 12/05/2023; 10:15:30",
  "Số: 15/QĐ-UBND; 12/05/2023",
  "Số: 99∕QĐ-UBND; 12∕05∕2023; 10:15:30",
  "Số: 15/QĐ-UBND; 12/05/2023; 10:15:30 +07:00 Số: 99/QĐ-UBND",
  "Sao y bản chính",
])("«%s» names none", async (text) => {
  expect(await showing(text)).toMatchObject({ number: null, day: null })
})

/** The line that should stand there, hidden, and another over it that people see. */
test.each<[how: string, hide: (content: string) => string]>([
  ["in white", (content) => `q 1 g ${content} Q`],
  ["as a mere outline for cutting", (content) => `q ${content.replace("BT", "BT 7 Tr")} Q`],
  ["outside its place", (content) => `q 1 0 0 1 0 -300 cm ${content} Q`],
  ["too small to see", (content) => `q 0.001 0 0 0.001 0 0 cm ${content} Q`],
])("a line hidden %s beside one that lies is not taken for what is shown", async (_how, hide) => {
  const { pdf, field, shownNow, save } = await open()
  const text = (form: PdfStream) => Buffer.from(form.getDecodedData()).toString("latin1")
  const faceOf = (form: PdfStream) =>
    form.getDict("Resources", resolverOf(pdf))?.getDict("Font", resolverOf(pdf))?.get("F") as PdfRef
  await showLine(pdf, field, "Số: 15/QĐ-UBND; 12/05/2023; 10:15:30 +07:00", LOOK)
  const honest = shownNow()
  await showLine(pdf, field, "Số: 99∕QĐ-UBND; 12∕05∕2023; 10:15:30 +07:00", LOOK)
  const lie = shownNow()
  const content = `${hide(text(honest))} ${text(lie).replace("/F ", "/L ")}`
  setAppearance(pdf, field, sizeOf(pdf, field), content, { Font: { F: faceOf(honest), L: faceOf(lie) } })
  expect((await shownOnAnnex(await save())).number).not.toBe("15/QĐ-UBND")
})

const numbers = (...values: number[]) => new PdfArray(values.map((value) => PdfNumber.of(value)))
const SHADING = PdfDict.of({
  ShadingType: PdfNumber.of(2),
  ColorSpace: PdfName.of("DeviceRGB"),
  Coords: numbers(0, 0, 1, 0),
  Extend: new PdfArray([PdfBool.TRUE, PdfBool.TRUE]),
  Function: PdfDict.of({
    FunctionType: PdfNumber.of(2),
    Domain: numbers(0, 1),
    C0: numbers(1, 0, 0),
    C1: numbers(1, 0, 0),
    N: PdfNumber.of(1),
  }),
})

test.each([
  ["a filled area", "1 0 0 rg 20 0 20 15 re f"],
  ["a shading cut to shape", "20 0 m 40 0 l 40 15 l 20 15 l h W n /S sh"],
  ["a mask of one dot", "1 0 0 rg 30 0 0 15 20 0 cm BI /IM true /W 1 /H 1 /BPC 1 ID \0\nEI"],
  ["a picture", "30 0 0 15 20 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \0\nEI"],
])("%s beside the line is a picture", async (_what, operators) => {
  const { pdf, field, shownNow, save } = await open()
  await showLine(pdf, field, "Số: 15/QĐ-UBND; 12/05/2023; 10:15:30 +07:00", LOOK)
  const form = shownNow()
  form.getDict("Resources", resolverOf(pdf))?.set("Shading", PdfDict.of({ S: SHADING }))
  const content = Buffer.from(form.getDecodedData()).toString("latin1")
  form.setData(Buffer.from(`${content} q ${operators} Q`, "latin1"))
  expect((await shownOnAnnex(await save())).hasPicture).toBe(true)
})
