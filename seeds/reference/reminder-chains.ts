import type { ClockKind } from "#models/deadline/clock-kinds.ts"
import type { ReminderChain } from "#models/reference/reminder-chain.ts"
import type { Role } from "#models/shared/workflow.ts"

const ALWAYS = { validFrom: "2022-08-15", validTo: null }

const USUAL: Record<ClockKind, readonly [officer: Role, head: Role, leader: Role]> = {
  REGISTER_BY: ["SPECIALIST", "UNIT_HEAD", "CHIEF_OF_OFFICE"],
  APPRAISE_BY: ["REVIEWER", "CHIEF_OF_OFFICE", "LEADER"],
  ANNOUNCE_BY: ["REVIEWER", "CHIEF_OF_OFFICE", "LEADER"],
  PUBLISH_BY: ["REVIEWER", "CHIEF_OF_OFFICE", "LEADER"],
  OPINION: ["COORDINATOR", "REVIEWER", "CHIEF_OF_OFFICE"],
  PLAN_TASK: ["SPECIALIST", "UNIT_HEAD", "COORDINATOR"],
  AD_HOC_REPORT: ["SPECIALIST", "UNIT_HEAD", "COORDINATOR"],
  ISSUE: ["RECORDS_CLERK", "CHIEF_OF_OFFICE", "LEADER"],
  NATIONAL_DATABASE: ["REVIEWER", "CHIEF_OF_OFFICE", "LEADER"],
  BEFORE_EFFECT: ["REVIEWER", "CHIEF_OF_OFFICE", "LEADER"],
  INTERRUPTION_NOTICE: ["COORDINATOR", "CHIEF_OF_OFFICE", "LEADER"],
  QUARTERLY_REPORT: ["COORDINATOR", "CHIEF_OF_OFFICE", "LEADER"],
}

/** Who is reminded of what, as an office begins with it; it sets its own under Quản trị. */
export const REMINDER_CHAINS: ReminderChain[] = Object.entries(USUAL).map(
  ([kind, [officer, head, leader]]) => ({ kind, officer, head, leader, ...ALWAYS }),
)
