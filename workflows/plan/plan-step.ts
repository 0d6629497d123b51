import type { PlanContext } from "#models/plan/context.ts"
import type { PlanEvent, PlanEventType } from "#models/plan/events.ts"
import type { KeptPlan } from "#models/plan/kept-plan.ts"
import { asStamp, type Doer, isNoneOf } from "#models/shared/workflow.ts"
import type { Action } from "#workflows/permissions.ts"
import type { StepField } from "#workflows/step-fields.ts"

/** One official step of a version of a plan; a new one is listed in `steps/index.ts`. Issuing draws the document and stands apart. */
export type PlanStep = {
  event: PlanEventType
  permission: Action
  label: string
  fields: readonly StepField[]
  /** The event as it is sent, from the plan as it stands and what was typed. */
  eventOf(plan: KeptPlan, values: Record<string, string>): PlanEvent
  whyNot?(context: PlanContext, actor: Doer): string | null
}

export const byNoDrafter: NonNullable<PlanStep["whyNot"]> = ({ drafters }, actor) =>
  isNoneOf(drafters, asStamp(actor)) ? null : "Người đã soạn kế hoạch không tự duyệt; cần người thứ hai."

export const NOT_SUBMITTER =
  "Chỉ người đã trình rút lại được. Người duyệt muốn đưa về soạn thì «Trả lại dự thảo kế hoạch»."
