import { DEADLINE_LABELS, type DeadlineKind } from "../campaign/deadlines.ts"
import { LAW_CLOCKS, type LawClock } from "../legal-regime/legal-regime.ts"

/** The phases of a review, as the calendar of the year names them. */
export const PHASE_CLOCKS = ["REGISTER_BY", "APPRAISE_BY", "ANNOUNCE_BY", "PUBLISH_BY"] as const
export type PhaseClock = (typeof PHASE_CLOCKS)[number]

export const PHASE_OF: Record<PhaseClock, DeadlineKind> = {
  REGISTER_BY: "registerBy",
  APPRAISE_BY: "appraiseBy",
  ANNOUNCE_BY: "announceBy",
  PUBLISH_BY: "publishBy",
}

export const isPhaseClock = (kind: ClockKind): kind is PhaseClock =>
  (PHASE_CLOCKS as readonly ClockKind[]).includes(kind)

export const CLOCK_KINDS = [...PHASE_CLOCKS, "OPINION", "PLAN_TASK", "AD_HOC_REPORT", ...LAW_CLOCKS] as const
export type ClockKind = PhaseClock | "OPINION" | "PLAN_TASK" | "AD_HOC_REPORT" | LawClock

export const CLOCK_LABELS: Record<ClockKind, string> = {
  REGISTER_BY: DEADLINE_LABELS.registerBy,
  APPRAISE_BY: DEADLINE_LABELS.appraiseBy,
  ANNOUNCE_BY: DEADLINE_LABELS.announceBy,
  PUBLISH_BY: DEADLINE_LABELS.publishBy,
  OPINION: "Trả lời ý kiến",
  PLAN_TASK: "Nhiệm vụ của kế hoạch",
  AD_HOC_REPORT: "Báo cáo đột xuất",
  ISSUE: "Phát hành quyết định đã ký",
  NATIONAL_DATABASE: "Nhập cơ sở dữ liệu quốc gia",
  BEFORE_EFFECT: "Công bố trước ngày có hiệu lực",
  INTERRUPTION_NOTICE: "Báo trước tạm ngừng dịch vụ",
  QUARTERLY_REPORT: "Báo cáo quý",
}

/** Those an officer records, because nothing in the store tells of the fact they are counted from. */
export const RECORDED_CLOCKS = [
  "BEFORE_EFFECT",
  "INTERRUPTION_NOTICE",
] as const satisfies readonly ClockKind[]
export type RecordedClock = (typeof RECORDED_CLOCKS)[number]

/**
 * Those whose end nothing in the store tells of either: somebody says that it is done. Of a quarter whose reports stand in the store
 * the reports tell.
 */
export const isEndedByHand = ({ kind, subject }: { kind: ClockKind; subject: { kind: string } }): boolean =>
  (kind === "QUARTERLY_REPORT" && subject.kind === "office") ||
  (RECORDED_CLOCKS as readonly ClockKind[]).includes(kind)
