import { findAuditAfter } from "#models/audit/audit-entry.repository.server.ts"
import type { AuditEntry } from "#models/audit/audit-entry.ts"
import { addDispatches } from "#models/dispatch/dispatch.repository.server.ts"
import { aNewDispatch } from "#models/dispatch/dispatch.ts"
import { findWebhooks } from "#models/reference/reference.repository.server.ts"
import { dayOf, isValidOn } from "#models/shared/dates.ts"
import { findWebhookCursor, moveWebhookCursor } from "#models/webhook/webhook-cursor.repository.server.ts"
import { findWebhookSecrets } from "#models/webhook/webhook-secret.repository.server.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { callOf, TOLD_TYPES, topicOf } from "./webhook-events.ts"

const BATCH = 500

/**
 * Turns what the log has new into calls of the webhooks that asked for it, each entry once for each: the calls and how far the log
 * was read are one transaction. Nothing from before a webhook was given its first secret is told.
 * @returns how many calls were planned
 */
export const planWebhooks = async (d: OfficeDependencies & { isTraining: boolean }): Promise<number> => {
  const hooks = await findWebhooks()
  if (hooks.length === 0) return 0
  const secrets = await findWebhookSecrets()
  const asks = (entry: AuditEntry) =>
    hooks.filter((hook) => {
      const since = secrets.get(hook.id)?.firstGivenAt
      const topic = topicOf(entry)
      return (
        topic !== null &&
        hook.topics.includes(topic) &&
        since !== undefined &&
        new Date(entry.at) >= since &&
        isValidOn(hook, dayOf(new Date(entry.at)))
      )
    })
  let planned = 0
  for (;;) {
    const from = await findWebhookCursor()
    const entries = await findAuditAfter(from, TOLD_TYPES, BATCH)
    const to = entries.at(-1)?.sequence
    if (to === undefined) return planned
    const at = d.clock.now()
    const calls = entries.flatMap((entry) =>
      asks(entry).map(({ id }) =>
        aNewDispatch(
          {
            id: `webhook:${id}:${entry.sequence}`,
            channel: "WEBHOOK",
            receiver: id,
            content: callOf(entry, d.isTraining),
          },
          at,
        ),
      ),
    )
    planned += await d.store.inTransaction(async (session) => {
      if (!(await moveWebhookCursor({ from, to }, session))) return 0
      await addDispatches(calls, session)
      return calls.length
    })
  }
}
