import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { getDispatch, saveDispatchOrRefuse } from "#models/dispatch/dispatch.repository.server.ts"
import { mayBeSentAgain } from "#models/dispatch/dispatch.ts"
import { requeued } from "#models/dispatch/dispatch-life.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"

/**
 * Lets the worker send again what was refused, given up or left unknown: the same content, to where its receiver is reached now.
 * @throws ForbiddenError, NotFoundError, RuleBrokenError for one that is under way or has arrived, ConcurrentEditError
 */
export const resendDispatch = async (
  d: OfficeDependencies,
  input: { dispatchId: string; actor: Actor },
): Promise<void> => {
  const { dispatchId, actor } = input
  await authorise(d, actor, "dispatch.resend", { kind: "dispatch", id: dispatchId })
  const at = d.clock.now()
  await d.store.inTransaction(async (session) => {
    const dispatch = await getDispatch(dispatchId, session)
    if (!mayBeSentAgain(dispatch))
      throw new RuleBrokenError("Tin này đã đến, đang chờ gửi hoặc không còn người nhận nên không gửi lại.")
    await saveDispatchOrRefuse(requeued(dispatch, at), session)
    const payload = { channel: dispatch.channel, receiver: dispatch.receiver }
    const event = {
      subject: { kind: "dispatch", id: dispatchId },
      type: "dispatch.requeued",
      payload,
    } as const
    await appendAuditEntries([auditDraft(event, actor, at)], session)
  })
}
