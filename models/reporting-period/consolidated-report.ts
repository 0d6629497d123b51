import type { FrozenBlank } from "../indicator/frozen-blank.ts"
import type { ToldFigure } from "../indicator/told-figure.ts"
import type { IsoDay } from "../shared/dates.ts"
import type { PeriodException } from "./context.ts"
import type { ReportAnswers, ReportQuestion } from "./report-question.ts"

/** How a unit stands in a period once it is frozen. */
export type UnitStanding = "ON_TIME" | "LATE" | "NOT_ACCEPTED" | "MISSING"

export const STANDING_LABELS: Record<UnitStanding, string> = {
  ON_TIME: "Đúng hạn",
  LATE: "Muộn",
  NOT_ACCEPTED: "Đã gửi, chưa chấp nhận",
  MISSING: "Chưa gửi",
}

/** One unit's row: what it reported, as it was accepted; figures and answers are empty where no report was. */
export type ConsolidatedRow = {
  agencyId: string
  name: string
  standing: UnitStanding
  /** The day its report first came in; null where none did. */
  receivedOn: IsoDay | null
  /** By figure: so much, as it stands in the unit's report. */
  figures: Record<string, number>
  answers: ReportAnswers
  /** Digest of the report it was taken from; empty where none was. */
  reportDigest: string
}

/** What the province's report says, frozen: sums are those of its rows. */
export type ConsolidatedContent = {
  periodId: string
  name: string
  revision: number
  lockedOn: IsoDay
  due: IsoDay
  questions: ReportQuestion[]
  figures: { key: string; label: string; total: number }[]
  /** The province's indicators of the quarter as they were frozen; missing before there were any. */
  indicators?: ToldFigure[]
  /** Those that had no value then, and why; missing in reports locked before that was kept. */
  blanks?: FrozenBlank[]
  rows: ConsolidatedRow[]
  counts: { expected: number; received: number; onTime: number; late: number; missing: number }
  exceptions: PeriodException[]
  /** What the revision before said otherwise, and why it was made; null for the first. */
  changes: { reason: string; lines: { where: string; was: string; now: string }[] } | null
}

/** Báo cáo tổng hợp: one revision; only inserted, its files come as it is numbered and signed. */
export type ConsolidatedReport = {
  /** `2023-1.1`. */
  id: string
  periodId: string
  revision: number
  digest: string
  content: ConsolidatedContent
}

export const consolidatedIdOf = (periodId: string, revision: number): string => `${periodId}.${revision}`
