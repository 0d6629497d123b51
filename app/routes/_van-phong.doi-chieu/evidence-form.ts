import { z } from "zod"
import { EVIDENCE_KINDS } from "#models/evidence-list/evidence-list.ts"
import { typedDay } from "#models/shared/typed-day.ts"

/** What is said of a list that is sent. */
export const EvidenceFields = z.object({
  kind: z.enum(EVIDENCE_KINDS, "Hãy chọn loại danh sách."),
  issuer: z.string().trim().min(2, "Ghi nơi công bố danh sách hoặc nguồn số liệu.").max(200),
  publishedOn: typedDay("Ghi ngày công bố."),
  source: z.string().trim().min(3, "Ghi nguồn: số quyết định hoặc địa chỉ trang.").max(500),
})
