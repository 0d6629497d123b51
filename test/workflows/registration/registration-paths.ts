import { getShortestPaths } from "xstate/graph"
import type { RegistrationContext } from "#models/registration/context.ts"
import type { RegistrationEvent } from "#models/registration/events.ts"
import type { Proposal } from "#models/registration/proposal.ts"
import { isOpenRemark } from "#models/registration/remark.ts"
import type { Stamped } from "#models/shared/workflow.ts"
import { registrationMachine } from "#workflows/registration/machine.ts"

export const AT = "2023-04-03T02:00:00.000Z"
const FULL: Proposal = {
  level: "FULL",
  answers: [{ letter: "a", value: "MET", note: "" }],
  partialReason: null,
  citation: "",
  overruleReason: "",
  note: "",
}
export const PARTIAL_WITHOUT_CITATION: Proposal = {
  ...FULL,
  level: "PARTIAL",
  partialReason: "PHYSICAL_PRESENCE",
}
const held = {
  signatoryId: "leader",
  capacity: "KT",
  signedOn: "2023-05-12",
  heldFrom: "2021-07-01",
  heldTo: null,
}
const lapsed = { ...held, heldTo: "2023-05-11" }

const by = (who: string, event: RegistrationEvent): Stamped<RegistrationEvent> => ({
  ...event,
  by: who,
  at: AT,
})

/** Welcome and unwelcome: the proposer tries to judge their own proposal, a lapsed capacity tries to announce. */
export const EVENTS: Stamped<RegistrationEvent>[] = [
  by("officer", { type: "draft.saved", proposal: FULL }),
  by("officer", { type: "proposal.submitted", proposal: FULL }),
  by("officer", { type: "proposal.submitted", proposal: PARTIAL_WITHOUT_CITATION }),
  by("head", {
    type: "fact.corrected",
    kind: "DENIED",
    factId: "presence.required",
    fact: "Phải có mặt",
    basis: "Luật mới đã bỏ",
  }),
  by("reviewer", { type: "record.renewed", reason: "Thành phần hồ sơ đã đổi", snapshotHash: "h" }),
  by("system", { type: "unit.moved", act: "r", agencyId: "so-b", agencyName: "Sở B", back: false }),
  by("head", { type: "proposal.signedOff" }),
  by("officer", { type: "proposal.signedOff" }),
  by("head", { type: "proposal.returnedByHead", reason: "Thiếu căn cứ", revocable: true }),
  by("head", { type: "proposal.withdrawn", reason: "Trùng dịch vụ" }),
  by("reviewer", { type: "appraisal.started" }),
  by("officer", { type: "appraisal.started" }),
  by("chief", { type: "appraisal.assigned", personId: "reviewer", personName: "Người thẩm định" }),
  by("chief", { type: "appraisal.assigned", personId: "officer", personName: "Người đề xuất" }),
  by("reviewer", { type: "consultation.requested", question: "Đủ hạ tầng?", dueOn: "2023-04-10" }),
  by("digital", { type: "consultation.answered", opinion: "Đủ điều kiện" }),
  by("reviewer", { type: "consultation.lapsed", today: "2023-04-11" }),
  by("reviewer", { type: "consultation.lapsed", today: "2023-04-10" }),
  by("reviewer", { type: "proposal.returned", reason: "Bổ sung căn cứ", revocable: true }),
  by("reviewer", { type: "appraisal.agreed", note: "" }),
  by("officer", { type: "appraisal.agreed", note: "" }),
  by("chief", { type: "approval.granted" }),
  by("officer", { type: "approval.granted" }),
  by("chief", { type: "approval.revoked", reason: "Xem lại lý do" }),
  by("clerk", {
    type: "decision.issued",
    editionId: "2023-1",
    decisionNumber: "15/QĐ-UBND",
    signature: held,
  }),
  by("clerk", {
    type: "decision.issued",
    editionId: "2023-1",
    decisionNumber: "15/QĐ-UBND",
    signature: lapsed,
  }),
  by("system", { type: "records.published" }),
  by("system", { type: "edition.superseded", byEditionId: "2024-1" }),
  by("system", { type: "edition.recalled", editionId: "2023-1" }),
  by("system", { type: "edition.reinstated", recalledId: "2024-1" }),
  by("reviewer", { type: "procedure.repealed", decision: "9/QĐ-BTP" }),
]

