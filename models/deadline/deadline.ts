import type { EscalationStep } from "../reference/escalation.ts"
import type { IsoDay } from "../shared/dates.ts"
import type { ClockKind } from "./clock-kinds.ts"

/** How a clock runs or ended. `LATE`: done, or given up, after its last day. `CANCELLED`: what it was for fell away. */
export const DEADLINE_STATES = ["RUNNING", "PAUSED", "KEPT", "LATE", "CANCELLED"] as const
type DeadlineState = (typeof DEADLINE_STATES)[number]

/** What a deadline, or a message, is about. `office`: nothing with a page of its own. */
export type DeadlineSubject = {
  kind:
    | "campaign"
    | "edition"
    | "registration"
    | "remark"
    | "plan"
    | "planTask"
    | "reportingPeriod"
    | "office"
  id: string
  name: string
}

type DeadlineMove = { from: IsoDay; to: IsoDay; reason: string; by: string; on: IsoDay }
export type DeadlinePause = { from: IsoDay; until: IsoDay | null; reason: string; by: string }
/** A reminder that went out, for the due day of then; `to` 0: nobody holds the role. `isPassedOver`: a later one was due at once. */
type FiredEscalation = {
  step: EscalationStep
  due: IsoDay
  on: IsoDay
  to: number
  isPassedOver?: boolean
}

/** Thời hạn: one row of the clock ledger, kept for good. */
export type Deadline = {
  /** Made of what it is about, so that the same fact never makes two rows. */
  id: string
  kind: ClockKind
  subject: DeadlineSubject
  campaignId: string | null
  /** The unit whose business it is; null: the whole office's. */
  agencyId: string | null
  /** What the law or plan says, and where. */
  rule: string
  basis: string
  /** The day of the fact it is counted from. */
  startsOn: IsoDay | null
  /** As it was first set. */
  originalDue: IsoDay
  /** As the facts say today; the row is moved when they say otherwise. */
  factDue: IsoDay
  /** The last day on which the act is in time. */
  due: IsoDay
  moves: DeadlineMove[]
  pauses: DeadlinePause[]
  state: DeadlineState
  /** The day it was done or fell away, as far as known. */
  endedOn: IsoDay | null
  /** Who said that it is done, where a person did. */
  endedBy: string | null
  fired: FiredEscalation[]
  revision: number
}

/** Whether the clock still runs or waits. */
export const isOpenDeadline = ({ state }: Pick<Deadline, "state">): boolean =>
  state === "RUNNING" || state === "PAUSED"

/** How it stands on a day, as people ask for it. */
export const STANDINGS = ["OVERDUE", "NEAR", "AHEAD", "PAUSED", "KEPT", "LATE", "CANCELLED"] as const
export type Standing = (typeof STANDINGS)[number]

export const STANDING_LABELS: Record<Standing, string> = {
  OVERDUE: "Quá hạn",
  NEAR: "Sắp đến hạn",
  AHEAD: "Còn thời gian",
  PAUSED: "Tạm dừng",
  KEPT: "Đúng hạn",
  LATE: "Kết thúc trễ hạn",
  CANCELLED: "Không còn áp dụng",
}
