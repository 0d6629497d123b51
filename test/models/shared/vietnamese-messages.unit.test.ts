import "#models/shared/vietnamese-messages.ts"
import { expect, test } from "vitest"
import { z } from "zod"
import { Proposal } from "#models/registration/proposal.ts"

const messagesOf = (schema: z.ZodType, value: unknown): string[] =>
  schema.safeParse(value).error?.issues.map(({ message }) => message) ?? []

test("a citation that is too long is said in Vietnamese", () => {
  const citation = Proposal.shape.citation
  expect(messagesOf(citation, "x".repeat(501))).toEqual(["Quá dài (tối đa 500 ký tự)."])
})

test.each([
  [z.string(), undefined, "Chưa điền mục này."],
  [z.string().min(1), "", "Chưa điền mục này."],
  [z.string().min(5), "x", "Quá ngắn (ít nhất 5 ký tự)."],
  [z.number(), "x", "Đầu vào không hợp lệ"],
  [z.number().max(3), 4, "Quá lớn"],
  [z.enum(["FULL", "PARTIAL"]), "x", "Tùy chọn không hợp lệ"],
])("what a form without words of its own refuses is said in Vietnamese", (schema, value, words) => {
  expect(messagesOf(schema, value)).toEqual([expect.stringContaining(words)])
})

test("a form's own words stand", () => {
  expect(messagesOf(z.string().max(1, "Ghi ngắn hơn."), "xx")).toEqual(["Ghi ngắn hơn."])
})
