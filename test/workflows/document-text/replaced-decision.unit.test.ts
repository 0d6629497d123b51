import { expect, test } from "vitest"
import type { AmendedDecision } from "#models/catalogue-edition/decision-reference.ts"
import { editionDigest } from "#models/catalogue-edition/freeze.server.ts"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { FACTS, paragraphsOf } from "#test/setup/a-decision.ts"
import { drawDecision } from "#workflows/document-drawing/draw-decision.server.ts"
import { lintDocument } from "#workflows/document-form/lint-document.server.ts"
import { checkEdition } from "#workflows/document-text/check-edition.ts"
import { composeDecision } from "#workflows/document-text/compose-decision.ts"
import { composeSubmission } from "#workflows/document-text/compose-submission.ts"

const ANNUAL = { editionId: "2023-1", number: "15/QĐ-UBND", day: "2023-05-12" }
const FIRST = { editionId: "2023-2", number: "31/QĐ-UBND", day: "2023-08-01" }
const SECOND = { editionId: "2023-3", number: "40/QĐ-UBND", day: "2023-09-15" }
const replaces = { editionId: "2023-1", decisionNumber: ANNUAL.number, decisionDay: ANNUAL.day }

const amending = (amended?: AmendedDecision[]) =>
  aFrozenEdition({ rows: 3, partialEvery: 0, kind: "AMENDMENT", replaces, ...(amended ? { amended } : {}) })
const textOf = (amended?: AmendedDecision[]) =>
  paragraphsOf(composeDecision(amending(amended), FACTS)).join("\n")

test("the first amendment names the annual decision alone", () => {
  expect(textOf([{ ...ANNUAL, amendedBy: [] }])).toContain(
    "công bố kèm theo Quyết định số 15/QĐ-UBND ngày 12 tháng 5 năm 2023, gồm",
  )
})

test("a row of the annual decision changed after an amendment: the annual decision, and that it was amended", () => {
  const text = textOf([{ ...ANNUAL, amendedBy: [FIRST] }])
  expect(text).toContain(
    "công bố kèm theo Quyết định số 15/QĐ-UBND ngày 12 tháng 5 năm 2023 (đã được sửa đổi, bổ sung bởi Quyết định số 31/QĐ-UBND ngày 01 tháng 8 năm 2023), gồm",
  )
  expect(text).toContain("Các nội dung khác của Quyết định số 15/QĐ-UBND ngày 12 tháng 5 năm 2023 (đã được")
})

test("a row an amendment carries: that amendment is named", () => {
  expect(textOf([{ ...FIRST, amendedBy: [] }])).toContain(
    "công bố kèm theo Quyết định số 31/QĐ-UBND ngày 01 tháng 8 năm 2023, gồm",
  )
})

test("rows of several decisions: all are named, each with what amended it", () => {
  expect(
    textOf([
      { ...ANNUAL, amendedBy: [FIRST, SECOND] },
      { ...FIRST, amendedBy: [SECOND] },
      { ...SECOND, amendedBy: [] },
    ]),
  ).toContain(
    "Quyết định số 15/QĐ-UBND ngày 12 tháng 5 năm 2023 (đã được sửa đổi, bổ sung bởi Quyết định số 31/QĐ-UBND ngày 01 tháng 8 năm 2023 và Quyết định số 40/QĐ-UBND ngày 15 tháng 9 năm 2023), Quyết định số 31/QĐ-UBND ngày 01 tháng 8 năm 2023 (đã được sửa đổi, bổ sung bởi Quyết định số 40/QĐ-UBND ngày 15 tháng 9 năm 2023) và Quyết định số 40/QĐ-UBND ngày 15 tháng 9 năm 2023, gồm",
  )
})

test("an amendment frozen before it kept what it changes names its annual decision, and keeps its digest", () => {
  expect(textOf()).toContain("công bố kèm theo Quyết định số 15/QĐ-UBND ngày 12 tháng 5 năm 2023, gồm")
  const before = amending()
  expect("amended" in before).toBe(false)
  expect(editionDigest({ ...before, amended: undefined } as unknown as typeof before)).toBe(before.digest)
})

test("the Tờ trình and its annex compare with the same decisions", () => {
  const layout = composeSubmission(
    amending([
      { ...ANNUAL, amendedBy: [FIRST] },
      { ...FIRST, amendedBy: [] },
    ]),
    {
      ...FACTS,
      signatory: { fullName: "Nguyễn Văn A", position: "CHÁNH VĂN PHÒNG", capacity: "HEAD" },
    },
  )
  expect(paragraphsOf(layout).join("\n")).toContain(
    "So với Danh mục công bố tại Quyết định số 15/QĐ-UBND ngày 12 tháng 5 năm 2023 (đã được sửa đổi, bổ sung bởi",
  )
  expect(layout.annexes[0]?.title).toContain("TẠI QUYẾT ĐỊNH SỐ 15/QĐ-UBND, 31/QĐ-UBND")
})

test("a text that leaves one of the decisions out is not laid before anybody", () => {
  const edition = amending([{ ...ANNUAL, amendedBy: [FIRST] }])
  const { texts } = edition
  if (!texts) throw new Error("no texts")
  const blocks = texts.decision.blocks.map((block) => ({
    ...block,
    text: block.text.replaceAll("{{replacedDecision}}", "15/QĐ-UBND ngày 12 tháng 5 năm 2023"),
  }))
  const checks = checkEdition({ ...edition, texts: { ...texts, decision: { ...texts.decision, blocks } } })
  expect(checks.find(({ rule }) => rule === "replaces")).toMatchObject({
    ok: false,
    message: "Chưa nêu quyết định trước số 31/QĐ-UBND.",
  })
  expect(checkEdition(edition).filter(({ ok }) => !ok)).toEqual([])
})

test("the decision as drawn keeps the rules of form", async () => {
  const edition = amending([
    { ...ANNUAL, amendedBy: [FIRST] },
    { ...FIRST, amendedBy: [] },
  ])
  const report = await lintDocument((await drawDecision(edition, FACTS)).bytes)
  expect(report.findings.filter(({ severity }) => severity === "error")).toEqual([])
})
