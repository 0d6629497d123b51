import type { PlanTaskStep } from "../plan-task-step.ts"
import { acceptTask } from "./accept.ts"
import { extendTask } from "./extend.ts"
import { reopenTask } from "./reopen.ts"
import { reportTask } from "./report.ts"
import { returnTask } from "./return.ts"
import { startTask } from "./start.ts"
import { takeBackReport } from "./take-back.ts"
import { tellProgress } from "./tell-progress.ts"
import { withdrawEvidence } from "./withdraw-evidence.ts"

/** Every step a person may take, in the order in which pages offer them; evidence has forms of its own. */
export const PLAN_TASK_STEPS: readonly PlanTaskStep[] = [
  startTask,
  reportTask,
  acceptTask,
  returnTask,
  tellProgress,
  withdrawEvidence,
  takeBackReport,
  extendTask,
  reopenTask,
]

export const planTaskStepOf = (event: string | null | undefined): PlanTaskStep | undefined =>
  PLAN_TASK_STEPS.find((step) => step.event === event)
