import type { PlanTaskContext, PlanTaskInput } from "#models/plan-task/context.ts"
import { PLAN_TASK_EVENT_LABELS, type PlanTaskEvent } from "#models/plan-task/events.ts"
import { PLAN_TASK_SNAPSHOTS } from "#models/plan-task/snapshot-versions.ts"
import { PLAN_TASK_STATE_LABELS, type PlanTaskState } from "#models/plan-task/states.ts"
import { doerOf } from "#models/shared/workflow.ts"
import type { Chart } from "#workflows/advance.ts"
import { planTaskMachine } from "./machine.ts"
import { planTaskStepOf } from "./steps/index.ts"

export const planTaskChart: Chart<PlanTaskState, PlanTaskContext, PlanTaskEvent, PlanTaskInput> = {
  machine: planTaskMachine,
  name: "planTask",
  snapshots: PLAN_TASK_SNAPSHOTS,
  noun: "nhiệm vụ",
  stateLabels: PLAN_TASK_STATE_LABELS,
  eventLabels: PLAN_TASK_EVENT_LABELS,
  whyRefused: (context, event) => planTaskStepOf(event.type)?.whyNot?.(context, doerOf(event)) ?? null,
}
