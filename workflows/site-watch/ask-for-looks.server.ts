import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { findWebsites } from "#models/reference/reference.repository.server.ts"
import type { Website } from "#models/reference/website.ts"
import { dayOf, isValidOn } from "#models/shared/dates.ts"
import { InvalidInputError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { askForLooks } from "#models/site-look/site-look.repository.server.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"

/**
 * Asks the system to open a website of the register, all of one unit's, or all of them; it does so right after, in its own time. One that
 * waits to be opened already is asked for once.
 * @returns the sites meant, and how many of them were not waiting yet
 * @throws ForbiddenError, InvalidInputError when there is none
 */
export const askSystemToLook = async (
  d: OfficeDependencies,
  { which, actor: asker }: { which: { websiteId?: string; unit?: string }; actor: Actor },
): Promise<{ sites: Website[]; asked: number }> => {
  const actor = await authorise(d, asker, "plan.lookAtSites", { kind: "website", id: which.websiteId ?? "*" })
  const at = d.clock.now()
  const today = dayOf(at)
  const sites = (await findWebsites())
    .filter((site) => isValidOn(site, today))
    .filter(({ id }) => !which.websiteId || id === which.websiteId)
    .filter(({ agencyId }) => !which.unit || agencyId === which.unit)
  if (sites.length === 0)
    throw new InvalidInputError(
      "Hôm nay sổ không có trang, hệ thống này. Tải lại trang rồi chọn lại trong danh sách.",
    )
  const asked = await d.store.inTransaction(async (session) => {
    const ids = sites.map(({ id }) => id)
    const fresh = new Set(await askForLooks(ids, { by: actor.name, at }, session))
    const drafts = sites
      .filter(({ id }) => fresh.has(id))
      .map(({ id, name }) =>
        auditDraft(
          { subject: { kind: "website", id }, type: "site.lookAsked", payload: { name } },
          actor,
          at,
        ),
      )
    await appendAuditEntries(drafts, session)
    return fresh.size
  })
  return { sites, asked }
}
