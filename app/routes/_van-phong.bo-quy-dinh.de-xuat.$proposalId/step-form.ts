import { z } from "zod"

/** A step of a proposed pack as its buttons send it. */
export const StepForm = z.object({
  intent: z.enum(
    ["pack.submitted", "pack.withdrawn", "pack.returned", "pack.approved"],
    "Hãy bấm một trong các nút của biểu mẫu.",
  ),
  revision: z.coerce.number().int(),
  reason: z.string().max(2000, "Lý do quá dài (tối đa 2000 ký tự).").default(""),
})
