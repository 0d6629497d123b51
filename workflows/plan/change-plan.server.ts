import type { ClientSession } from "mongoose"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import type { PlanEvent } from "#models/plan/events.ts"
import { getPlan, savePlan } from "#models/plan/kept-plan.repository.server.ts"
import type { KeptPlan } from "#models/plan/kept-plan.ts"
import type { FieldConflict } from "#models/shared/field-conflict.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { advance, entryOf } from "#workflows/advance.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { overtaken } from "#workflows/last-change.server.ts"
import { planChart } from "./chart.ts"

export type Seen = { id: string; revision: number }
/** `write`: what is kept besides, once the step is known to be taken. */
type Change = {
  event: PlanEvent
  plan?: Partial<KeptPlan>
  write?: (session: ClientSession) => Promise<void>
}

/**
 * Moves a version over the revision that was seen: what it says, its state and the log in one transaction.
 * @throws NotFoundError, ConcurrentEditError, WorkflowRefusedError
 */
export const changePlan = async (
  d: OfficeDependencies,
  { id, revision }: Seen,
  actor: Actor,
  change: (plan: KeptPlan) => Change,
  /** Places of the form that was sent which differ by now. */
  differencesTo: (plan: KeptPlan) => FieldConflict[] = () => [],
): Promise<KeptPlan> => {
  const at = d.clock.now()
  return d.store.inTransaction(async (session) => {
    const plan = await getPlan(id, session)
    if (plan.revision !== revision)
      throw await overtaken(
        { kind: "plan", id },
        {
          message: "Kế hoạch đã khác lúc bạn mở trang; chưa ghi gì của bạn.",
          currentRevision: plan.revision,
          lines: differencesTo(plan),
          made: { on: { revision: String(revision) }, against: { revision: String(plan.revision) } },
        },
        session,
      )
    const { event, plan: said, write } = change(plan)
    const step = advance(planChart, plan.workflow, event, actor, at)
    const moved: KeptPlan = { ...plan, ...said, workflow: step.snapshot }
    await savePlan(moved, session)
    await write?.(session)
    await appendAuditEntries([entryOf(step, { kind: "plan", id }, actor)], session)
    return { ...moved, revision: revision + 1 }
  })
}
