import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { requeueMessage } from "./requeue-message.server.ts"

/**
 * Has a stopped message tried again on a person's word, and notes who asked, in one transaction.
 * @throws ForbiddenError, NotFoundError, WorkflowRefusedError when it is neither parked nor rejected, ConcurrentEditError
 */
export const resendMessage = async (
  d: OfficeDependencies,
  { messageId, reason, actor: asker }: { messageId: string; reason: string; actor: Actor },
): Promise<void> => {
  const subject = { kind: "outbox", id: messageId } as const
  const actor = await authorise(d, asker, "delivery.run", subject)
  const at = d.clock.now()
  await d.store.inTransaction(async (session) => {
    const { from, to } = await requeueMessage({ messageId, reason, at }, session)
    const event = { subject, type: "message.requeued", payload: { reason } } as const
    await appendAuditEntries([auditDraft(event, actor, at, { from, to })], session)
  })
}
