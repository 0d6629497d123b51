import fc from "fast-check"
import { expect, test } from "vitest"
import { isSameName, normaliseText } from "#models/shared/text.ts"
import { nastyText } from "#test/setup/nasty-text.ts"

// Code points that are no characters are dropped on purpose (see the last test).
const lettersOf = (text: string): string => text.replace(/[\s\p{Cc}\p{Cf}\p{NChar}]+/gu, "").normalize("NFC")

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

test.each([
  ["Đinh Thị Bích Vân", "ĐINH THỊ BÍCH VÂN"],
  ["Đinh Thị Bích Vân", "  Đinh  Thị\u00a0Bích Vân "],
  ["Đinh Thị Bích Vân", "Đinh Thị Bích Vân".normalize("NFD")],
  ["Ủy ban nhân dân tỉnh Hòa Bình", "Uỷ ban nhân dân tỉnh Hoà Bình"],
])("«%s» and «%s» are one name", (one, other) => {
  expect(isSameName(one, other)).toBe(true)
})

test.each([
  ["Vân", "Đinh Thị Bích Vân"],
  ["Bích Vân", "Đinh Thị Bích Vân"],
  ["Đinh Thị Bích", "Đinh Thị Bích Vân"],
  ["Đinh Thị Bích Vân (PCT)", "Đinh Thị Bích Vân"],
  ["Dinh Thi Bich Van", "Đinh Thị Bích Vân"],
  ["Đinh Thị Bích Văn", "Đinh Thị Bích Vân"],
  ["Đinh Thị BíchVân", "Đinh Thị Bích Vân"],
  ["Đinh Thị Bích Vân, Lê Văn An", "Đinh Thị Bích Vân"],
  ["tỉnh Đắk Nông", "Ủy ban nhân dân tỉnh Đắk Nông"],
  ["Ủy ban nhân dân tỉnh Đắk Nông", "Ủy ban nhân dân tỉnh Đắk Lắk"],
  ["Hoá", "Hoà"],
  ["", ""],
  [" ", "\u200b"],
])("«%s» and «%s» are not", (one, other) => {
  expect(isSameName(one, other)).toBe(false)
  expect(isSameName(other, one)).toBe(false)
})

test("code points that are no characters are not stored: programs that read our files drop them", () => {
  expect(normaliseText("Đăng\u{10fffe} ký\ufdd0")).toBe("Đăng ký")
})
