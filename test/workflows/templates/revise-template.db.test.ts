import { expect, test } from "vitest"
import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import { type DocumentTemplate, versionsOf } from "#models/reference/document-template.ts"
import { getReference } from "#models/reference/reference.repository.server.ts"
import { addDays, dayOf } from "#models/shared/dates.ts"
import { DOCUMENT_TEMPLATES } from "#seeds/reference/document-templates.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { takeTo } from "#test/setup/stages.ts"
import { getEditionWord } from "#workflows/screens/edition-text.server.ts"
import { getTemplateList, getTemplatePage } from "#workflows/screens/template-page.server.ts"
import {
  previewTemplate,
  reviseTemplate,
  type TemplateForm,
} from "#workflows/templates/revise-template.server.ts"
import { readWord } from "#workflows/uploads/read-word.server.ts"

const office = officeForEach({ stage: "consolidated" })
const chief = () => office.staff.chief
const today = () => dayOf(office.clock.now())

const DECISION = "quyet-dinh-cong-bo"
const seed = (id: string): DocumentTemplate => {
  const found = DOCUMENT_TEMPLATES.find((template) => template.id === id)
  if (!found) throw new Error(id)
  return found
}
const formOf = (id: string, over: Partial<TemplateForm> = {}): TemplateForm => {
  const { abstract, addressee, recipients, blocks } = seed(id)
  return {
    validFrom: today(),
    abstract,
    addressee,
    recipients: recipients.join("\n"),
    blocks: blocks.map(({ kind, text, when }, index) => ({
      kind,
      text,
      when: when ?? "",
      order: (index + 1) * 10,
    })),
    ...over,
  }
}
const reworded = (id: string, from: string, to: string): TemplateForm => {
  const form = formOf(id)
  return { ...form, blocks: form.blocks.map((block) => ({ ...block, text: block.text.replace(from, to) })) }
}
const revise = (form: TemplateForm, over: object = {}) =>
  reviseTemplate(office.d, { templateId: DECISION, version: 1, form, actor: chief(), ...over })
const stored = async (id = DECISION) => versionsOf(await getReference("documentTemplates"), id)

test("every text of the office passes its own check with sample data, and reads without a brace", async () => {
  for (const { id, name } of await getTemplateList(office.d, chief())) {
    const { lines } = await getTemplatePage(office.d, { templateId: id, actor: chief() })
    expect(lines.join("\n"), name).not.toMatch(/\{\{|\}\}/u)
    const form = formOf(id)
    const [first, ...others] = form.blocks
    const changed = {
      ...form,
      abstract: `${form.abstract} (bản thử)`,
      blocks: first ? [first, ...others] : [],
    }
    const { faults } = await previewTemplate(office.d, {
      templateId: id,
      form: changed,
      actor: chief(),
    })
    expect(faults, name).toEqual([])
  }
})

test("a new version begins on its day, ends the one before, is noted, and leaves frozen editions as they were", async () => {
  const form = reworded(DECISION, "Tổ chức thực hiện", "Trách nhiệm thực hiện")
  const from = addDays(today(), 3)
  expect(await revise({ ...form, validFrom: from })).toBe(2)
  const [now, before] = await stored()
  expect(now).toMatchObject({ version: 2, validFrom: from, validTo: null, purpose: "ANNUAL_DECISION" })
  expect(before).toMatchObject({ version: 1, validTo: addDays(from, -1) })
  expect(await findAuditTrail("template", DECISION)).toMatchObject([
    { type: "template.revised", by: chief().id, payload: { version: 2, validFrom: from } },
  ])
  await takeTo(office, "issued")
  const word = await getEditionWord(office.d, {
    editionId: "2023-1",
    actor: chief(),
    kind: "DECISION",
  })
  const text = (await readWord(word.bytes)).join("\n")
  expect(text).toContain("Điều 2. Tổ chức thực hiện")
  expect(text).not.toContain("Trách nhiệm thực hiện")
})

test("a version that has not begun is replaced by the next, which may begin earlier", async () => {
  const later = addDays(today(), 20)
  await revise({ ...reworded(DECISION, "Tổ chức thực hiện", "Thi hành"), validFrom: later })
  const sooner = addDays(today(), 2)
  const again = { ...reworded(DECISION, "Tổ chức thực hiện", "Trách nhiệm"), validFrom: sooner }
  expect(await revise(again, { version: 2 })).toBe(3)
  expect((await stored()).map(({ version, validFrom, validTo }) => [version, validFrom, validTo])).toEqual([
    [3, sooner, null],
    [1, seed(DECISION).validFrom, addDays(sooner, -1)],
  ])
})

test("the day of a version that has not begun may be changed alone, not that of one in force", async () => {
  const words = reworded(DECISION, "Tổ chức thực hiện", "Thi hành")
  await revise({ ...words, validFrom: addDays(today(), 20) })
  expect(await revise({ ...words, validFrom: addDays(today(), 5) }, { version: 2 })).toBe(3)
  await expect(revise({ ...words, validFrom: addDays(today(), 5) }, { version: 3 })).rejects.toThrow(
    "Nội dung chưa có gì khác",
  )
})

