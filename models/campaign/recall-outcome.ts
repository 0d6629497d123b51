/**
 * What is in force once an annual decision is recalled: a recall undoes the decision from its day on and says itself whether
 * the one it had replaced comes back; nothing comes back by silence.
 */
export const RECALL_OUTCOMES = ["NOTHING_IN_FORCE", "FORMER_RETURNS"] as const
export type RecallOutcome = (typeof RECALL_OUTCOMES)[number]

export const RECALL_OUTCOME_LABELS: Record<RecallOutcome, string> = {
  NOTHING_IN_FORCE: "Không có danh mục nào có hiệu lực, cho đến khi công bố danh mục mới",
  FORMER_RETURNS: "Danh mục trước đó, đã bị quyết định này thay thế, có hiệu lực trở lại",
}
