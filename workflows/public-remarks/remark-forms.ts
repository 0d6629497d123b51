import { z } from "zod"
import { REMARK_LIMITS } from "#models/public-remark/public-remark.ts"

const { shortest, longest, longestReply } = REMARK_LIMITS

/** What a citizen sends. `website` is seen by programs alone, so whoever fills it in is one. */
export const RemarkForm = z.object({
  code: z.string().trim().min(1).max(40),
  text: z
    .string()
    .trim()
    .min(shortest, `Viết rõ chỗ chưa đúng hoặc chưa rõ (ít nhất ${shortest} ký tự).`)
    .max(longest, `Góp ý dài quá ${longest} ký tự. Hãy rút ngắn rồi gửi lại.`),
  website: z.string().max(0, "Hãy để trống ô này.").default(""),
})

export const LookUpForm = z.object({
  id: z.string().trim().min(1, "Nhập số góp ý, ví dụ GY-7K3M9PQ2.").max(40, "Số góp ý quá dài."),
  secret: z.string().trim().min(1, "Nhập mã bí mật đã nhận khi gửi.").max(60, "Mã bí mật quá dài."),
})

/** What the office answers with; `revision`: of the remark as it was read. */
export const ReplyForm = z.object({
  revision: z.coerce.number().int().min(0),
  as: z.enum(["ANSWERED", "CLOSED"], "Chọn trả lời hoặc đóng góp ý."),
  reply: z
    .string()
    .trim()
    .min(10, "Viết câu trả lời hoặc lý do đóng (ít nhất 10 ký tự): người gửi sẽ đọc.")
    .max(longestReply, `Câu trả lời dài quá ${longestReply} ký tự. Hãy rút ngắn.`),
})
