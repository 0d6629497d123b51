import type { PlanStep } from "../plan-step.ts"
import { approvePlan } from "./approve.ts"
import { discardPlan } from "./discard.ts"
import { returnPlan } from "./return.ts"
import { submitPlan } from "./submit.ts"
import { takeBackPlan } from "./take-back.ts"

export const PLAN_STEPS: readonly PlanStep[] = [
  submitPlan,
  approvePlan,
  takeBackPlan,
  returnPlan,
  discardPlan,
]

export const planStepOf = (event: string | null | undefined): PlanStep | undefined =>
  PLAN_STEPS.find((step) => step.event === event)
