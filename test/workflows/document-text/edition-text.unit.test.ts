import { expect, test } from "vitest"
import { DocumentTemplate, type TextBlock } from "#models/reference/document-template.ts"
import { EDITION_SLOTS } from "#models/reference/edition-slots.ts"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { DOCUMENT_TEMPLATES } from "#seeds/reference/document-templates.ts"
import { FACTS, paragraphsOf } from "#test/setup/a-decision.ts"
import { composeDecision } from "#workflows/document-text/compose-decision.ts"
import { editionTextsFrom } from "#workflows/document-text/edition-text.ts"
import { editionValues } from "#workflows/document-text/edition-values.ts"
import { fillBlocks } from "#workflows/document-text/fill-text.ts"

const annual = DOCUMENT_TEMPLATES.find(({ purpose }) => purpose === "ANNUAL_DECISION")
const textsOf = (blocks: TextBlock[], values: Record<string, string | string[]> = {}) =>
  paragraphsOf({
    ...composeDecision(aFrozenEdition(), FACTS),
    blocks: fillBlocks(blocks, new Map(Object.entries(values))),
  })

test("an edition fills every slot its texts may ask for, and no other", () => {
  const filled = [...editionValues(aFrozenEdition(), FACTS.submission).keys(), "decisionAbstract"]
  expect(filled.sort()).toEqual(EDITION_SLOTS.map(({ name }) => name).sort())
})

test("an edition keeps the texts of its day: a later version changes nothing in it", () => {
  const edition = aFrozenEdition()
  const later = DOCUMENT_TEMPLATES.map((template) => ({
    ...template,
    version: 2,
    blocks: template.blocks.map((block) => ({ ...block, text: block.text.replace("Công bố", "Ban hành") })),
  }))
  const changed = { ...edition, texts: editionTextsFrom("ANNUAL", later) }
  expect(paragraphsOf(composeDecision(edition, FACTS)).join("\n")).toContain("Điều 1. Công bố kèm theo")
  expect(paragraphsOf(composeDecision(changed, FACTS)).join("\n")).toContain("Điều 1. Ban hành kèm theo")
})

test("articles are numbered through, clauses within their article, and lists end with a stop", () => {
  const text = textsOf(
    [
      { kind: "basis", text: "{{bases}}" },
      { kind: "basis", text: "Theo đề nghị của Chánh Văn phòng" },
      { kind: "article", text: "Gồm:" },
      { kind: "clause", text: "{{items}}." },
      { kind: "article-title", text: "Tổ chức thực hiện" },
      { kind: "clause", text: "Một." },
      { kind: "dash", text: "{{items}}" },
    ],
    { bases: ["Căn cứ A;", "Căn cứ B"], items: ["x", "y"] },
  )
  expect(text).toEqual([
    "Căn cứ A;",
    "Căn cứ B;",
    "Theo đề nghị của Chánh Văn phòng.",
    "Điều 1. Gồm:",
    "1. x.",
    "2. y.",
    "Điều 2. Tổ chức thực hiện",
    "1. Một.",
    "- x;",
    "- y.",
  ])
})

test("clauses go on after a list between them, and begin anew with the next article", () => {
  const between: TextBlock[] = [
    { kind: "article", text: "Gồm:" },
    { kind: "clause", text: "Một:" },
    { kind: "dash", text: "a" },
    { kind: "clause", text: "Hai." },
    { kind: "article", text: "Khác:\nĐoạn thứ hai." },
    { kind: "clause", text: "Một." },
  ]
  expect(textsOf(between)).toEqual([
    "Điều 1. Gồm:",
    "1. Một:",
    "- a.",
    "2. Hai.",
    "Điều 2. Khác:",
    "Đoạn thứ hai.",
    "1. Một.",
  ])
})

test("where a list has nothing, what stands before it ends the list", () => {
  const list: TextBlock[] = [
    { kind: "dash", text: "một" },
    { kind: "dash", text: "{{items}}" },
    { kind: "body", text: "Hết." },
  ]
  expect(textsOf(list, { items: [] })).toEqual(["- một.", "Hết."])
  expect(textsOf(list, { items: ["hai"] })).toEqual(["- một;", "- hai.", "Hết."])
})

test("what fills a slot is text: braces in it fill nothing", () => {
  expect(textsOf([{ kind: "body", text: "{{a}} {{b}}" }], { a: "{{b}}", b: "x" })).toEqual(["{{b}} x"])
  expect(textsOf([{ kind: "dash", text: "{{items}} {{b}}" }], { items: ["{{b}}"], b: "x" })).toEqual([
    "- {{b}} x.",
  ])
})

test.each([
  ["a slot spelled with blanks", { kind: "body", text: "Tỉnh {{ province }}" }, "Chỗ điền viết đúng dạng"],
  ["a slot spelled with accents", { kind: "body", text: "{{tỉnh}}" }, "Chỗ điền viết đúng dạng"],
  ["a brace alone", { kind: "body", text: "Tỉnh {province}" }, "Chỗ điền viết đúng dạng"],
  ["a slot no edition has", { kind: "body", text: "{{weather}}" }, "Không có chỗ điền tên «weather»."],
  [
    "two lists in one block",
    { kind: "dash", text: "{{bases}} {{contents}}" },
    "Một khối chữ chỉ có một danh sách",
  ],
  ["a table among words", { kind: "body", text: "{{figures}}" }, "Bảng chỉ đứng trong khối"],
  ["a table block without one", { kind: "table", text: "{{year}}" }, "Bảng chỉ đứng trong khối"],
  ["an empty block", { kind: "body", text: "  " }, "Khối chữ còn trống."],
])("a text with %s is refused at that block", (_, block, said) => {
  const parsed = DocumentTemplate.safeParse({ ...annual, blocks: [...(annual?.blocks ?? []), block] })
  expect(parsed.error?.issues).toEqual([
    expect.objectContaining({
      path: ["blocks", annual?.blocks.length, "text"],
      message: expect.stringContaining(said),
    }),
  ])
})

test("a day without a text for the decision is told in words, and so is an edition that kept none", () => {
  expect(() => editionTextsFrom("AMENDMENT", [])).toThrow(
    "Chưa có mẫu «Quyết định sửa đổi, bổ sung danh mục» có hiệu lực nên chưa lập được văn bản.",
  )
  const { texts: _, ...older } = aFrozenEdition()
  expect(() => composeDecision(older, FACTS)).toThrow(
    "Danh mục 2023-1 được chốt khi chưa lưu kèm mẫu văn bản",
  )
})
