import { expect, test } from "vitest"
import { effectiveDayOfAct, effectStatedIn } from "#models/catalogue-edition/effect-stated.ts"
import { EDITION_TEXTS } from "#seeds/reference/edition-texts.ts"

const saying = (text: string) =>
  effectStatedIn({
    texts: { decision: { id: "x", version: 1, abstract: "", blocks: [{ kind: "article", text }] } },
  })

test("every decision this office ships says it is in force from the day it is signed", () => {
  for (const { purpose, blocks } of EDITION_TEXTS.filter((text) => text.purpose.endsWith("DECISION"))) {
    expect([purpose, blocks.some(({ text }) => text.includes("có hiệu lực kể từ ngày ký"))]).toEqual([
      purpose,
      true,
    ])
    for (const { text } of blocks) expect(saying(text)).toBe("SIGNATURE")
  }
})

test("a text that names its day is in force from that day, however it is written", () => {
  expect(saying("Quyết định này có hiệu lực từ ngày 01 tháng 6 năm 2023.")).toBe("2023-06-01")
  expect(saying("Quyết định này có hiệu lực thi hành kể từ ngày 1/6/2023 và thay thế …")).toBe("2023-06-01")
})

test("the day of effect is that of the signature unless the text names another", () => {
  expect(effectiveDayOfAct("SIGNATURE", "2023-05-12")).toBe("2023-05-12")
  expect(effectiveDayOfAct("2023-06-01", "2023-05-12")).toBe("2023-06-01")
})
