import { findSavedViews } from "#models/saved-view/saved-view.repository.server.ts"
import type { SavedView } from "#models/saved-view/saved-view.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { findUsers } from "#models/user/user.repository.server.ts"

/** A saved view as its list shows it; `by`: whose it is, null for one's own. */
export type SavedViewLink = Pick<SavedView, "id" | "name" | "list" | "query"> & { by: string | null }

/** Saved views of every list this person finds there. */
export const savedViewLinks = async (actor: Actor): Promise<SavedViewLink[]> => {
  const views = await findSavedViews(
    actor.id,
    actor.assignments.map(({ agencyId }) => agencyId),
  )
  const others = [...new Set(views.map(({ ownerId }) => ownerId).filter((id) => id !== actor.id))]
  const names = new Map(
    (others.length > 0 ? await findUsers(others) : []).map(({ id, fullName }) => [id, fullName]),
  )
  return views.map(({ id, name, list, query, ownerId }) => ({
    id,
    name,
    list,
    query,
    by: ownerId === actor.id ? null : (names.get(ownerId) ?? "người khác"),
  }))
}
