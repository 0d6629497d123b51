/** What came of somebody's wish to have their data corrected. */
export const CORRECTION_OUTCOMES = ["CORRECTED", "LEFT"] as const
export type CorrectionOutcome = (typeof CORRECTION_OUTCOMES)[number]

export const CORRECTION_OUTCOME_LABELS: Record<CorrectionOutcome, string> = {
  CORRECTED: "Đã sửa",
  LEFT: "Không sửa",
}
