import { z } from "zod"
import { RETURN_LIMITS } from "#models/unit-return/unit-return.ts"

/** What the head sends: each row as `revision registrationId`, so that one box carries both. */
export const SendReturnForm = z.object({
  sendingId: z.string().trim().min(1).max(80),
  rows: z
    .array(z.string().regex(/^\d{1,9} .{1,200}$/u))
    .max(RETURN_LIMITS.mostRows, "Chọn quá nhiều dịch vụ trong một lần; chia thành nhiều lần.")
    .default([]),
  symbol: z.string().trim().max(RETURN_LIMITS.symbol, "Ký hiệu quá dài.").default(""),
  number: z.preprocess(
    (value) => (value === "" || value === undefined ? null : value),
    z.coerce
      .number("Số công văn là số nguyên dương; để trống để lấy số tiếp theo.")
      .int("Số công văn là số nguyên.")
      .min(1, "Số công văn từ 1.")
      .max(RETURN_LIMITS.number, "Số công văn quá lớn.")
      .nullable(),
  ),
  position: z.string().trim().max(RETURN_LIMITS.position, "Chức vụ quá dài.").default(""),
  typed: z.string().max(20).default(""),
})

export const rowsIn = (rows: readonly string[]): { registrationId: string; revision: number }[] =>
  rows.map((row) => {
    const space = row.indexOf(" ")
    return { revision: Number(row.slice(0, space)), registrationId: row.slice(space + 1) }
  })

/** A large signing off is confirmed by its number. */
export const typedNumberFault = (typed: string, count: number): string | null =>
  count < RETURN_LIMITS.typedFrom || typed.replaceAll(/[\s.]/gu, "") === String(count)
    ? null
    : `Bạn chọn ${count} dịch vụ. Gõ ${count} vào ô này để xác nhận ký duyệt.`
