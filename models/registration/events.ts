import { z } from "zod"
import { Proposal } from "./proposal.ts"
import { REMARK_TEXT, RemarkPlace } from "./remark.ts"
import { TAKE_OVER_OUTCOMES } from "./take-over.ts"

/** Why something is sent back, withdrawn or asked. */
const Reason = z.string().trim().min(5, "Ghi rõ lý do (ít nhất 5 ký tự).").max(2000)

const Words = z
  .string()
  .trim()
  .min(REMARK_TEXT.min, `Ghi rõ ít nhất ${REMARK_TEXT.min} ký tự.`)
  .max(REMARK_TEXT.max)
/** Of which remark, by its number. */
const OfRemark = { remarkId: z.string().max(10), words: Words }

/** The signature an announcement rests on: who, in which capacity, and when that capacity was held. */
export const AnnouncingSignature = z.object({
  signatoryId: z.string(),
  capacity: z.string(),
  signedOn: z.iso.date(),
  heldFrom: z.iso.date(),
  heldTo: z.iso.date().nullable(),
})
export type AnnouncingSignature = z.infer<typeof AnnouncingSignature>

/** What may happen to a registration, as facts in the past tense; who and when is added by `advance`. */
export const RegistrationEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("draft.saved"), proposal: Proposal }),
  z.object({ type: z.literal("proposal.submitted"), proposal: Proposal }),
  z.object({
    type: z.literal("fact.corrected"),
    kind: z.enum(["DENIED", "STATED", "WITHDRAWN"]),
    factId: z.string(),
    /** The fact in words. */
    fact: z.string(),
    basis: Reason,
  }),
  /** The nation's record changed in parts that bear on the level: the suggestion is made anew, what was decided is taken back. */
  z.object({ type: z.literal("record.renewed"), reason: Reason, snapshotHash: z.string() }),
  /** A reorganisation gave it to another unit; nothing in it begins anew. `act`: which; `back`: it was undone. */
  z.object({
    type: z.literal("unit.moved"),
    act: z.string(),
    agencyId: z.string(),
    agencyName: z.string(),
    back: z.boolean(),
  }),
  z.object({ type: z.literal("proposal.signedOff") }),
  /** `revocable`: what stood before is kept, to take it back; put there by the use-case, missing in entries from before it was. */
  z.object({
    type: z.literal("proposal.returnedByHead"),
    reason: Reason,
    revocable: z.literal(true).optional(),
  }),
  z.object({ type: z.literal("proposal.withdrawn"), reason: Reason }),
  /** `holderName`: who took it; missing in entries from before it was kept. Put there by the use-case, never taken from a form. */
  z.object({ type: z.literal("appraisal.started"), holderName: z.string().optional() }),
  /** Given to somebody; their name is put there by the use-case. */
  z.object({
    type: z.literal("appraisal.assigned"),
    personId: z.string().min(1, "Hãy chọn người thẩm định.").max(100),
    personName: z.string().default(""),
  }),
  z.object({
    type: z.literal("consultation.requested"),
    question: Reason,
    dueOn: z.iso.date(),
    /** Which unit; its name is put there by the use-case. */
    agencyId: z.string().max(100).optional(),
    agencyName: z.string().optional(),
  }),
  z.object({ type: z.literal("consultation.answered"), opinion: Reason }),
  z.object({
    type: z.literal("consultation.lapsed"),
    today: z.iso.date(),
    /** Who said nothing. */
    agencyName: z.string().optional(),
  }),
  z.object({ type: z.literal("proposal.returned"), reason: Reason, revocable: z.literal(true).optional() }),
  z.object({ type: z.literal("remark.made"), place: RemarkPlace, text: Words }),
  z.object({ type: z.literal("remark.resolved"), ...OfRemark }),
  z.object({ type: z.literal("remark.settled"), ...OfRemark }),
  z.object({ type: z.literal("remark.reopened"), ...OfRemark }),
  z.object({ type: z.literal("appraisal.agreed"), note: z.string().max(2000).default("") }),
  z.object({ type: z.literal("approval.granted") }),
  /** The chief of office does not wait for an opinion or open remarks; a second person confirms it later. */
  z.object({ type: z.literal("approval.grantedUrgently"), reason: Reason }),
  z.object({ type: z.literal("approval.confirmed") }),
  z.object({ type: z.literal("approval.revoked"), reason: Reason }),
  /** Taken back by who took the step, before the next person acted. */
  z.object({ type: z.literal("submission.recalled") }),
  z.object({ type: z.literal("signOff.recalled") }),
  z.object({ type: z.literal("appraisal.released") }),
  z.object({ type: z.literal("consultation.recalled") }),
  z.object({ type: z.literal("appraisal.recalled") }),
  /** A return was a mistake, and the unit has not gone on from it. */
  z.object({ type: z.literal("headReturn.recalled"), reason: Reason }),
  z.object({ type: z.literal("return.recalled"), reason: Reason }),
  z.object({ type: z.literal("approval.recalled") }),
  z.object({
    type: z.literal("decision.issued"),
    editionId: z.string(),
    decisionNumber: z.string(),
    signature: AnnouncingSignature,
  }),
  /** The chief of office decides where nobody is left whose duty it would be. */
  z.object({ type: z.literal("duty.takenOver"), outcome: z.enum(TAKE_OVER_OUTCOMES), reason: Reason }),
  z.object({ type: z.literal("records.published") }),
  z.object({ type: z.literal("edition.superseded"), byEditionId: z.string() }),
  /** The decision it was announced by, or the annual one that stood on, was recalled. */
  z.object({ type: z.literal("edition.recalled"), editionId: z.string() }),
  /** What had replaced it was recalled, and it is in force again. */
  z.object({ type: z.literal("edition.reinstated"), recalledId: z.string() }),
  z.object({
    type: z.literal("procedure.repealed"),
    decision: z.string().trim().min(3, "Ghi số quyết định bãi bỏ."),
  }),
])
export type RegistrationEvent = z.infer<typeof RegistrationEvent>
export type RegistrationEventType = RegistrationEvent["type"]

