import { expect, test } from "vitest"
import { wordsAt } from "#workflows/classification/labels/place.ts"
import { sentencesOf } from "#workflows/classification/labels/sentences.ts"

test("a text is counted by lines, full stops and semicolons; marks of the page break it, dots within a number do not", () => {
  expect(
    sentencesOf("<p>Nộp hồ sơ.&nbsp;Nhận kết quả;</p>Phí 150.000 đồng;\n\n a) Kiểm tra tại chỗ "),
  ).toEqual(["Nộp hồ sơ.", "Nhận kết quả;", "Phí 150.000 đồng;", "a) Kiểm tra tại chỗ"])
  expect(sentencesOf(" \n ")).toEqual([])
})

test("a place gives its sentence, the whole at 0, and nothing where the record has nothing", () => {
  const record = { steps: [{ text: "Một. Hai." }], fees: [{ value: 0, note: "" }] }
  expect(wordsAt(record, { path: "steps[0].text", sentenceNo: 2 })).toBe("Hai.")
  expect(wordsAt(record, { path: "steps[0].text", sentenceNo: 0 })).toBe("Một. Hai.")
  expect(wordsAt(record, { path: "fees[0].value", sentenceNo: 0 })).toBe("0")
  for (const [path, sentenceNo] of [
    ["steps[0].text", 3],
    ["steps[1].text", 1],
    ["fees[0].note", 0],
    ["fees[0].value", 1],
  ] as const)
    expect(wordsAt(record, { path, sentenceNo }), path).toBeNull()
})
