import { expect, test } from "vitest"
import { REGIME_B } from "#seeds/reference/regimes/regime-b.ts"
import { classify } from "#workflows/classification/classify.ts"
import { aProcedure } from "./a-procedure.ts"

const LAW = { number: "60/2014/QH13", title: "Luật Hộ tịch" }
const FISHERY = { number: "18/2017/QH14", title: "Luật Thủy sản" }

const suggestedOf = (steps: string, isInForce?: (number: string) => boolean) =>
  classify(
    {
      procedure: aProcedure({ steps, legalBases: [LAW, FISHERY] }),
      snapshotHash: "h",
      ...(isInForce ? { isInForce } : {}),
    },
    REGIME_B,
  )

test.each([
  [
    "Hai bên nam, nữ phải có mặt theo quy định tại khoản 1 Điều 18 Luật Hộ tịch.",
    "khoản 1 Điều 18 Luật Hộ tịch số 60/2014/QH13",
  ],
  ["Hai bên phải có mặt (Điều 18 Luật Hộ tịch số 60/2014/QH13).", "Điều 18 Luật Hộ tịch số 60/2014/QH13"],
  [
    "Theo quy định tại khoản 2 Điều 18 Luật Hộ tịch, hai bên phải có mặt.",
    "khoản 2 Điều 18 Luật Hộ tịch số 60/2014/QH13",
  ],
  [
    "Cơ quan kiểm tra thực tế tại cơ sở nuôi theo Điều 38 của Luật Thủy sản và Điều 9 Nghị định số 1/2026/NĐ-CP.",
    "Điều 38 Luật Thủy sản số 18/2017/QH14",
  ],
  [
    "Cơ quan kiểm tra thực tế tại cơ sở theo quy định tại khoản 1 Điều 8 và khoản 2 Điều 38 Luật Thủy sản.",
    "khoản 2 Điều 38 Luật Thủy sản số 18/2017/QH14",
  ],
  [
    "Cơ quan kiểm tra thực tế tại cơ sở theo quy định tại Điều 3 Luật Thú y và Điều 38 Luật Thủy sản.",
    "Điều 38 Luật Thủy sản số 18/2017/QH14",
  ],
  [
    "Cơ quan kiểm tra thực tế tại cơ sở, xác định ranh giới của vùng nuôi theo quy định tại Điều 38 Luật Thủy sản.",
    "Điều 38 Luật Thủy sản số 18/2017/QH14",
  ],
  [
    "Hội đồng tổ chức sát hạch như quy định tại Điều 18 Luật Hộ tịch.",
    "Điều 18 Luật Hộ tịch số 60/2014/QH13",
  ],
])("«%s» names its article, and the sentence is kept to be shown", (sentence, citation) => {
  const suggestion = suggestedOf(`Nộp hồ sơ. ${sentence} Trả kết quả.`)
  expect(suggestion.level).toBe("PARTIAL")
  expect(suggestion.citation).toBe(citation)
  expect(suggestion.citationSentence).toBe(sentence.replace(/\.$/, ""))
})

test.each([
  [
    "the article stands in another sentence",
    "Hai bên phải có mặt. Lệ phí theo quy định tại Điều 11 Luật Hộ tịch.",
  ],
  [
    "it is about the papers",
    "Sau khi nhận đủ hồ sơ theo quy định tại Điều 18 Luật Hộ tịch, cơ quan kiểm tra thực tế tại cơ sở.",
  ],
  [
    "a row ends in another matter",
    "Cơ quan kiểm tra thực tế tại cơ sở, thu lệ phí theo quy định tại Điều 11 Luật Hộ tịch.",
  ],
  ["the record does not list the act", "Hai bên phải có mặt theo quy định tại Điều 5 Luật Cư trú."],
  ["the act is only called this decree", "Hai bên phải có mặt theo quy định tại Điều 5 Nghị định này."],
])("no article is guessed where %s", (_, steps) => {
  const suggestion = suggestedOf(steps)
  expect(suggestion.citation).toBe("Luật Hộ tịch số 60/2014/QH13")
  expect(suggestion.citationSentence).toBeUndefined()
})

test("an act that is not in force on the day is neither found nor named", () => {
  const sentence = "Hai bên phải có mặt theo quy định tại Điều 18 Luật Hộ tịch."
  expect(suggestedOf(sentence, (number) => number !== LAW.number).citation).toBe(
    "Luật Thủy sản số 18/2017/QH14",
  )
  expect(suggestedOf(sentence, () => false).citation).toBe("")
})
