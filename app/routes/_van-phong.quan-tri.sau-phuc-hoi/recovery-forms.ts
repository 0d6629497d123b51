import { z } from "zod"
import { FOREIGN_OUTCOMES } from "#models/store-recovery/store-recovery.ts"

export const SeriesForm = z.object({
  intent: z.literal("series"),
  year: z.coerce.number().int().min(2000).max(2200),
  symbol: z.string().min(1).max(30),
  last: z.coerce
    .number({ error: "Số phải là số nguyên từ 0." })
    .int("Số phải là số nguyên từ 0.")
    .min(0, "Số phải là số nguyên từ 0.")
    .max(999_999, "Số quá lớn."),
})

/** What the page may send. */
export const RecoveryForm = z.discriminatedUnion(
  "intent",
  [
    SeriesForm,
    z.object({ intent: z.literal("read") }),
    z.object({
      intent: z.literal("record"),
      target: z.string().min(1).max(100),
      recordId: z.string().min(1).max(300),
      as: z.enum(FOREIGN_OUTCOMES, { error: "Chọn giữ hoặc rút." }),
    }),
    z.object({
      intent: z.literal("waive"),
      target: z.string().min(1).max(100),
      reason: z.string().max(2000, "Lý do quá dài (tối đa 2.000 ký tự)."),
    }),
    z.object({ intent: z.literal("confirmWaiver"), target: z.string().min(1).max(100) }),
    z.object({ intent: z.literal("finish") }),
  ],
  { error: "Không rõ việc cần làm. Hãy tải lại trang." },
)
