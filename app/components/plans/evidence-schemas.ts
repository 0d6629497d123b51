import { z } from "zod"
import { dayOfText } from "#models/shared/dates.ts"

const text = z.string().trim().min(5, "Ghi nội dung (ít nhất 5 ký tự).").max(2000, "Nội dung quá dài.")

/** What the form of each kind of evidence sends. */
export const EVIDENCE_FORMS = {
  TEXT: z.object({ text }),
  LINK: z.object({
    text,
    link: z
      .url({ protocol: /^https?$/u, error: "Ghi đường dẫn đầy đủ, bắt đầu bằng https://." })
      .max(500, "Đường dẫn quá dài."),
  }),
  SUB_PLAN: z.object({
    text,
    number: z.string().trim().min(3, "Ghi số, ký hiệu, ví dụ 15/KH-STP.").max(60, "Số, ký hiệu quá dài."),
    day: z.string().refine((day) => dayOfText(day) !== null, "Ghi ngày có thật, dạng ngày/tháng/năm."),
  }),
  BUDGET: z.object({
    text,
    year: z.coerce
      .number({ error: "Ghi năm, ví dụ 2024." })
      .int()
      .min(2000, "Ghi năm từ 2000.")
      .max(2100, "Năm quá xa."),
    amount: z
      .string()
      .transform((typed) => Number(typed.replace(/[.\s]/gu, "")))
      .pipe(z.number({ error: "Ghi số tiền bằng chữ số, ví dụ 1.250.000.000." }).int().min(0).max(1e15)),
    source: z.string().trim().min(3, "Ghi nguồn kinh phí.").max(200, "Nguồn ghi quá dài."),
  }),
} as const
export type EvidenceForm = keyof typeof EVIDENCE_FORMS
