import { z } from "zod"
import { ANNEX_KINDS, SIGNING_CAPACITIES } from "#models/official-document/official-document.ts"
import { DAY_RULES } from "./day-rules.ts"
import { ErratumWords } from "./erratum.ts"
import { RECALL_OUTCOMES } from "./recall-outcome.ts"

const Reason = z.string().trim().min(5, "Ghi rõ lý do (ít nhất 5 ký tự).").max(2000)
const Digest = z.string().regex(/^[0-9a-f]{64}$/)

/** Who signed the decision, in which capacity, and when that capacity was held. */
export const SigningFacts = z.object({
  personId: z.string(),
  fullName: z.string(),
  position: z.string(),
  capacity: z.enum(SIGNING_CAPACITIES),
  heldFrom: z.iso.date(),
  heldTo: z.iso.date().nullable(),
})
export type SigningFacts = z.infer<typeof SigningFacts>

/** An annex in a file of its own, as drawn or as sealed. */
const AnnexFileFacts = z.object({ kind: z.enum(ANNEX_KINDS), sha256: Digest })
export type AnnexFileFacts = z.infer<typeof AnnexFileFacts>

/** Why the days of the decision differ though they may not without a reason, and by which rules. */
const DayReason = z.object({ rules: z.array(z.enum(DAY_RULES)).min(1), reason: Reason })
export type DayReason = z.infer<typeof DayReason>

/** What may happen to a campaign and the edition it ends in; who and when is added by `advance`. */
export const CampaignEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("campaign.opened") }),
  z.object({ type: z.literal("collection.closed") }),
  z.object({
    type: z.literal("edition.consolidated"),
    draft: z.number().int().min(1),
    digest: Digest,
    entries: z.number().int().min(1),
    leftOut: z.number().int().min(0),
    leftOutReason: z.string().max(2000),
    /** Why so much is withdrawn, where that counts as large. */
    withdrawal: z.object({ count: z.int().min(1), reason: Reason }).optional(),
    /** Services approved without waiting, and why, each reason once. */
    urgent: z.object({ count: z.int().min(1), reasons: z.array(z.string()) }).optional(),
  }),
  z.object({ type: z.literal("content.checked"), digest: Digest }),
  z.object({ type: z.literal("form.checked"), digest: Digest }),
  z.object({
    type: z.literal("submission.made"),
    digest: Digest,
    submissionNumber: z.string(),
    submissionSymbol: z.string(),
    submissionDay: z.iso.date(),
    signatory: SigningFacts,
    /** Who signs the Tờ trình; missing in entries of releases that named whoever acted. */
    chief: SigningFacts.pick({ fullName: true, position: true, capacity: true }).optional(),
    annexes: z.array(AnnexFileFacts).optional(),
  }),
  /** Taken back by who took the step, before the next person acted. */
  z.object({ type: z.literal("contentCheck.recalled") }),
  z.object({ type: z.literal("formCheck.recalled") }),
  z.object({ type: z.literal("submission.recalled") }),
  z.object({ type: z.literal("decision.initialled"), documentSha256: Digest }),
  z.object({
    type: z.literal("decision.signed"),
    documentSha256: Digest,
    signatory: SigningFacts,
    signedOn: z.iso.date(),
  }),
  z.object({
    type: z.literal("number.assigned"),
    documentSha256: Digest,
    number: z.string(),
    symbol: z.string(),
    day: z.iso.date(),
    dayReason: DayReason.optional(),
  }),
  z.object({
    type: z.literal("decision.sealed"),
    documentSha256: Digest,
    annexes: z.array(AnnexFileFacts).optional(),
    dayReason: DayReason.optional(),
  }),
  z.object({
    type: z.literal("decision.issued"),
    issuedOn: z.iso.date(),
    /** From when it is in force by its own text; earlier releases took the day it is dated. */
    effectiveOn: z.iso.date().optional(),
    dayReason: DayReason.optional(),
  }),
  z.object({ type: z.literal("records.published") }),
  z.object({ type: z.literal("edition.archived") }),
  z.object({ type: z.literal("edition.returned"), reason: Reason }),
  z.object({ type: z.literal("revision.resumed") }),
  z.object({ type: z.literal("campaign.stopped"), reason: Reason }),
  z.object({ type: z.literal("amendment.opened"), editionId: z.string() }),
  z.object({
    type: z.literal("erratum.recorded"),
    letter: z.string().trim().min(3),
    text: Reason,
    ...ErratumWords.partial().shape,
  }),
  z.object({
    type: z.literal("edition.recalled"),
    reason: Reason,
    /** What the public reads; the reason where nothing else was said. */
    explanation: z.string().trim().max(2000).optional(),
    follows: z.enum(RECALL_OUTCOMES).optional(),
    /** Records the portals are told of; earlier releases did not count them. */
    records: z.int().min(0).optional(),
  }),
])
export type CampaignEvent = z.infer<typeof CampaignEvent>
export type CampaignEventType = CampaignEvent["type"]

export const CAMPAIGN_EVENT_LABELS: Record<CampaignEventType, string> = {
  "campaign.opened": "Mở đợt rà soát",
  "collection.closed": "Khóa đăng ký, chuyển thẩm định",
  "edition.consolidated": "Tổng hợp, chốt danh mục",
  "content.checked": "Xác nhận kiểm tra nội dung",
  "form.checked": "Xác nhận kiểm tra thể thức",
  "submission.made": "Trình ký",
  "contentCheck.recalled": "Rút lại kiểm tra nội dung",
  "formCheck.recalled": "Rút lại kiểm tra thể thức",
  "submission.recalled": "Rút lại việc trình ký",
  "decision.initialled": "Ký nháy",
  "decision.signed": "Ký ban hành",
  "number.assigned": "Cấp số, ngày",
  "decision.sealed": "Ký số cơ quan",
  "decision.issued": "Phát hành",
  "records.published": "Công khai trên các cổng",
  "edition.archived": "Lưu trữ",
  "edition.returned": "Trả lại để hoàn thiện",
  "revision.resumed": "Tiếp tục thẩm định",
  "campaign.stopped": "Dừng đợt",
  "amendment.opened": "Mở đợt điều chỉnh",
  "erratum.recorded": "Ghi nhận đính chính",
  "edition.recalled": "Thu hồi quyết định",
}
