import { expect, test } from "vitest"
import { DocumentTemplate } from "#models/reference/document-template.ts"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { OFFICERS_TEMPLATES } from "#seeds/reference/document-templates.ts"
import { DEPUTY } from "#test/setup/a-decision.ts"
import { fontsOf, qpdfCheck, textOfPages } from "#test/setup/pdf-tools.ts"
import { renderPdf } from "#workflows/document-drawing/render-pdf.server.ts"
import { toWord } from "#workflows/document-drawing/word-twin.server.ts"
import { composeTemplate } from "#workflows/document-text/compose-template.ts"
import { layoutLines } from "#workflows/document-text/layout-lines.ts"
import { textDifferences } from "#workflows/document-text/text-differences.ts"
import { readWord } from "#workflows/uploads/read-word.server.ts"

const { issuer } = aFrozenEdition({ rows: 3 })
const FACTS = { issuer, signatory: DEPUTY }
const sampleOf = ({ slots }: DocumentTemplate) =>
  Object.fromEntries(slots.map(({ name, sample }) => [name, sample]))
const named = (id: string): DocumentTemplate => {
  const found = OFFICERS_TEMPLATES.find((template) => template.id === id)
  if (!found) throw new Error(id)
  return found
}
const plain = (text: string) => text.replace(/\s+/gu, " ").trim()

test.each(OFFICERS_TEMPLATES)(
  "$name with its sample is drawn whole, tagged, and the same twice",
  async (template) => {
    const layout = composeTemplate(template, sampleOf(template), FACTS)
    const options = { createdAt: new Date("2023-05-12T02:00:00Z"), attachments: [] }
    const { bytes } = await renderPdf(layout, options)
    expect((await renderPdf(layout, options)).bytes).toEqual(bytes)
    qpdfCheck(bytes)
    for (const font of fontsOf(bytes)) expect(font).toMatchObject({ embedded: true, unicode: true })
    const words = plain(textOfPages(bytes).join(" "))
    for (const { sample } of template.slots.filter(({ type }) => type === "TEXT"))
      for (const word of sample.split(" ")) expect(words).toContain(word)
    expect(words).not.toContain("{{")
    expect(textDifferences(layoutLines(layout), await readWord(await toWord(layout, "2023-05-12")))).toEqual(
      [],
    )
  },
)

test("a công văn has no tên loại: its trích yếu stands under the number, 6 points below, before Kính gửi", async () => {
  const template = named("cong-van-dinh-chinh")
  const lines = layoutLines(composeTemplate(template, sampleOf(template), FACTS))
  const at = (start: string) => lines.findIndex((line) => line.startsWith(start))
  expect(at("V/v đính chính thể thức Quyết định số 15/QĐ-UBND")).toBe(at("Số:") + 1)
  expect(at("Kính gửi:")).toBeGreaterThan(at("V/v"))
  expect(lines.join("\n")).not.toMatch(/CÔNG VĂN/u)
})

test("counts are in figures and words, days as documents have them", () => {
  const template = named("bao-cao-quy")
  const text = layoutLines(composeTemplate(template, { ...sampleOf(template), full: "6" }, FACTS)).join("\n")
  expect(text).toContain("06 (Sáu) dịch vụ công trực tuyến toàn trình")
  expect(text).toContain("Đến ngày 10 tháng 6 năm 2023")
})

test.each([
  ["empty", "total", "", "còn trống"],
  ["no count", "total", "nhiều", "số nguyên"],
  ["no day", "countedOn", "2023-02-30", "ngày"],
  ["too long", "quarter", "a".repeat(2001), "dài hơn"],
])("a slot that is %s is named, and nothing is composed", (_, slot, value, said) => {
  const template = named("bao-cao-quy")
  const compose = () => composeTemplate(template, { ...sampleOf(template), [slot]: value }, FACTS)
  expect(compose).toThrow(said)
  try {
    compose()
  } catch (error) {
    expect(error).toMatchObject({ code: "INVALID_INPUT", issues: [{ field: slot }] })
  }
})

test("what is typed into a slot is text: it fills no other slot", () => {
  const template = named("cong-van-dinh-chinh")
  const values = { ...sampleOf(template), wrong: "{{right}}", right: "Sở Nội vụ" }
  expect(layoutLines(composeTemplate(template, values, FACTS)).join("\n")).toContain("“{{right}}”")
})

test("a template whose text and slots do not agree is refused", () => {
  const template = named("cong-van-dinh-chinh")
  const extra = {
    ...template,
    slots: [...template.slots, { name: "x", label: "X", type: "TEXT", sample: "" }],
  }
  expect(DocumentTemplate.safeParse(extra).success).toBe(false)
  expect(DocumentTemplate.safeParse({ ...template, slots: [] }).success).toBe(false)
})