const inPlace = (who: string, outcome: "GO_ON" | "RETURN") =>
  by(who, { type: "duty.takenOver", outcome, reason: "Lãnh đạo đơn vị là người đề xuất" })

/** In another's place, welcome and unwelcome: also by the proposer, and by whoever then would approve it too. */
export const TAKE_OVERS: Stamped<RegistrationEvent>[] = [
  inPlace("chief", "GO_ON"),
  inPlace("chief", "RETURN"),
  inPlace("officer", "GO_ON"),
  by("reviewer", { type: "approval.granted" }),
]

/** Taken back, by who did it and by who did not. */
const RECALLS: Stamped<RegistrationEvent>[] = [
  by("officer", { type: "submission.recalled" }),
  by("head", { type: "submission.recalled" }),
  by("head", { type: "signOff.recalled" }),
  by("chief", { type: "signOff.recalled" }),
  by("reviewer", { type: "appraisal.released" }),
  by("officer", { type: "appraisal.released" }),
  by("reviewer", { type: "consultation.recalled" }),
  by("reviewer", { type: "appraisal.recalled" }),
  by("chief", { type: "appraisal.recalled" }),
  by("head", { type: "headReturn.recalled", reason: "Trả lại nhầm" }),
  by("reviewer", { type: "headReturn.recalled", reason: "Trả lại nhầm" }),
  by("reviewer", { type: "return.recalled", reason: "Trả lại nhầm" }),
  by("chief", { type: "return.recalled", reason: "Trả lại nhầm" }),
  by("chief", { type: "approval.recalled" }),
  by("reviewer", { type: "approval.recalled" }),
]

/** Without waiting, and confirmed, by who may and who may not. */
export const URGENT: Stamped<RegistrationEvent>[] = [
  by("chief", { type: "approval.grantedUrgently", reason: "Công điện yêu cầu công bố ngay" }),
  by("officer", { type: "approval.grantedUrgently", reason: "Công điện yêu cầu công bố ngay" }),
  by("chief", { type: "approval.confirmed" }),
  by("officer", { type: "approval.confirmed" }),
  by("reviewer", { type: "approval.confirmed" }),
]

/** Remarks, on one that is there and one that is not, by who may and who may not. */
export const REMARKS: Stamped<RegistrationEvent>[] = [
  by("reviewer", { type: "remark.made", place: "criterion:a", text: "Chưa rõ căn cứ" }),
  by("officer", { type: "remark.made", place: "criterion:a", text: "Chưa rõ căn cứ" }),
  by("officer", { type: "remark.resolved", remarkId: "1", words: "Đã bổ sung căn cứ" }),
  by("officer", { type: "remark.resolved", remarkId: "9", words: "Đã bổ sung căn cứ" }),
  by("reviewer", { type: "remark.settled", remarkId: "1", words: "Không còn cần" }),
  by("officer", { type: "remark.settled", remarkId: "1", words: "Không còn cần" }),
  by("reviewer", { type: "remark.reopened", remarkId: "1", words: "Vẫn còn thiếu" }),
  by("officer", { type: "remark.reopened", remarkId: "1", words: "Vẫn còn thiếu" }),
]

/** History lists grow without end; the chart's behaviour does not depend on their length beyond who is in them. */
export const sameState = (snapshot: { value: unknown; context: RegistrationContext }): string =>
  JSON.stringify([
    snapshot.value,
    [...snapshot.context.proposers].sort(),
    snapshot.context.signedOff?.takenOver
      ? snapshot.context.signedOff.by
      : Boolean(snapshot.context.signedOff),
    snapshot.context.appraised?.by,
    snapshot.context.approved?.by,
    snapshot.context.approved?.urgent,
    snapshot.context.approved?.confirmed?.by,
    Boolean(snapshot.context.consultation),
    // One remark stands for all.
    snapshot.context.remarks.slice(0, 1).map(isOpenRemark),
  ])

const findPaths = () =>
  getShortestPaths(registrationMachine, {
    events: [...EVENTS, ...TAKE_OVERS, ...RECALLS, ...REMARKS, ...URGENT],
    serializeState: sameState as never,
    limit: 100_000,
  })
let found: ReturnType<typeof findPaths> | undefined

/** The shortest way to everything a registration can come to; walked once. */
export const shortestPaths = () => {
  found ??= findPaths()
  return found
}
