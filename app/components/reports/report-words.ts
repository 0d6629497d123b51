import type { UnitStanding } from "#models/reporting-period/consolidated-report.ts"
import type { PeriodState } from "#models/reporting-period/states.ts"
import type { ReportState } from "#models/unit-report/states.ts"
import type { Tone } from "../badges.tsx"

export const PERIOD_TONES: Record<PeriodState, Tone> = {
  collecting: "busy",
  locked: "partial",
  numbered: "partial",
  signed: "partial",
  sent: "good",
  withdrawn: "quiet",
}

export const REPORT_TONES: Record<ReportState, Tone> = {
  open: "quiet",
  drafted: "busy",
  awaitingHead: "partial",
  submitted: "partial",
  returned: "bad",
  accepted: "good",
  cancelled: "quiet",
}

export const STANDING_TONES: Record<UnitStanding, Tone> = {
  ON_TIME: "good",
  LATE: "partial",
  NOT_ACCEPTED: "busy",
  MISSING: "bad",
}
