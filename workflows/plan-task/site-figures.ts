import type { TaskMeasure } from "#models/plan/task-way.ts"
import type { SiteCheck, Website, WebsiteKind } from "#models/reference/website.ts"
import { type IsoDay, isValidOn } from "#models/shared/dates.ts"

/** A website or system as it stands on a day: with the last look at it by then, if anybody looked. */
export type SeenWebsite = { website: Website; check: SiteCheck | null }

/** The register on a day: what there is then, each with its last check. */
export const websitesOn = (
  { websites, checks }: { websites: readonly Website[]; checks: readonly SiteCheck[] },
  day: IsoDay,
): SeenWebsite[] => {
  const known = Map.groupBy(
    checks.filter(({ checkedOn }) => checkedOn <= day),
    ({ websiteId }) => websiteId,
  )
  return websites
    .filter((website) => isValidOn(website, day))
    .map((website) => ({
      website,
      check:
        known
          .get(website.id)
          ?.toSorted((a, b) => a.checkedOn.localeCompare(b.checkedOn))
          .at(-1) ?? null,
    }))
}

type Rule = { of: WebsiteKind; isReached(check: SiteCheck): boolean }

/** What each measure counts: of which kind, and when one is as it should be. What nobody looked at is not. */
const RULES: Record<TaskMeasure, Rule> = {
  COMPONENT: { of: "WEBSITE", isReached: ({ isReachable, isComponent }) => isReachable && isComponent },
  LINKED: {
    of: "WEBSITE",
    isReached: ({ isReachable, linksProvince, linksNational }) =>
      isReachable && linksProvince && linksNational,
  },
  CONNECTED: { of: "SYSTEM", isReached: ({ isReachable, isConnected }) => isReachable && isConnected },
}

export const isCountedIn = (measure: TaskMeasure, { website }: SeenWebsite): boolean =>
  website.kind === RULES[measure].of

export const isReachedIn = (measure: TaskMeasure, { check }: SeenWebsite): boolean =>
  check !== null && RULES[measure].isReached(check)

/** So many of so many of a unit's; `of` 0 where it has none in the register. */
export const siteFigure = (
  measure: TaskMeasure,
  seen: readonly SeenWebsite[],
  agencyId: string,
): { done: number; of: number } => {
  const own = seen.filter((one) => one.website.agencyId === agencyId && isCountedIn(measure, one))
  return { done: own.filter((one) => isReachedIn(measure, one)).length, of: own.length }
}
