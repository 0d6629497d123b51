import type { PlanStep } from "../plan-step.ts"

/** The draft goes to the second person; nothing that was found wrong may stand unanswered. */
export const submitPlan: PlanStep = {
  event: "plan.submitted",
  permission: "plan.draft",
  label: "Trình duyệt kế hoạch",
  fields: [],
  eventOf: ({ faults, content, workflow }) => ({
    type: "plan.submitted",
    digest: workflow.context.digest ?? "",
    unanswered: faults.filter(({ answer }) => answer === null).length,
    tasks: content.rows.length,
  }),
}
