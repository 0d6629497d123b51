import type { PlanState } from "#models/plan/states.ts"
import type { PlanTaskState } from "#models/plan-task/states.ts"
import type { Tone } from "../badges.tsx"

export const PLAN_TONES: Record<PlanState, Tone> = {
  making: "quiet",
  drafting: "partial",
  awaitingApproval: "busy",
  approved: "busy",
  issued: "busy",
  inForce: "good",
  superseded: "quiet",
  discarded: "quiet",
}

export const TASK_TONES: Record<PlanTaskState, Tone> = {
  notStarted: "quiet",
  inProgress: "busy",
  reportedDone: "partial",
  accepted: "good",
  returned: "bad",
  cancelled: "quiet",
}
