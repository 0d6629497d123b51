import { byNoDrafter, type PlanStep } from "../plan-step.ts"

/** The second person agrees to what was submitted. */
export const approvePlan: PlanStep = {
  event: "plan.approved",
  permission: "plan.approve",
  label: "Duyệt kế hoạch",
  fields: [],
  eventOf: ({ workflow }) => ({ type: "plan.approved", digest: workflow.context.digest ?? "" }),
  whyNot: byNoDrafter,
}
