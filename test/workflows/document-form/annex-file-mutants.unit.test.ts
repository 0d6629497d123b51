import { type PDF, PdfArray, PdfNumber, PdfStream } from "@libpdf/core"
import { beforeAll, expect, test } from "vitest"
import { SIGNATURE_FIELDS } from "#models/official-document/document-fields.ts"
import { FACTS } from "#test/setup/a-decision.ts"
import { issue, withOffice } from "#test/setup/a-sealed-decision.ts"
import { drawDecision } from "#workflows/document-drawing/draw-decision.server.ts"
import { editionAttachments } from "#workflows/document-drawing/edition-attachments.server.ts"
import { renderAnnexPdf } from "#workflows/document-drawing/render-pdf.server.ts"
import { rulesFor } from "#workflows/document-form/rules/all-rules.ts"
import { composeDecision } from "#workflows/document-text/compose-decision.ts"
import { getField, setAppearance, showLine, sizeOf } from "#workflows/pdf-file/filled-fields.server.ts"
import { editFile } from "./edit-pdf.ts"
import { drawn, EDITION, findingsIn, rulesBrokenIn } from "./linted.ts"
import { type ComposedMutant, wording } from "./mutations.ts"

let decision: Uint8Array
let annexes: Uint8Array[]
let sealed: Uint8Array
beforeAll(async () => {
  const drawn = await drawDecision(EDITION, { ...FACTS, annexesApart: true })
  decision = drawn.bytes
  annexes = drawn.annexes.map(({ bytes }) => bytes)
  sealed = await withOffice(({ sealAnnex }) => sealAnnex(annexes[0] ?? decision))
})

const FIELD = SIGNATURE_FIELDS.agency.name
const SHOWN = "Số: 15/QĐ-UBND; 12/05/2023; 10:15:30 +07:00"
const LOOK = { style: "regular", points: 10, align: "right" } as const

test("a decision and its annexes in files of their own hold, drawn and sealed", async () => {
  expect(annexes).toHaveLength(2)
  for (const bytes of [decision, ...annexes]) expect(await findingsIn(bytes)).toEqual([])
  await withOffice(async (office) => {
    expect(await findingsIn(await issue(office, decision))).toEqual([])
    for (const bytes of annexes) expect(await findingsIn(await office.sealAnnex(bytes))).toEqual([])
  })
  expect(await rulesBrokenIn(await editFile(sealed, () => undefined))).toEqual([])
})

test("an annex is asked for all that an annex must have, and for no head or end of a document", () => {
  const asked = new Set(rulesFor("ANNEX").map(({ id }) => id.split(".")[0]))
  expect([...asked]).toEqual(
    expect.arrayContaining(["file", "page", "font", "text", "annex", "annex-file", "table", "totals"]),
  )
  for (const absent of ["nation", "agency", "number", "date", "title", "signing", "recipients"])
    expect(asked).not.toContain(absent)
})

/** Moves the field by points. */
const moved = (x: number, y: number) => (pdf: PDF) => {
  const field = getField(pdf, FIELD)
  const sides = [...(field.getArray("Rect") ?? [])].map((side) =>
    side instanceof PdfNumber ? side.value : 0,
  )
  field.set("Rect", new PdfArray(sides.map((side, index) => PdfNumber.of(side + (index % 2 === 0 ? x : y)))))
}
const shows =
  (text: string, look: Partial<Parameters<typeof showLine>[3]> = {}) =>
  (pdf: PDF) =>
    showLine(pdf, getField(pdf, FIELD), text, { ...LOOK, ...look })
const painted = (operators: string) => (pdf: PDF) => {
  const field = getField(pdf, FIELD)
  setAppearance(pdf, field, sizeOf(pdf, field), operators)
}
const red = (pdf: PDF) => {
  const field = getField(pdf, FIELD)
  const appearance = field
    .getDict("AP", (ref) => pdf.context.resolve(ref))
    ?.get("N", (ref) => pdf.context.resolve(ref))
  if (!(appearance instanceof PdfStream)) throw new Error("the field shows nothing")
  const content = Buffer.from(appearance.getDecodedData()).toString("latin1")
  appearance.delete("Filter")
  appearance.setData(Buffer.from(`0.8 0 0 rg ${content}`, "latin1"))
}

test.each<[what: string, rule: string, edit: (pdf: PDF) => void | Promise<void>]>([
  ["a signature at the upper left", "annex-file.signature-place", moved(-200, 0)],
  ["a signature in the list", "annex-file.signature-place", moved(0, -200)],
  [
    "a signature longer than its place",
    "annex-file.signature-place",
    shows("Số: 1234567/QĐ-CTUBND-KSTTHC-VPUBND; 12/05/2023; 10:15:30 +07:00"),
  ],
  [
    "a signature without its field",
    "annex-file.signature-field",
    (pdf) => pdf.getPages()[0]?.dict.delete("Annots"),
  ],
  ["a signature that shows nothing", "annex-file.signature-text", painted("")],
  ["a number without its symbol", "annex-file.signature-text", shows("Số: 15; 12/05/2023; 10:15:30 +07:00")],
  ["a day without its month", "annex-file.signature-text", shows("Số: 15/QĐ-UBND; 2023; 10:15:30 +07:00")],
  ["a signature without the time", "annex-file.signature-text", shows("Số: 15/QĐ-UBND; 12/05/2023")],
  ["too large a signature", "annex-file.signature-size", shows(SHOWN, { points: 12 })],
  ["a bold signature", "annex-file.signature-style", shows(SHOWN, { style: "bold" })],
  ["a red signature", "annex-file.signature-colour", red],
  ["a seal on the annex", "annex-file.no-seal", painted("0.8 0 0 rg 0 0 20 20 re f")],
  ["another title", "file.title", (pdf) => pdf.setTitle("Phụ lục")],
])("an annex with %s breaks %s", async (_what, rule, edit) => {
  expect(await rulesBrokenIn(await editFile(sealed, edit))).toContain(rule)
})

test("an annex that leaves a row out breaks totals.attached-rows", async () => {
  const shorter = { ...EDITION, entries: EDITION.entries.slice(1) }
  const layout = composeDecision(shorter, FACTS)
  const [annex] = layout.annexes
  if (!annex) throw new Error("no annex")
  const { bytes } = await renderAnnexPdf(annex, layout.edition, {
    createdAt: EDITION.frozenAt,
    attachments: editionAttachments(EDITION),
  })
  expect(await rulesBrokenIn(bytes)).toContain("totals.attached-rows")
})

test("a decision that names one file for two annexes breaks annex.existing", async () => {
  const layout = { ...composeDecision(EDITION, FACTS), annexes: [] }
  const bytes = await drawn(layout, EDITION, { mark: { annexFiles: ["a".repeat(64)] } })
  expect(await rulesBrokenIn(bytes)).toContain("annex.existing")
})

test.each<ComposedMutant>([
  ["a total that is off by one", "totals.sum", wording("Điều 1.", "12 (Mười hai)", "13 (Mười ba)")],
  ["an annex's figure off by one", "totals.attached-figures", wording("1. 08", "08 (Tám)", "09 (Chín)")],
])("with its annexes elsewhere, a decision with %s breaks %s", async (_what, rule, mutate) => {
  const layout = mutate({ ...composeDecision(EDITION, FACTS), annexes: [] })
  const mark = { annexFiles: ["a".repeat(64), "b".repeat(64)] }
  expect(await rulesBrokenIn(await drawn(layout, EDITION, { mark }))).toContain(rule)
})
