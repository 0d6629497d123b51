import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { saveNoticePreference } from "#models/notice-preference/notice-preference.repository.server.ts"
import type { NoticePreference } from "#models/notice-preference/notice-preference.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"

/**
 * Keeps how a person wants to be mailed; everybody chooses for themselves alone.
 * @param revision of the choices as they were shown
 * @throws ConcurrentEditError when another window saved meanwhile
 */
export const chooseMailing = (
  d: OfficeDependencies,
  input: Pick<NoticePreference, "choices" | "revision"> & { actor: Actor },
): Promise<void> =>
  d.store.inTransaction(async (session) => {
    const { choices, revision, actor } = input
    await saveNoticePreference({ userId: actor.id, choices, revision }, session)
    const event = {
      subject: { kind: "user", id: actor.id },
      type: "notices.chosen",
      payload: { choices },
    } as const
    await appendAuditEntries([auditDraft(event, actor, d.clock.now())], session)
  })
