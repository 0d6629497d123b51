import type { AuditEntry } from "#models/audit/audit-entry.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { CampaignContext } from "#models/campaign/context.ts"
import type { CampaignEventType } from "#models/campaign/events.ts"
import type { CampaignState } from "#models/campaign/states.ts"
import { actorInWords } from "#models/shared/workflow.ts"
import { positionInText } from "#workflows/document-text/position-in-text.ts"

/** One step of the life of an edition. `done` with who and when; `here` is where it stands; `todo` lies ahead. */
export type LifeStep = {
  state: CampaignState
  label: string
  progress: "done" | "here" | "todo"
  by: string | null
  at: string | null
  note: string | null
}

const STEPS: Partial<Record<CampaignState, { label: string; event: CampaignEventType }>> = {
  collecting: { label: "Mở đợt, các đơn vị đăng ký", event: "campaign.opened" },
  appraising: { label: "Thẩm định", event: "collection.closed" },
  consolidated: { label: "Tổng hợp, chốt danh mục", event: "edition.consolidated" },
  contentChecked: { label: "Kiểm tra nội dung", event: "content.checked" },
  formChecked: { label: "Kiểm tra thể thức", event: "form.checked" },
  submittedForSignature: { label: "Trình ký", event: "submission.made" },
  signed: { label: "Ký ban hành", event: "decision.signed" },
  numbered: { label: "Cấp số, ngày", event: "number.assigned" },
  sealed: { label: "Ký số cơ quan", event: "decision.sealed" },
  issued: { label: "Phát hành", event: "decision.issued" },
  published: { label: "Công khai trên các cổng", event: "records.published" },
  archived: { label: "Lưu trữ", event: "edition.archived" },
}

const pathOf = (numberFirst: boolean): CampaignState[] => [
  "collecting",
  "appraising",
  "consolidated",
  "contentChecked",
  "formChecked",
  "submittedForSignature",
  ...(numberFirst ? (["numbered", "signed"] as const) : (["signed", "numbered"] as const)),
  "sealed",
  "issued",
  "published",
  "archived",
]

/** The happy path with what the log says of each step taken; a returned edition stands at appraisal again. */
export const lifeOf = (
  campaign: Pick<ReviewCampaign, "workflow">,
  trail: readonly AuditEntry[],
): LifeStep[] => {
  const context = campaign.workflow.context
  const path = pathOf(context.numberFirst)
  const reached = reachedIndex(path, campaign.workflow.value, trail)
  return path.map((state, index) => {
    const step = STEPS[state]
    const entry = trail.findLast(({ type }) => type === step?.event)
    const isPast = index <= reached
    return {
      state,
      label: step?.label ?? state,
      progress: index < reached ? "done" : index === reached ? "here" : "todo",
      by: isPast && entry ? actorInWords({ ...entry, name: entry.byName }) : null,
      at: isPast ? (entry?.at ?? null) : null,
      note: isPast ? noteOf(state, context) : null,
    }
  })
}

function reachedIndex(path: CampaignState[], state: CampaignState, trail: readonly AuditEntry[]): number {
  if (state === "returnedForRevision") return path.indexOf("appraising")
  if (state === "recalled") {
    const wasPublished = trail.some(({ type }) => type === "records.published")
    return path.indexOf(wasPublished ? "published" : "issued")
  }
  if (state === "stopped")
    return path.findLastIndex((passed) =>
      trail.some(({ type, from }) => type === "campaign.stopped" && from === passed),
    )
  return path.indexOf(state)
}

function noteOf(state: CampaignState, context: CampaignContext): string | null {
  const { frozen, submission, signatory, initials, initialled, signed, numbered } = context
  if (state === "consolidated" && frozen)
    return frozen.leftOut > 0
      ? `Bản dự thảo ${frozen.draft}; để lại ${frozen.leftOut} đăng ký: ${frozen.leftOutReason}`
      : `Bản dự thảo ${frozen.draft}`
  if (state === "submittedForSignature" && submission && signatory)
    return [
      `Tờ trình số ${submission.number}/${submission.symbol}`,
      `trình ${positionInText(signatory.position)} ${signatory.fullName}`,
      ...(initials ? [initialled ? "đã ký nháy" : "chờ ký nháy"] : []),
    ].join("; ")
  if (state === "signed" && signed) return positionInText(signed.signatory.position)
  if (state === "numbered" && numbered) return `Số ${numbered.number}/${numbered.symbol}`
  return null
}
