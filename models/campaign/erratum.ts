import { z } from "zod"

/** Columns of a row in which only the wording is corrected: a level is content, and takes an amending decision. */
export const CORRECTED_COLUMNS = ["name", "unit", "note", "partialReason"] as const
export type CorrectedColumn = (typeof CORRECTED_COLUMNS)[number]

/** A row of the catalogue that an erratum corrects, in one column, old → new. */
const CorrectedRow = z.object({
  serviceId: z.string(),
  serviceCode: z.string(),
  column: z.enum(CORRECTED_COLUMNS),
  before: z.string(),
  now: z.string(),
})
export type CorrectedRow = z.infer<typeof CorrectedRow>

/**
 * What an erratum (công văn đính chính, NĐ 30/2020 Điều 18(3)) says beyond its number: its day, where the fault stands, what is
 * printed there and how it is to be read. Earlier releases kept the number and a text.
 */
export const ErratumWords = z.object({
  day: z.iso.date(),
  place: z.string().trim().min(2).max(300),
  wrong: z.string().trim().min(1).max(1000),
  right: z.string().trim().min(1).max(1000),
  rows: z.array(CorrectedRow).max(200),
})
export type ErratumWords = z.infer<typeof ErratumWords>

/** An erratum as it is kept. */
export type Erratum = { letter: string; text: string } & Partial<ErratumWords>
