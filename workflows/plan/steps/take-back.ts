import { asStamp, isSamePerson } from "#models/shared/workflow.ts"
import { NOT_SUBMITTER, type PlanStep } from "../plan-step.ts"

/** Whoever submitted it takes it back before the second person acts. */
export const takeBackPlan: PlanStep = {
  event: "plan.takenBack",
  permission: "plan.draft",
  label: "Rút lại kế hoạch đã trình",
  fields: [],
  eventOf: () => ({ type: "plan.takenBack" }),
  whyNot: ({ submitted }, actor) => (isSamePerson(submitted, asStamp(actor)) ? null : NOT_SUBMITTER),
}
