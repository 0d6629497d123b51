import { getShortestPaths } from "xstate/graph"
import type { CampaignContext } from "#models/campaign/context.ts"
import type { CampaignEvent, SigningFacts } from "#models/campaign/events.ts"
import type { Stamped } from "#models/shared/workflow.ts"
import { campaignMachine } from "#workflows/campaign/machine.ts"

export const AT = "2023-05-12T02:00:00.000Z"
const DIGEST = "a".repeat(64)
export const OTHER_DIGEST = "b".repeat(64)
const leader: SigningFacts = {
  personId: "leader",
  fullName: "Lê Văn Ký",
  position: "PHÓ CHỦ TỊCH",
  capacity: "KT",
  heldFrom: "2021-07-01",
  heldTo: "2023-05-31",
}
const other: SigningFacts = { ...leader, personId: "other" }
const by = (who: string, event: CampaignEvent): Stamped<CampaignEvent> => ({ ...event, by: who, at: AT })

/** Everything that may happen, welcome and unwelcome: an older freeze, the wrong person, a capacity that ended. */
export const EVENTS: Stamped<CampaignEvent>[] = [
  by("reviewer", { type: "campaign.opened" }),
  by("reviewer", { type: "collection.closed" }),
  by("reviewer", {
    type: "edition.consolidated",
    draft: 1,
    digest: DIGEST,
    entries: 3,
    leftOut: 0,
    leftOutReason: "",
  }),
  by("chief", { type: "content.checked", digest: DIGEST }),
  by("chief", { type: "content.checked", digest: OTHER_DIGEST }),
  by("clerk", { type: "form.checked", digest: DIGEST }),
  by("chief", { type: "form.checked", digest: DIGEST }),
  by("chief", {
    type: "submission.made",
    digest: DIGEST,
    submissionNumber: "07",
    submissionSymbol: "TTr-VPUBND",
    submissionDay: "2023-05-10",
    signatory: leader,
  }),
  by("chief", { type: "decision.initialled", documentSha256: DIGEST }),
  by("leader", {
    type: "decision.signed",
    documentSha256: DIGEST,
    signatory: leader,
    signedOn: "2023-05-12",
  }),
  by("leader", {
    type: "decision.signed",
    documentSha256: DIGEST,
    signatory: leader,
    signedOn: "2023-06-01",
  }),
  by("other", { type: "decision.signed", documentSha256: DIGEST, signatory: other, signedOn: "2023-05-12" }),
  by("clerk", {
    type: "number.assigned",
    documentSha256: DIGEST,
    number: "15",
    symbol: "QĐ-UBND",
    day: "2023-05-12",
  }),
  by("clerk", { type: "decision.sealed", documentSha256: DIGEST }),
  by("clerk", { type: "decision.issued", issuedOn: "2023-05-12" }),
  by("system", { type: "records.published" }),
  by("chief", { type: "edition.archived" }),
  by("chief", { type: "edition.returned", reason: "Sai tên đơn vị" }),
  by("reviewer", { type: "revision.resumed" }),
  by("chief", { type: "amendment.opened", editionId: "2023-2" }),
  by("chief", { type: "erratum.recorded", letter: "12/UBND-VX", text: "Sai lỗi chính tả" }),
  by("chief", { type: "edition.recalled", reason: "Sai thẩm quyền" }),
  by("chief", { type: "campaign.stopped", reason: "Quyết định được sửa đổi đã bị thu hồi" }),
  by("chief", { type: "contentCheck.recalled" }),
  by("clerk", { type: "contentCheck.recalled" }),
  by("clerk", { type: "formCheck.recalled" }),
  by("chief", { type: "formCheck.recalled" }),
  by("chief", { type: "submission.recalled" }),
  by("clerk", { type: "submission.recalled" }),
]

const sameState = (snapshot: { value: unknown; context: CampaignContext }): string =>
  JSON.stringify([
    snapshot.value,
    Boolean(snapshot.context.frozen),
    snapshot.context.contentChecked?.by,
    snapshot.context.formChecked?.by,
    Boolean(snapshot.context.initialled),
    Boolean(snapshot.context.signed),
    Boolean(snapshot.context.numbered),
    Boolean(snapshot.context.sealed),
  ])

/** The shortest way to everything a campaign can come to. */
export const pathsOf = (numberFirst: boolean, initials = false) =>
  getShortestPaths(campaignMachine, {
    input: { kind: "ANNUAL", numberFirst, initials, annexesApart: false, amends: null },
    events: EVENTS,
    serializeState: sameState as never,
    limit: 20_000,
  })
