import type { Actor } from "#models/shared/workflow.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { changePlan, type Seen } from "./change-plan.server.ts"
import type { PlanStep } from "./plan-step.ts"

/**
 * Takes one official step of a plan.
 * @throws ForbiddenError (with its audit line), NotFoundError, ConcurrentEditError, WorkflowRefusedError
 */
export const stepPlan = async (
  d: OfficeDependencies,
  step: PlanStep,
  { values, actor, ...seen }: Seen & { values: Record<string, string>; actor: Actor },
): Promise<void> => {
  const who = await authorise(d, actor, step.permission, { kind: "plan", id: seen.id })
  await changePlan(d, seen, who, (plan) => ({ event: step.eventOf(plan, values) }))
}
