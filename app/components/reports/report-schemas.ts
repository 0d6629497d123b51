import { z } from "zod"

const COUNT = /^\d{0,10}$/u
const Count = z.string().trim().regex(COUNT, "Ghi một số nguyên từ 0, không dấu chấm.").default("")
const Answered = z.object({
  value: Count,
  of: Count,
  text: z.string().max(4000, "Tối đa 4.000 ký tự.").default(""),
})
/** Travels with every act on a report: the revision the person saw. */
export const SeenReport = z.object({ revision: z.coerce.number().int().min(0) })
/** What a unit writes itself. */
export const EditedReport = z.object({
  answers: z.record(z.string(), Answered).default({}),
  notes: z
    .array(z.object({ id: z.string().max(300), note: z.string().max(1000, "Tối đa 1.000 ký tự.") }))
    .default([]),
})
export const EDIT = "report.edited"
export const DRAFT = "report.drafted"
