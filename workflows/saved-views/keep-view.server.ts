import { randomUUID } from "node:crypto"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import {
  findKeptView,
  findOwnView,
  putSavedView,
  removeSavedView,
} from "#models/saved-view/saved-view.repository.server.ts"
import { type SavedView, VIEW_LIMITS } from "#models/saved-view/saved-view.ts"
import { InvalidInputError, NotFoundError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"

type Kept = Pick<SavedView, "name" | "list" | "query" | "sharing">

/**
 * Keeps a list as it stands under a name; one of the same name on the same list is replaced. Everybody keeps for themselves, and
 * shares with the units they are in today. A view shows nothing by itself: its list asks again who may see what.
 * @throws InvalidInputError when the person keeps as many as they may
 */
export const keepView = (d: OfficeDependencies, input: Kept & { actor: Actor }): Promise<void> =>
  d.store.inTransaction(async (session) => {
    const { actor, name, list, query, sharing } = input
    const { kept, count } = await findKeptView({ ownerId: actor.id, list, name }, session)
    if (!kept && count >= VIEW_LIMITS.perPerson)
      throw new InvalidInputError(
        `Bạn đã lưu ${count} bộ lọc, nhiều nhất là ${VIEW_LIMITS.perPerson}. Mở một bộ lọc không dùng nữa và xóa rồi lưu lại.`,
      )
    const id = kept?.id ?? randomUUID()
    const agencyIds = [...new Set(actor.assignments.map(({ agencyId }) => agencyId))]
    await putSavedView(
      {
        id,
        ownerId: actor.id,
        name,
        list,
        query,
        sharing,
        agencyIds: sharing === "UNIT" ? agencyIds : [],
      },
      session,
    )
    const event = {
      subject: { kind: "user", id: actor.id },
      type: "view.kept",
      payload: { view: id, list, sharing },
    } as const
    await appendAuditEntries([auditDraft(event, actor, d.clock.now())], session)
  })

/** Takes away a view of one's own, also from those it was shared with. @throws NotFoundError for another's, or none */
export const dropView = (d: OfficeDependencies, input: { id: string; actor: Actor }): Promise<void> =>
  d.store.inTransaction(async (session) => {
    const { id, actor } = input
    const view = await findOwnView(id, actor.id, session)
    if (!view) throw new NotFoundError("Không có bộ lọc này trong số bộ lọc của bạn. Người lưu mới xóa được.")
    await removeSavedView(id, session)
    const event = {
      subject: { kind: "user", id: actor.id },
      type: "view.dropped",
      payload: { view: id, list: view.list },
    } as const
    await appendAuditEntries([auditDraft(event, actor, d.clock.now())], session)
  })
