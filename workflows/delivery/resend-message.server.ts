import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { requeueMessage } from "./requeue-message.server.ts"

/**
 * Has a stopped message tried again on a person's word, and notes who asked, in one transaction.
 * @throws ForbiddenError, NotFoundError, WorkflowRefusedError when it is neither parked nor rejected, ConcurrentEditError
 */
export const resendMessage = async (
  d: OfficeDependencies,
  { messageId, reason, actor }: { messageId: string; reason: string; actor: Actor },
): Promise<void> => {
  const subject = { kind: "outbox", id: messageId }
  await authorise(d, actor, "delivery.run", subject)
  const at = d.clock.now()
  await d.store.inTransaction(async (session) => {
    const { from, to } = await requeueMessage({ messageId, reason, at }, session)
    await appendAuditEntries(
      [
        {
          at: at.toISOString(),
          by: actor.id,
          byName: actor.name,
          subject,
          type: "message.requeued",
          from,
          to,
          payload: { reason },
          machineVersion: null,
        },
      ],
      session,
    )
  })
}
