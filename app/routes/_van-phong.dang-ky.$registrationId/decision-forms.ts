import { z } from "zod"
import { Reason, type RegistrationEventType } from "#models/registration/events.ts"

type Field = { name: string; label: string; kind: "TEXT" | "DAY"; isRequired: boolean }

/** How a step other than proposing is asked for: its words, its fields, and whether it is the main one of its state. */
export type DecisionForm = {
  event: RegistrationEventType
  label: string
  isMain: boolean
  fields: readonly Field[]
  schema: z.ZodType
}

const reasonField = (label: string): Field => ({ name: "reason", label, kind: "TEXT", isRequired: true })
const nothing = z.object({})
const withReason = z.object({ reason: Reason })

/** In the order they are shown: first what the state is for, then the ways back and out. */
export const DECISION_FORMS: readonly DecisionForm[] = [
  { event: "proposal.signedOff", label: "Ký duyệt đăng ký", isMain: true, fields: [], schema: nothing },
  { event: "appraisal.started", label: "Bắt đầu thẩm định", isMain: true, fields: [], schema: nothing },
  {
    event: "appraisal.agreed",
    label: "Thẩm định đạt",
    isMain: true,
    fields: [{ name: "note", label: "Ý kiến thẩm định (nếu có)", kind: "TEXT", isRequired: false }],
    schema: z.object({ note: z.string().max(2000, "Ý kiến quá dài (tối đa 2000 ký tự).").optional() }),
  },
  {
    event: "consultation.answered",
    label: "Gửi ý kiến",
    isMain: true,
    fields: [{ name: "opinion", label: "Ý kiến của cơ quan chuyên môn", kind: "TEXT", isRequired: true }],
    schema: z.object({ opinion: Reason }),
  },
  { event: "approval.granted", label: "Phê duyệt", isMain: true, fields: [], schema: nothing },
  {
    event: "proposal.returnedByHead",
    label: "Trả lại chuyên viên",
    isMain: false,
    fields: [reasonField("Lý do trả lại")],
    schema: withReason,
  },
  {
    event: "proposal.returned",
    label: "Trả lại đơn vị",
    isMain: false,
    fields: [reasonField("Lý do trả lại")],
    schema: withReason,
  },
  {
    event: "consultation.requested",
    label: "Lấy ý kiến cơ quan chuyên môn",
    isMain: false,
    fields: [
      { name: "question", label: "Nội dung cần lấy ý kiến", kind: "TEXT", isRequired: true },
      { name: "dueOn", label: "Hạn trả lời", kind: "DAY", isRequired: true },
    ],
    schema: z.object({ question: Reason, dueOn: z.iso.date("Hãy chọn hạn trả lời.") }),
  },
  {
    event: "approval.revoked",
    label: "Hủy phê duyệt",
    isMain: false,
    fields: [reasonField("Lý do hủy phê duyệt")],
    schema: withReason,
  },
  {
    event: "proposal.withdrawn",
    label: "Rút đăng ký",
    isMain: false,
    fields: [reasonField("Lý do rút")],
    schema: withReason,
  },
  {
    event: "procedure.repealed",
    label: "Ghi nhận thủ tục bị bãi bỏ",
    isMain: false,
    fields: [{ name: "decision", label: "Số quyết định bãi bỏ", kind: "TEXT", isRequired: true }],
    schema: z.object({ decision: z.string().trim().min(3, "Ghi số quyết định bãi bỏ.") }),
  },
]
