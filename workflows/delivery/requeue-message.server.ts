import type { ClientSession } from "mongoose"
import { getMessage } from "#models/outbox/outbox.repository.server.ts"
import { saveOutcomes } from "#models/outbox/outbox-leases.repository.server.ts"
import type { DeliveryState } from "#models/outbox/states.ts"
import { ConcurrentEditError } from "#models/shared/errors.ts"
import { advanceDelivery } from "./advance-delivery.ts"

/**
 * Lets a stopped message be tried again after a person has mended what stopped it (a code mapping, an address, a rule at
 * the portal). If its last sending may have arrived it is looked up first. Gives back the states before and after.
 * @throws WorkflowRefusedError when it is neither parked nor rejected, NotFoundError, ConcurrentEditError
 */
export const requeueMessage = async (
  { messageId, reason, at }: { messageId: string; reason: string; at: Date },
  session: ClientSession,
): Promise<{ from: DeliveryState; to: DeliveryState }> => {
  const message = await getMessage(messageId, session)
  const workflow = advanceDelivery(message.workflow, { type: "message.requeued", reason }, at)
  const saved = await saveOutcomes(
    [
      {
        id: message.id,
        readRevision: message.revision,
        workflow,
        attempts: 0,
        nextAttemptAt: at,
        leaseOwner: null,
        leaseUntil: null,
        receipt: message.receipt,
        lastError: message.lastError,
      },
    ],
    session,
  )
  if (!saved.has(message.id))
    throw new ConcurrentEditError("Bản tin vừa được chuyển bước. Hãy tải lại trang rồi thực hiện lại.", {
      changed: [],
    })
  return { from: message.workflow.value, to: workflow.value }
}
