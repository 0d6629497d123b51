import { type PDF, PdfArray, PdfDict, PdfNumber, PdfRef, PdfStream } from "@libpdf/core"
import { beforeAll, expect, test } from "vitest"
import { FIELDS, SIGNATURE_FIELDS } from "#models/official-document/document-fields.ts"
import { issue, withOffice } from "#test/setup/a-sealed-decision.ts"
import { getField } from "#workflows/pdf-file/filled-fields.server.ts"
import { editFile } from "./edit-pdf.ts"
import { decisionOf, drawn, rulesBrokenIn } from "./linted.ts"

let sealed: Uint8Array
beforeAll(async () => {
  const bytes = await drawn(decisionOf())
  sealed = await withOffice((office) => issue(office, bytes))
})

const PERSON = SIGNATURE_FIELDS.personal.name
const AGENCY = SIGNATURE_FIELDS.agency.name

/** Moves a field by points. */
const moveField = (name: string, x: number, y: number) => (pdf: PDF) => {
  const field = getField(pdf, name)
  const sides = [...(field.getArray("Rect") ?? [])].map((side) =>
    side instanceof PdfNumber ? side.value : 0,
  )
  field.set("Rect", new PdfArray(sides.map((side, index) => PdfNumber.of(side + (index % 2 === 0 ? x : y)))))
}

/** Changes the operators of what a field shows, and of forms it shows in turn. */
const repaint = (name: string, from: RegExp, to: string) => (pdf: PDF) => {
  const resolve = (ref: PdfRef) => pdf.context.resolve(ref)
  let changed = 0
  const visit = (form: unknown): void => {
    if (!(form instanceof PdfStream)) return
    const content = Buffer.from(form.getDecodedData()).toString("latin1")
    if (from.test(content)) {
      changed += 1
      form.delete("Filter")
      form.setData(Buffer.from(content.replaceAll(from, to), "latin1"))
    }
    for (const [, inner] of form.getDict("Resources", resolve)?.getDict("XObject", resolve) ?? [])
      visit(inner instanceof PdfRef ? resolve(inner) : inner)
  }
  const appearance = getField(pdf, name).getDict("AP", resolve)
  visit(appearance instanceof PdfDict ? appearance.get("N", resolve) : null)
  if (changed === 0) throw new Error("nothing was repainted")
}

test("a sealed decision saved by another program keeps the rules of form", async () => {
  expect(await rulesBrokenIn(await editFile(sealed, () => undefined))).toEqual([])
})

test.each<[what: string, rule: string, edit: (pdf: PDF) => void]>([
  ["a signature beside its place", "signing.field-place", moveField(PERSON, 30, 0)],
  ["a signature over the name", "signing.field-place", moveField(PERSON, 0, -40)],
  ["a seal that does not touch the signature", "signing.seal-overlap", moveField(AGENCY, -60, 0)],
  ["a seal on the right of the signature", "signing.seal-overlap", moveField(AGENCY, 120, 0)],
  ["a red signature", "signing.signature-blue", repaint(PERSON, /0\.06 0\.2 0\.62 RG/gu, "0.8 0 0 RG")],
  ["a black seal", "signing.seal-red", repaint(AGENCY, /[\d.]+ [\d.]+ [\d.]+ (RG|rg)/gu, "0 0 0 $1")],
  ["a number that was moved", "number.centred", moveField(FIELDS.number.name, 20, 0)],
  ["a date that was moved", "date.level", moveField(FIELDS.date.name, 0, -5)],
])("%s breaks %s", async (_what, rule, edit) => {
  expect(await rulesBrokenIn(await editFile(sealed, edit))).toContain(rule)
})
