import { z } from "zod"

/** The criteria of regime B that the words of a record can answer; letter e by its two halves as well. */
export const LABEL_CRITERIA = ["b", "c", "d", "đ", "e", "e.presence", "e.on-site", "g", "h"] as const

/** What a reading found: the record says it holds, says it does not, or does not tell. */
const Value = z.enum(["met", "not-met", "not-told"])
export type LabelValue = z.infer<typeof Value>

/**
 * What two readings made of one criterion of one record. The place is a path in the portal's record and the number of a
 * sentence there, from 1; 0 is the whole of what stands at the path (a text, an amount, a channel).
 */
export const Label = z
  .object({
    code: z.string().min(1),
    criterion: z.enum(LABEL_CRITERIA),
    value: Value,
    path: z.string(),
    sentenceNo: z
      .string()
      .regex(/^\d*$/)
      .transform((text) => (text === "" ? null : Number(text))),
    first: Value,
    second: Value,
    /** Why the value was chosen where the readings differ; empty where they agree. */
    settled: z.string(),
  })
  .refine(({ path, sentenceNo }) => (path === "") === (sentenceNo === null), {
    message: "path and sentenceNo stand together",
  })
  .refine(({ value, path }) => value !== "not-met" || path !== "", {
    message: "what is not met is shown in the record",
  })
  .refine(
    ({ value, first, second, settled }) =>
      first === second ? value === first && settled === "" : settled !== "",
    { message: "readings that differ are settled with a reason, others stand" },
  )
export type Label = z.infer<typeof Label>

/** Letter e from its two halves: one that is not met decides, then one that is not told. */
export const wholeOf = (halves: readonly LabelValue[]): LabelValue =>
  (["not-met", "not-told"] as const).find((value) => halves.includes(value)) ?? "met"
