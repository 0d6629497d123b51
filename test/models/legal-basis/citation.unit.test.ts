import fc from "fast-check"
import { expect, test } from "vitest"
import {
  citationText,
  lacksArticle,
  packClauseCitation,
  parseCitation,
  provisionOf,
} from "#models/legal-basis/citation.ts"

const LAW = "Luật Hộ tịch số 60/2014/QH13"

test.each([
  ["khoản 1 Điều 18 Luật Hộ tịch số 60/2014/QH13", { act: LAW, article: "18", clause: "1", point: "" }],
  ["Luật Hộ tịch, Điều 18", { act: "Luật Hộ tịch", article: "18", clause: "", point: "" }],
  [
    "Điều 18 khoản 2 điểm đ của Luật Hộ tịch",
    { act: "Luật Hộ tịch", article: "18", clause: "2", point: "đ" },
  ],
  ["NĐ 42/2022/NĐ-CP Điều 11(1)(b)", { act: "NĐ 42/2022/NĐ-CP", article: "11", clause: "1", point: "b" }],
  ["theo điểm a, khoản 2, Điều 7a Luật X", { act: "Luật X", article: "7a", clause: "2", point: "a" }],
  [LAW, { act: LAW, article: "", clause: "", point: "" }],
  [
    `${LAW}; Điều 3 Nghị định số 1/2020/NĐ-CP`,
    { act: "Nghị định số 1/2020/NĐ-CP", article: "3", clause: "", point: "" },
  ],
])("«%s» names act, article, clause and point", (text, citation) => {
  expect(parseCitation(text)).toEqual(citation)
})

test("what is written is read back", () => {
  const numbers = fc.integer({ min: 1, max: 300 }).map(String)
  fc.assert(
    fc.property(
      numbers,
      fc.option(fc.tuple(numbers, fc.constantFrom("", "a", "đ", "g")), { nil: null }),
      fc.constantFrom(LAW, "Bộ luật Dân sự số 91/2015/QH13", "Nghị định số 123/2015/NĐ-CP"),
      (article, below, act) => {
        const citation = { act, article, clause: below?.[0] ?? "", point: below?.[1] ?? "" }
        expect(parseCitation(citationText(citation))).toEqual(citation)
      },
    ),
  )
})

test("without an article the pack's clause is printed with the act as the record names it, and it still counts as lacking", () => {
  const printed = packClauseCitation("NĐ 224/2026/NĐ-CP Điều 14", LAW)
  expect(printed).toBe(
    "Điều 14 Nghị định số 224/2026/NĐ-CP; Luật Hộ tịch số 60/2014/QH13, chưa rõ điều, khoản",
  )
  expect(lacksArticle(printed)).toBe(true)
  expect(lacksArticle(packClauseCitation("NĐ 42/2022/NĐ-CP Điều 11(1)(b)", ""))).toBe(true)
  expect(provisionOf("NĐ 42/2022/NĐ-CP Điều 11(1)(b)")).toBe(
    "điểm b khoản 1 Điều 11 Nghị định số 42/2022/NĐ-CP",
  )
  expect(lacksArticle(LAW)).toBe(true)
  expect(lacksArticle(`Điều 18 ${LAW}`)).toBe(false)
})
