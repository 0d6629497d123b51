import { getMessage } from "#models/outbox/outbox.repository.server.ts"
import { saveOutcomes } from "#models/outbox/outbox-leases.repository.server.ts"
import type { Clock } from "#models/shared/clock.ts"
import { ConcurrentEditError } from "#models/shared/errors.ts"
import type { Store } from "#models/store/connection.server.ts"
import { advanceDelivery } from "./advance-delivery.ts"

/**
 * Lets a parked message be tried again after a person has mended what stopped it (a code mapping, an address). If its
 * last sending may have arrived it is looked up first.
 * @throws WorkflowRefusedError when it is not parked, NotFoundError, ConcurrentEditError
 */
export const requeueMessage = (
  d: { store: Pick<Store, "inTransaction">; clock: Clock },
  { messageId, reason }: { messageId: string; reason: string },
): Promise<void> =>
  d.store.inTransaction(async (session) => {
    const message = await getMessage(messageId, session)
    const at = d.clock.now()
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
  })
