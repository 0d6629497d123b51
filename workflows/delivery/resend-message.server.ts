import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { requeueMessage } from "./requeue-message.server.ts"

/**
 * Has a parked message tried again on a person's word, and notes who asked.
 * @throws ForbiddenError, NotFoundError, WorkflowRefusedError when it is not parked, ConcurrentEditError
 */
export const resendMessage = async (
  d: OfficeDependencies,
  { messageId, reason, actor }: { messageId: string; reason: string; actor: Actor },
): Promise<void> => {
  const subject = { kind: "outbox", id: messageId }
  await authorise(d, actor, "delivery.run", subject)
  await requeueMessage(d, { messageId, reason })
  await d.store.inTransaction((session) =>
    appendAuditEntries(
      [
        {
          at: d.clock.now().toISOString(),
          by: actor.id,
          byName: actor.name,
          subject,
          type: "message.requeued",
          from: "parked",
          to: null,
          payload: { reason },
          machineVersion: null,
        },
      ],
      session,
    ),
  )
}
