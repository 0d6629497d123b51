import fc from "fast-check"
import { expect, test } from "vitest"
import { normaliseText } from "#models/shared/text.ts"
import { nastyText } from "#test/setup/nasty-text.ts"

const lettersOf = (text: string): string => text.replace(/[\s\p{Cc}\p{Cf}]+/gu, "").normalize("NFC")

test("a stored text is one line in NFC with single spaces and nothing invisible, and says the same", () => {
  fc.assert(
    fc.property(nastyText, (source) => {
      const text = normaliseText(source)
      expect(text).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029\u00a0]|^\s|\s$|\s\s/u)
      expect(text).toBe(text.normalize("NFC"))
      expect(normaliseText(text)).toBe(text)
      expect(lettersOf(text)).toBe(lettersOf(source))
    }),
  )
})

test.each([
  ["hai\ndòng", "hai dòng"],
  ["hai\r\ncột\tmột", "hai cột một"],
  ["không\u200brộng", "không rộng"],
  ["đăng k\u200eý", "đăng ký"],
  ["hợp\u00adđồng", "hợpđồng"],
  ["một \u00ad hai", "một hai"],
  [" đa\u0306ng ", "đăng"],
])("%j is stored as %j", (given, stored) => {
  expect(normaliseText(given)).toBe(stored)
})
