import { z } from "zod"
import { EDITION_INTENTS, type EditionIntent } from "#workflows/campaign/edition-intents.ts"

/** Travels with every step: the revision the person saw. */
const seen = { revision: z.coerce.number().int().min(0) }
const Digest = z.string().regex(/^[0-9a-f]{64}$/, "Trang đã cũ. Hãy tải lại trang.")
const Reason = (message: string) => z.string().trim().min(5, message).max(2000, "Tối đa 2.000 ký tự.")
const confirmed = (message: string) => z.literal("on", { error: message })

/** One schema per step, for browser and server alike. */
export const EDITION_FORMS = {
  consolidate: z.object({
    intent: z.literal("consolidate"),
    ...seen,
    leftOutReason: z.string().trim().max(2000, "Tối đa 2.000 ký tự.").default(""),
  }),
  resume: z.object({ intent: z.literal("resume"), ...seen }),
  checkContent: z.object({
    intent: z.literal("checkContent"),
    ...seen,
    digest: Digest,
    confirmed: confirmed("Hãy xác nhận đã kiểm tra nội dung."),
  }),
  checkForm: z.object({
    intent: z.literal("checkForm"),
    ...seen,
    digest: Digest,
    confirmed: confirmed("Hãy xác nhận đã kiểm tra thể thức."),
  }),
  submit: z.object({
    intent: z.literal("submit"),
    ...seen,
    signatoryId: z.string().min(1, "Hãy chọn người ký."),
  }),
  initial: z.object({
    intent: z.literal("initial"),
    ...seen,
    digest: Digest,
    confirmed: confirmed("Hãy xác nhận ký nháy."),
  }),
  sign: z.object({
    intent: z.literal("sign"),
    ...seen,
    digest: Digest,
    confirmed: confirmed("Hãy xác nhận ký ban hành."),
  }),
  number: z.object({
    intent: z.literal("number"),
    ...seen,
    number: z.coerce
      .number({ error: "Số phải là số nguyên dương." })
      .int("Số phải là số nguyên dương.")
      .min(1, "Số phải là số nguyên dương.")
      .max(999_999, "Số quá lớn."),
  }),
  seal: z.object({
    intent: z.literal("seal"),
    ...seen,
    confirmed: confirmed("Hãy xác nhận ký số của cơ quan."),
  }),
  issue: z.object({ intent: z.literal("issue"), ...seen, confirmed: confirmed("Hãy xác nhận phát hành.") }),
  return: z.object({
    intent: z.literal("return"),
    ...seen,
    reason: Reason("Ghi rõ lý do trả lại (ít nhất 5 ký tự)."),
  }),
  erratum: z.object({
    intent: z.literal("erratum"),
    ...seen,
    letter: z.string().trim().min(3, "Ghi số, ký hiệu công văn đính chính.").max(200),
    text: Reason("Ghi nội dung đính chính (ít nhất 5 ký tự)."),
  }),
  recall: z.object({
    intent: z.literal("recall"),
    ...seen,
    reason: Reason("Ghi rõ lý do thu hồi (ít nhất 5 ký tự)."),
    confirmed: confirmed("Hãy xác nhận thu hồi quyết định."),
  }),
  archive: z.object({ intent: z.literal("archive"), ...seen }),
} satisfies Record<EditionIntent, z.ZodType>

/** What the page of an edition may send. */
export const EditionForm = z.discriminatedUnion(
  "intent",
  [
    EDITION_FORMS.consolidate,
    EDITION_FORMS.resume,
    EDITION_FORMS.checkContent,
    EDITION_FORMS.checkForm,
    EDITION_FORMS.submit,
    EDITION_FORMS.initial,
    EDITION_FORMS.sign,
    EDITION_FORMS.number,
    EDITION_FORMS.seal,
    EDITION_FORMS.issue,
    EDITION_FORMS.return,
    EDITION_FORMS.erratum,
    EDITION_FORMS.recall,
    EDITION_FORMS.archive,
  ],
  { error: "Không rõ việc cần làm. Hãy tải lại trang." },
)
export type EditionForm = z.infer<typeof EditionForm>

export const isEditionIntent = (value: unknown): value is EditionIntent =>
  EDITION_INTENTS.some((intent) => intent === value)
