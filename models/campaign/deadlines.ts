import type { IsoDay } from "#models/shared/dates.ts"
import type { ReviewCampaign } from "./campaign.ts"

export type DeadlineKind = keyof ReviewCampaign["deadlines"]

/** In the order of the yearly work. */
export const DEADLINE_LABELS: Record<DeadlineKind, string> = {
  registerBy: "Đơn vị đăng ký xong",
  appraiseBy: "Thẩm định, phê duyệt xong",
  announceBy: "Công bố danh mục",
  publishBy: "Công khai trên các cổng",
}

/** States of a campaign after which a deadline has been met. */
const MET_SINCE: Record<DeadlineKind, readonly string[]> = {
  registerBy: ["appraising", "consolidated", "contentChecked", "formChecked", "submittedForSignature"],
  appraiseBy: ["consolidated", "contentChecked", "formChecked", "submittedForSignature"],
  announceBy: [],
  publishBy: [],
}
const SIGNED = ["signed", "numbered", "sealed"]
const ISSUED = ["issued", "published", "archived", "recalled"]
const PUBLISHED = ["published", "archived", "recalled"]

/** Whether its decision was issued, whatever became of it since. */
export const isIssuedState = (state: string): boolean => ISSUED.includes(state)

/** The campaign's deadlines in order, and whether each has been met. */
export const deadlinesOf = (
  campaign: Pick<ReviewCampaign, "deadlines" | "workflow">,
): { kind: DeadlineKind; label: string; day: IsoDay; isMet: boolean }[] =>
  (Object.keys(DEADLINE_LABELS) as DeadlineKind[]).map((kind) => ({
    kind,
    label: DEADLINE_LABELS[kind],
    day: campaign.deadlines[kind],
    isMet: isMet(kind, campaign.workflow.value),
  }))

function isMet(kind: DeadlineKind, state: string): boolean {
  if (kind === "publishBy") return PUBLISHED.includes(state)
  if (kind === "announceBy") return ISSUED.includes(state)
  return MET_SINCE[kind].includes(state) || SIGNED.includes(state) || ISSUED.includes(state)
}

/** Whether people still work on it: from its opening until its records are on the portals. */
export const isRunning = ({ workflow }: Pick<ReviewCampaign, "workflow">): boolean =>
  !["planned", "published", "archived", "recalled", "stopped"].includes(workflow.value)
