import { z } from "zod"
import type { Row } from "#models/reference-change/reference-change.ts"
import { cellInForm, readCell, type TableField } from "./table-field.ts"

/** How a row that has days of its own is changed: in place, from a day on by a row that follows, or taken out. */
const ROW_ACTS = ["ADD", "CORRECT", "SUCCEED", "REMOVE"] as const
export type RowAct = (typeof ROW_ACTS)[number]

const Reason = z
  .string()
  .trim()
  .min(5, "Ghi lý do, căn cứ của thay đổi (ít nhất 5 ký tự).")
  .max(2000, "Lý do dài quá (tối đa 2.000 ký tự).")

/** One schema of a table's form, for browser and server alike: fields as text, each judged by its column. */
export const rowFormOf = (fields: readonly TableField[]) =>
  z.object({
    act: z.enum(ROW_ACTS, "Chọn cách thay đổi."),
    /** Digest of the row as it was shown. */
    seen: z.string().default(""),
    reason: Reason,
    cells: z.object(Object.fromEntries(fields.map((field) => [field.name, cellSchema(field)]))),
  })

const cellSchema = (field: TableField) =>
  z
    .union([z.string(), z.literal(true).transform(() => "on"), z.literal(false).transform(() => "")])
    .default("")
    .superRefine((text, context) => {
      const read = readCell(field, text)
      if (!read.ok) context.addIssue({ code: "custom", message: read.fault })
    })

/** The row a judged form holds. */
export const rowOfForm = (fields: readonly TableField[], cells: Record<string, unknown>): Row =>
  Object.fromEntries(
    fields.map((field) => {
      const read = readCell(field, String(cells[field.name] ?? ""))
      if (!read.ok) throw new Error(`the form was not judged: ${read.fault}`)
      return [field.name, read.value]
    }),
  )

/** What the form of a row begins with. */
export const cellsInForm = (fields: readonly TableField[], row: Row | null): Record<string, string> =>
  Object.fromEntries(fields.map((field) => [field.name, row ? cellInForm(field, row[field.name]) : ""]))
