import type { PlanTaskContext } from "#models/plan-task/context.ts"
import type { PlanTaskEventType } from "#models/plan-task/events.ts"
import { asStamp, type Doer, isNoneOf, personsBehind } from "#models/shared/workflow.ts"
import type { Action } from "#workflows/permissions.ts"
import type { StepField } from "#workflows/step-fields.ts"

/**
 * One official step of a task of the plan. Offers, forms, parsing, permissions and the role test derive from this record; a new
 * one is listed in `steps/index.ts`.
 */
export type PlanTaskStep = {
  /** Also what forms call it. */
  event: PlanTaskEventType
  /** Rights any of which allows it: the unit's own first. */
  permissions: readonly Action[]
  /** On the button. */
  label: string
  place: "MAIN" | "OTHER"
  fields: readonly StepField[]
  /** The fields of one task's form, where they depend on what stands there. */
  fieldsOf?(context: PlanTaskContext): readonly StepField[]
  /** Why this person may not take it though the state would; null when they may. */
  whyNot?(context: PlanTaskContext, actor: Doer): string | null
}

/** Of the unit's own people, or of the coordinator in the place of a unit without any. */
export const BY_UNIT = ["planTask.report", "planTask.reportForUnit"] as const satisfies readonly Action[]

/** Four eyes: whoever reported does not confirm. */
export const bySomeoneElse: NonNullable<PlanTaskStep["whyNot"]> = ({ reported }, actor) =>
  reported === null || isNoneOf(personsBehind(reported), asStamp(actor))
    ? null
    : "Người đã báo cáo không tự xác nhận hoặc trả lại; cần người khác."