test("one more article is taken in: the recipients follow the last one, and lines typed apart stay apart", async () => {
  const form = formOf(DECISION)
  const last = form.blocks.at(-1)?.order ?? 0
  await revise({
    ...form,
    blocks: [
      ...form.blocks,
      {
        kind: "article",
        text: "Kinh phí do ngân sách tỉnh bảo đảm.\nViệc chi theo quy định.",
        when: "",
        order: last - 1,
      },
    ],
  })
  const { lines } = await getTemplatePage(office.d, { templateId: DECISION, actor: chief() })
  expect(lines).toContain("- Như Điều 5;")
})

test("a version that was overtaken is refused with what changed, and nothing is written", async () => {
  await revise({ ...reworded(DECISION, "Tổ chức thực hiện", "Thi hành") })
  const before = await stored()
  await expect(revise(reworded(DECISION, "Tổ chức thực hiện", "Khác"))).rejects.toMatchObject({
    code: "CONCURRENT_EDIT",
    details: {
      currentRevision: 2,
      changed: [{ before: "Tổ chức thực hiện", mine: "Khác", now: "Thi hành" }],
    },
  })
  expect(await stored()).toEqual(before)
})

test.each<[string, (form: TemplateForm) => TemplateForm, object]>([
  [
    "a slot that no catalogue fills",
    (form) => ({
      ...form,
      blocks: form.blocks.map((block, index) => (index === 3 ? { ...block, text: "{{abc}}" } : block)),
    }),
    { issues: [{ field: "blocks.3.text", message: "Khối 4: Không có chỗ điền tên «abc»." }] },
  ],
  [
    "a day that has passed",
    (form) => ({ ...reworded(DECISION, "Tổ chức", "Việc"), validFrom: addDays(form.validFrom, -1) }),
    { issues: [{ field: "validFrom" }] },
  ],
  ["nothing that differs", (form) => form, { message: "Nội dung chưa có gì khác phiên bản hiện có." }],
  [
    "a slot that is empty where nothing is replaced",
    (form) => ({
      ...form,
      blocks: form.blocks
        .filter(({ when }) => when !== "FIRST")
        .map((block) => (block.when === "REPLACING" ? { ...block, when: "" as const } : block)),
    }),
    { message: expect.stringContaining("chỗ điền «replacedDecision» không có gì để điền") },
  ],
  [
    "no article that names the annexes",
    (form) => ({ ...form, blocks: form.blocks.filter(({ text }) => !text.includes("{{contents}}")) }),
    { message: expect.stringContaining("Phụ lục I không được dẫn tại điều nào") },
  ],
  [
    "a last article without its end mark",
    (form) => ({
      ...form,
      blocks: form.blocks.map((block) => ({ ...block, text: block.text.replace("./.", ".") })),
    }),
    { message: expect.stringContaining("Nội dung văn bản kết thúc bằng «./.».") },
  ],
  [
    "no word of the decision it replaces",
    (form) => ({ ...form, blocks: form.blocks.filter(({ when }) => when !== "REPLACING") }),
    { message: expect.stringContaining("Chưa nêu quyết định trước số") },
  ],
])("a text with %s is not adopted", async (_, change, refusal) => {
  await expect(revise(change(formOf(DECISION)))).rejects.toMatchObject({ code: "INVALID_INPUT", ...refusal })
  expect(await stored()).toHaveLength(1)
})

test("blocks go by their numbers, one without words is left out, and a new one stands between two others", async () => {
  const form = formOf(DECISION)
  const dropped = form.blocks.findIndex(({ text }) => text.startsWith("Các Sở, ban, ngành"))
  const first = form.blocks.find(({ text }) => text.startsWith("Văn phòng Ủy ban"))
  await revise({
    ...form,
    blocks: [
      ...form.blocks.with(dropped, { kind: "clause", text: " ", when: "", order: 0 }),
      {
        kind: "clause",
        text: "Sở Thông tin và Truyền thông bảo đảm hạ tầng.",
        when: "",
        order: (first?.order ?? 0) + 1,
      },
    ],
  })
  const texts = (await stored())[0]?.blocks.map(({ text }) => text) ?? []
  expect(texts).toHaveLength(form.blocks.length)
  expect(texts[texts.findIndex((text) => text.startsWith("Văn phòng Ủy ban")) + 1]).toBe(
    "Sở Thông tin và Truyền thông bảo đảm hạ tầng.",
  )
})

test("a letter keeps its slots: a text that uses one no more is refused", async () => {
  const templateId = "cong-van-dinh-chinh"
  const form = reworded(templateId, "{{place}}", "dòng 12")
  await expect(revise(form, { templateId })).rejects.toMatchObject({
    issues: [{ message: "Chỗ điền «place» không dùng ở đâu." }],
  })
  const polite = reworded(templateId, "Đề nghị các cơ quan", "Trân trọng đề nghị các cơ quan")
  expect(await revise(polite, { templateId })).toBe(2)
})

test("only the chief of office changes texts; everyone of the office reads them", async () => {
  const { clerk } = office.staff
  const form = reworded(DECISION, "Tổ chức", "Việc")
  await expect(revise(form, { actor: clerk })).rejects.toMatchObject({ code: "FORBIDDEN" })
  await expect(previewTemplate(office.d, { templateId: DECISION, form, actor: clerk })).rejects.toMatchObject(
    { code: "FORBIDDEN" },
  )
  const page = await getTemplatePage(office.d, { templateId: DECISION, actor: clerk })
  expect(page.mayRevise).toBe(false)
  await expect(getTemplatePage(office.d, { templateId: "khong-co", actor: clerk })).rejects.toMatchObject({
    code: "NOT_FOUND",
  })
})
