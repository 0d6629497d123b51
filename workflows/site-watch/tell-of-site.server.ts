import type { ClientSession } from "mongoose"
import { addInboxMessages } from "#models/inbox-message/inbox-message.repository.server.ts"
import type { Website } from "#models/reference/website.ts"
import { dayOf } from "#models/shared/dates.ts"
import type { SiteLook, SiteStanding } from "#models/site-look/site-look.ts"
import { staffOn } from "#models/user/user.repository.server.ts"
import { isAllowed } from "#workflows/permissions.ts"

/**
 * Tells the people of a site's unit, and whoever follows the plan, that it stopped answering, or answers again. Told once at each
 * turn, not at every look: a site that stays away is seen in the list. One look that failed is no turn yet.
 */
export const tellOfSite = async (
  site: Website,
  look: SiteLook,
  { before, now }: Record<"before" | "now", SiteStanding | null>,
  session: ClientSession,
): Promise<void> => {
  const isBack = now === "UP" && before === "GONE"
  const isGone = now === "GONE" && before !== "GONE"
  if (!isBack && !isGone) return
  const people = (await staffOn(dayOf(look.at), session)).filter(
    (one) =>
      isAllowed(one, "planTask.report", site.agencyId) || isAllowed(one, "planTask.accept", site.agencyId),
  )
  await addInboxMessages(
    people.map(({ id }) => ({
      id: `site:${look.id}:${id}`,
      userId: id,
      kind: "PLAN",
      title: isBack ? `Truy cập lại được: ${site.name}` : `Không truy cập được: ${site.name}`,
      text: isBack
        ? `Hệ thống đã mở lại được ${site.address}.`
        : `Hệ thống không mở được ${site.address}. ${look.fault}`,
      about: { kind: "unitWebsites", id: site.agencyId, name: site.name },
      isUrgent: false,
      at: look.at,
      readAt: null,
      mail: "WAITING",
    })),
    session,
  )
}
