import { z } from "zod"
import { TEXT_BLOCK_KINDS } from "#models/reference/document-template.ts"
import { EDITION_CONDITIONS } from "#models/reference/edition-slots.ts"
import { typedDay } from "#models/shared/typed-day.ts"

/** A text as it is sent; what stands in it is judged by the rules of templates. */
export const TemplateFields = z.object({
  intent: z.enum(["preview", "save"]).default("preview"),
  version: z.coerce.number().int().min(1),
  validFrom: typedDay("Ghi ngày có hiệu lực."),
  abstract: z.string().trim().min(1, "Trích yếu còn trống.").max(1000),
  addressee: z.string().max(1000).default(""),
  recipients: z.string().max(4000).default(""),
  blocks: z
    .array(
      z.object({
        kind: z.enum(TEXT_BLOCK_KINDS),
        text: z.string().max(4000, "Khối chữ dài hơn 4.000 ký tự."),
        when: z.union([z.literal(""), z.enum(EDITION_CONDITIONS)]).default(""),
        order: z.preprocess(
          (value) => (value === "" ? undefined : value),
          z.coerce.number("Ghi số thứ tự.").int("Ghi số nguyên.").min(0).max(9999),
        ),
      }),
    )
    .max(200, "Mẫu có quá nhiều khối chữ."),
})
export type TemplateFields = z.infer<typeof TemplateFields>
