import { expect, test } from "vitest"
import { standingAlone } from "#workflows/document-form/rules/standing-alone.ts"

test("a heading is found as it stands, and not as the beginning of another", () => {
  expect(standingAlone("Phụ lục I").test("tại Phụ lục I, Phụ lục II.")).toBe(true)
  expect(standingAlone("Phụ lục I").test("tại Phụ lục II.")).toBe(false)
})

test.each(["Phụ lục (", "Phụ lục [I]", "a.b*c+?", "^$|\\", "{2}/x"])(
  "the signs of «%s» mean themselves",
  (words) => {
    expect(standingAlone(words).test(`tại ${words}, kèm theo`)).toBe(true)
    expect(standingAlone("a.c").test("abc")).toBe(false)
  },
)
