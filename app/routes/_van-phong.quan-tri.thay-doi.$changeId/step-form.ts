import { z } from "zod"

/** A step of a change as its buttons send it; `moved`: the number of a large effect. */
export const ChangeStepForm = z.object({
  intent: z.enum(
    ["change.submitted", "change.confirmed", "change.refused", "change.withdrawn"],
    "Hãy bấm một trong các nút của biểu mẫu.",
  ),
  revision: z.coerce.number().int(),
  reason: z.string().max(2000, "Lý do quá dài (tối đa 2000 ký tự).").default(""),
  moved: z
    .string()
    .default("")
    .transform((text) => text.replace(/\D/gu, ""))
    .transform((text) => (text === "" ? null : Number(text))),
})
