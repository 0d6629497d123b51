import { randomBytes } from "node:crypto"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import {
  removeCalendarFeed,
  replaceCalendarFeed,
} from "#models/calendar-feed/calendar-feed.repository.server.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"

const SECRET_BYTES = 32

/**
 * Gives a person's calendar a new secret address; the one before ends.
 * @returns the secret, told this once: the store keeps its hash alone
 */
export const openCalendar = async (d: OfficeDependencies, { actor }: { actor: Actor }): Promise<string> => {
  const secret = randomBytes(SECRET_BYTES).toString("base64url")
  const at = d.clock.now()
  await d.store.inTransaction(async (session) => {
    const feed = { secretHash: sha256(secret), userId: actor.id, openedAt: at, lastReadAt: null }
    await replaceCalendarFeed(feed, session)
    const event = { subject: { kind: "user", id: actor.id }, type: "calendar.opened", payload: {} } as const
    await appendAuditEntries([auditDraft(event, actor, at)], session)
  })
  return secret
}

/** Ends a person's calendar address; where there is none nothing happens. */
export const closeCalendar = (d: OfficeDependencies, { actor }: { actor: Actor }): Promise<void> =>
  d.store.inTransaction(async (session) => {
    if (!(await removeCalendarFeed(actor.id, session))) return
    const event = { subject: { kind: "user", id: actor.id }, type: "calendar.closed", payload: {} } as const
    await appendAuditEntries([auditDraft(event, actor, d.clock.now())], session)
  })
