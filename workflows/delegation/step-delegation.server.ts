import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { getDelegation, saveDelegation } from "#models/delegation/delegation.repository.server.ts"
import type { Delegation } from "#models/delegation/delegation.ts"
import { DelegationEvent } from "#models/delegation/events.ts"
import { DELEGATION_STATE_LABELS } from "#models/delegation/states.ts"
import { dayOf } from "#models/shared/dates.ts"
import { InvalidInputError, RuleBrokenError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { advance, entryOf } from "#workflows/advance.ts"
import { forbidden, type OfficeDependencies, recordDenials } from "#workflows/authorise.server.ts"
import { overtaken } from "#workflows/last-change.server.ts"
import { delegationChart } from "./chart.ts"
import { tellOfDelegation } from "./tell-of-delegation.server.ts"
import { mayAgree, mayDecline, mayEnd } from "./who-decides.ts"

/** What may be done to a delegation that was made, and who may. */
const DELEGATION_STEPS = {
  "delegation.agreed": mayAgree,
  "delegation.declined": mayDecline,
  "delegation.ended": mayEnd,
} as const
export type DelegationStep = keyof typeof DELEGATION_STEPS

/**
 * Agrees to a delegation, declines it, or ends it before its last day.
 * @throws NotFoundError, ForbiddenError (with its audit line), ConcurrentEditError, WorkflowRefusedError, InvalidInputError, RuleBrokenError
 * for one whose days are over
 */
export const stepDelegation = async (
  d: OfficeDependencies,
  input: { id: string; revision: number; type: DelegationStep; reason: string; actor: Actor },
): Promise<void> => {
  const { id, revision, type, actor } = input
  const seen = await getDelegation(id)
  if (seen.revision === revision && !DELEGATION_STEPS[type](actor, seen)) {
    await recordDenials(d, actor, [{ subject: { kind: "delegation", id }, action: "delegation.oversee" }])
    throw forbidden("delegation.oversee", false)
  }
  const event = DelegationEvent.safeParse({ type, reason: input.reason })
  if (!event.success)
    throw new InvalidInputError("Chưa ghi lý do.", [
      { field: "reason", message: event.error.issues[0]?.message ?? "Ghi rõ lý do." },
    ])
  const at = d.clock.now()
  await d.store.inTransaction(async (session) => {
    const delegation = await getDelegation(id, session)
    if (delegation.revision !== revision)
      throw await overtaken(
        { kind: "delegation", id },
        {
          message: "Việc làm thay này đã khác lúc bạn mở trang; chưa ghi gì của bạn.",
          currentRevision: delegation.revision,
          standing: { field: "Tình trạng", labels: DELEGATION_STATE_LABELS, seenRevision: revision },
        },
        session,
      )
    if (delegation.to < dayOf(at))
      throw new RuleBrokenError("Việc làm thay này đã hết hạn. Lập việc làm thay mới nếu còn cần.")
    const step = advance(delegationChart, delegation.workflow, event.data, actor, at)
    const moved: Delegation = { ...delegation, workflow: step.snapshot }
    await saveDelegation(moved, session)
    await appendAuditEntries([entryOf(step, { kind: "delegation", id }, actor)], session)
    await tellOfDelegation(moved, actor, at, session)
  })
}
