import { z } from "zod"
import { SCOPE_ANSWERS, SCOPE_DOUBTS } from "#models/procedure-scope/scope.ts"
import { JOINING, SCOPE_LISTS } from "#workflows/scope/scope-lists.ts"

/** What the address asks for. */
export const ScopeAddress = z.object({
  loai: z.enum(SCOPE_LISTS).catch("chua-ro").default("chua-ro"),
  "vi-sao": z.enum(SCOPE_DOUBTS).nullable().catch(null).default(null),
  tim: z.string().trim().max(200).catch("").default(""),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
})

const SeenAnswers = z.record(z.string().max(20), z.enum(SCOPE_ANSWERS).nullable())

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** `preview` shows what an answer would come to; `settle` records it. */
export const ScopeForm = z.object({
  intent: z.enum(["preview", "settle"], "Hãy bấm một trong hai nút."),
  codes: z
    .union([z.string().transform((one) => [one]), z.array(z.string().max(20))])
    .pipe(z.array(z.string().max(20)).max(500))
    .default([]),
  answer: z.enum(SCOPE_ANSWERS, "Chọn câu trả lời cho các thủ tục đã đánh dấu."),
  reason: z.string().trim().min(5, "Ghi lý do hoặc căn cứ (ít nhất 5 ký tự).").max(1000),
  /** Whether what the answer brings joins the review under way, and how many were shown. */
  joining: z.enum(JOINING).nullable().catch(null).default(null),
  seen: z.coerce.number().int().nullable().catch(null).default(null),
  /** The answers the procedures had as the effect was shown, as text (JSON, by code). */
  seenAnswers: z
    .string()
    .max(50_000)
    .default("")
    .transform((text) => SeenAnswers.safeParse(readJson(text)).data ?? null),
  typed: z
    .string()
    .max(12)
    .default("")
    .transform((text) => (/^[\d.]+$/u.test(text) ? Number(text.replaceAll(".", "")) : null)),
})
