import { z } from "zod"
import { BULK_ACTION_NAMES } from "#workflows/bulk/bulk-actions.ts"
import type { BulkTarget } from "#workflows/bulk/propose-bulk-job.server.ts"
import type { RegistrationQuery } from "#workflows/registration/registration-query.ts"

/** A ticked row sends its revision and its id: what changed since it was shown is refused. */
const Row = z
  .string()
  .regex(/^\d+~.+$/, "Có dòng đánh dấu không đọc được. Hãy tải lại trang rồi chọn lại.")
  .transform((text) => {
    const cut = text.indexOf("~")
    return { registrationId: text.slice(cut + 1), revision: Number(text.slice(0, cut)) }
  })

export const rowValue = (row: { id: string; revision: number }): string => `${row.revision}~${row.id}`

/** What the bulk form of the list sends. */
export const BulkForm = z.object({
  /** Drawn with the form, so that a form sent twice asks for one job. */
  jobId: z.uuid("Biểu mẫu không còn dùng được. Hãy tải lại trang rồi chọn lại."),
  intent: z.enum(BULK_ACTION_NAMES, "Hãy chọn việc cần làm với các mục đã đánh dấu."),
  scope: z.enum(["rows", "filter"]).default("rows"),
  rows: z.array(Row).default([]),
  reason: z.string().max(2000, "Lý do quá dài (tối đa 2000 ký tự).").default(""),
})
export type BulkForm = z.infer<typeof BulkForm>

export const targetOf = (form: BulkForm, query: RegistrationQuery): BulkTarget =>
  form.scope === "filter" ? { kind: "FILTER", query } : { kind: "ROWS", rows: form.rows }