export const REGISTRATION_EVENT_LABELS: Record<RegistrationEventType, string> = {
  "draft.saved": "Lưu dự thảo",
  "fact.corrected": "Đính chính dữ kiện",
  "record.renewed": "Mở lại vì nội dung thủ tục đã đổi",
  "unit.moved": "Chuyển sang đơn vị kế thừa",
  "proposal.submitted": "Trình lãnh đạo đơn vị",
  "proposal.signedOff": "Ký duyệt đăng ký",
  "proposal.returnedByHead": "Trả lại chuyên viên",
  "proposal.withdrawn": "Rút đăng ký",
  "appraisal.started": "Nhận thẩm định",
  "appraisal.assigned": "Giao thẩm định",
  "consultation.requested": "Lấy ý kiến",
  "consultation.answered": "Gửi ý kiến",
  "consultation.lapsed": "Hết hạn lấy ý kiến",
  "proposal.returned": "Trả lại đơn vị",
  "remark.made": "Ghi nhận xét",
  "remark.resolved": "Trả lời nhận xét",
  "remark.settled": "Đóng nhận xét",
  "remark.reopened": "Mở lại nhận xét",
  "appraisal.agreed": "Thẩm định đạt",
  "approval.granted": "Phê duyệt",
  "approval.grantedUrgently": "Phê duyệt khẩn",
  "approval.confirmed": "Xác nhận phê duyệt khẩn",
  "approval.revoked": "Hủy phê duyệt",
  "submission.recalled": "Rút lại việc trình",
  "signOff.recalled": "Rút lại ký duyệt",
  "appraisal.released": "Trả về hàng chờ thẩm định",
  "consultation.recalled": "Rút lại việc lấy ý kiến",
  "appraisal.recalled": "Rút lại kết quả thẩm định",
  "headReturn.recalled": "Rút lại việc trả lại chuyên viên",
  "return.recalled": "Rút lại việc trả lại đơn vị",
  "approval.recalled": "Rút lại phê duyệt",
  "duty.takenOver": "Giải quyết thay",
  "decision.issued": "Công bố theo quyết định",
  "records.published": "Công khai trên các cổng",
  "edition.superseded": "Thay thế bởi danh mục sau",
  "edition.recalled": "Hết hiệu lực vì thu hồi quyết định",
  "edition.reinstated": "Có hiệu lực trở lại",
  "procedure.repealed": "Ghi nhận thủ tục bị bãi bỏ",
}
