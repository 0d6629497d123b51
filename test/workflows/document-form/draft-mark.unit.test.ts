import { expect, test } from "vitest"
import { isDraftMark } from "#workflows/document-form/rules/file-rules.ts"

test.each(["du thao", "(du thao)", "du thao lan 2", "ban du thao"])(
  "«%s» on a line is the mark of a draft",
  (line) => {
    expect(isDraftMark(line)).toBe(true)
  },
)

test("a sentence that begins a page with these words is none", () => {
  expect(isDraftMark("du thao danh muc dich vu cong truc tuyen gom 324 dich vu cong truc tuyen toan")).toBe(
    false,
  )
})
