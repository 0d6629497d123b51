import { beforeAll, expect, test } from "vitest"
import { OFFICERS_TEMPLATES } from "#seeds/reference/document-templates.ts"
import { issuerOn } from "#seeds/reference/issuer.ts"
import { DEPUTY } from "#test/setup/a-decision.ts"
import { composeTemplate } from "#workflows/document-text/compose-template.ts"
import { bold, type DocumentLayout, paragraph } from "#workflows/document-text/document-layout.ts"
import { type DrawnMutant, down, inFace, line, right } from "./drawn-mutants.ts"
import { editPage } from "./edit-pdf.ts"
import { drawn, findingsIn, rulesBrokenIn } from "./linted.ts"
import { LETTER_MUTANTS, NOTICE_MUTANTS, REPORT_MUTANTS } from "./mutants-of-templates.ts"
import type { ComposedMutant } from "./mutations.ts"

const issuer = issuerOn("2023-05-12")
const sampled = (id: string): DocumentLayout => {
  const template = OFFICERS_TEMPLATES.find((one) => one.id === id)
  if (!template) throw new Error(id)
  const values = Object.fromEntries(template.slots.map(({ name, sample }) => [name, sample]))
  return composeTemplate(template, values, { issuer, signatory: DEPUTY })
}
const LETTER = sampled("cong-van-dinh-chinh")

test.each(OFFICERS_TEMPLATES.map(({ id, name }) => [name, id]))(
  "%s holds, blank and numbered",
  async (_, id) => {
    const layout = sampled(id)
    expect(await findingsIn(await drawn(layout))).toEqual([])
    const header = { ...layout.header, number: "15", day: "2023-05-12" }
    expect(await findingsIn(await drawn({ ...layout, header }))).toEqual([])
  },
)

test.each<ComposedMutant>(LETTER_MUTANTS)("a công văn with %s breaks %s", async (_what, rule, mutate) => {
  expect(await rulesBrokenIn(await drawn(mutate(LETTER)))).toContain(rule)
})
test.each<ComposedMutant>(NOTICE_MUTANTS)("a thông báo with %s breaks %s", async (_what, rule, mutate) => {
  expect(await rulesBrokenIn(await drawn(mutate(sampled("thong-bao-tam-ngung"))))).toContain(rule)
})
test.each<ComposedMutant>(REPORT_MUTANTS)("a báo cáo with %s breaks %s", async (_what, rule, mutate) => {
  expect(await rulesBrokenIn(await drawn(mutate(sampled("bao-cao-quy"))))).toContain(rule)
})

let letter: Uint8Array
beforeAll(async () => {
  // Bold letters to write the faults with.
  const spare = paragraph("heading", bold("V/v đính chính thể thức Quyết"))
  letter = await drawn({
    ...LETTER,
    blocks: [...LETTER.blocks.slice(0, -1), spare, ...LETTER.blocks.slice(-1)],
  })
})
const ABSTRACT = "V/v"
const DRAWN: DrawnMutant[] = [
  ["a bold trích yếu", "letter.abstract-style", 0, line(ABSTRACT, inFace("Bold"))],
  ["too small a trích yếu", "letter.abstract-size", 0, line(ABSTRACT, { size: 11 })],
  ["a trích yếu off the middle", "letter.abstract-centred", 0, line(ABSTRACT, right(8))],
  ["a trích yếu far below the number", "letter.abstract-gap", 0, line(ABSTRACT, down(-6))],
  ["lines of the trích yếu that part", "letter.abstract-spacing", 0, line(ABSTRACT, down(-6))],
]
test.each<DrawnMutant>(DRAWN)("a công văn with %s breaks %s", async (_what, rule, page, edit) => {
  expect(await rulesBrokenIn(await editPage(letter, page, edit))).toContain(rule)
})
