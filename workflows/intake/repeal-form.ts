import { z } from "zod"
import { REPEAL_KINDS } from "#models/procedure-repeal/procedure-repeal.ts"
import { typedDay } from "#models/shared/typed-day.ts"

/** What is said of a repeal, as it comes from a form. */
export const RepealForm = z.object({
  code: z.string().trim().min(1, "Ghi mã thủ tục."),
  kind: z.enum(REPEAL_KINDS, "Chọn bãi bỏ hay hủy bỏ."),
  number: z
    .string()
    .trim()
    .max(100, "Số, ký hiệu quá dài (tối đa 100 ký tự).")
    .regex(/^\d+[^\s/]*\/\S+$/, "Ghi cả số và ký hiệu của quyết định bãi bỏ, ví dụ 1234/QĐ-BTP."),
  decidedOn: typedDay("Ghi ngày của quyết định bãi bỏ."),
  effectiveOn: typedDay("Ghi ngày thủ tục hết hiệu lực."),
  /** How many services in force it ends, as the person read it. */
  services: z.preprocess(
    (value) => (value === "" || value === undefined ? 0 : value),
    z.coerce.number({ error: "Ghi số dịch vụ bằng chữ số." }).int("Ghi số dịch vụ bằng chữ số.").min(0),
  ),
  /** A digest over the effect the person was shown; missing where a machine records it. */
  seenEffect: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "Trang đã cũ. Hãy tải lại trang.")
    .optional(),
})
export type RepealForm = z.infer<typeof RepealForm>
