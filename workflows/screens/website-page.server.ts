import { findAgencies } from "#models/agency/agency.repository.server.ts"
import { agencyNameOn } from "#models/agency/agency.ts"
import { TASK_MEASURES, type TaskMeasure } from "#models/plan/task-way.ts"
import {
  findSiteChecks,
  findSiteWatchRuleOn,
  findWebsites,
} from "#models/reference/reference.repository.server.ts"
import { dayOf, type IsoDay, instantOf } from "#models/shared/dates.ts"
import { compareVietnamese } from "#models/shared/text.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { findLastLooks, findLooks, findSiteWatches } from "#models/site-look/site-look.repository.server.ts"
import { type LookFilter, type SiteLook, type SiteWatch, unlikePeople } from "#models/site-look/site-look.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { isAllowed } from "#workflows/permissions.ts"
import {
  isCountedIn,
  isReachedIn,
  type SeenWebsite,
  siteFigure,
  websitesOn,
} from "#workflows/plan-task/site-figures.ts"

export const WEBSITES_PER_PAGE = 20

const EARLIER_LOOKS = 5

/** `measure` with `reached`: what a figure counts, or what it lacks. `day`: empty for today. */
export type WebsiteQuery = {
  unit: string
  day: IsoDay | ""
  look: LookFilter | ""
  measure: TaskMeasure | ""
  reached: "" | "yes" | "no"
  page: number
}

type Figures = Record<TaskMeasure, { done: number; of: number }>

/** A site with what people found last, and what the system did: `earlier` its looks before, newest first. */
type WebsiteRow = SeenWebsite & {
  unit: string
  look: SiteLook | null
  isUnlike: boolean
  earlier: SiteLook[]
  asked: Pick<SiteWatch, "askedAt" | "askedBy"> | null
}

export type WebsitePage = {
  /** The day the figures are of, and whether that is today. */
  day: IsoDay
  isToday: boolean
  /** Whether this person may change the register. */
  mayDraft: boolean
  /** Whether they may have the system look now. */
  mayAsk: boolean
  /** Days between two looks of the system's own; null where it looks only when asked. */
  everyDays: number | null
  rows: WebsiteRow[]
  total: number
  /** Of every unit that has something in the register, and of all together. */
  figures: Figures
  units: { id: string; name: string; figures: Figures }[]
}

/** The register of websites and systems on a day with their last checks, and how far each unit has come. @throws ForbiddenError */
export const getWebsitePage = async (
  d: OfficeDependencies,
  { actor, query }: { actor: Actor; query: WebsiteQuery },
): Promise<WebsitePage> => {
  await authorise(d, actor, "plan.view", { kind: "planTask", id: "*" })
  const today = dayOf(d.clock.now())
  const day = query.day === "" ? today : query.day
  const isToday = day === today
  const until = new Date(instantOf(day, "23:59:59").getTime() + 999)
  const looks = await findLastLooks(until)
  const seen = websitesOn({ websites: await findWebsites(), checks: await findSiteChecks() }, day)
  const names = new Map((await findAgencies()).map((agency) => [agency.id, agencyNameOn(agency, day)]))
  const nameOf = (id: string) => names.get(id) ?? id
  const found = seen
    .map((one) => ({ ...one, unit: nameOf(one.website.agencyId), ...lookedAt(one, looks) }))
    .filter((one) => fits(one, query))
    .sort((a, b) => compareVietnamese(a.unit, b.unit) || compareVietnamese(a.website.name, b.website.name))
  const from = (query.page - 1) * WEBSITES_PER_PAGE
  const shown = found.slice(from, from + WEBSITES_PER_PAGE)
  const watches = isToday ? await findSiteWatches() : new Map<string, SiteWatch>()
  const before = Map.groupBy(
    await findLooks(
      shown.map(({ website }) => website.id),
      until,
    ),
    ({ websiteId }) => websiteId,
  )
  const units = [...new Set(seen.map(({ website }) => website.agencyId))]
    .map((id) => ({ id, name: nameOf(id), figures: figuresOf(seen, [id]) }))
    .sort((a, b) => compareVietnamese(a.name, b.name))
  return {
    day,
    isToday,
    mayDraft: isAllowed(actor, "administration.draft"),
    mayAsk: isToday && isAllowed(actor, "plan.lookAtSites"),
    everyDays: (await findSiteWatchRuleOn(today))?.everyDays ?? null,
    rows: shown.map((one) => ({
      ...one,
      earlier: (before.get(one.website.id) ?? []).slice(1, 1 + EARLIER_LOOKS),
      asked: askedOf(watches.get(one.website.id)),
    })),
    total: found.length,
    figures: figuresOf(
      seen,
      units.map(({ id }) => id),
    ),
    units,
  }
}

const askedOf = (watch: SiteWatch | undefined): WebsiteRow["asked"] =>
  watch?.askedAt ? { askedAt: watch.askedAt, askedBy: watch.askedBy } : null

const lookedAt = ({ website, check }: SeenWebsite, looks: ReadonlyMap<string, SiteLook>) => {
  const look = looks.get(website.id) ?? null
  return { look, isUnlike: look !== null && check !== null && unlikePeople(look, check, website) }
}

type Looked = SeenWebsite & Pick<WebsiteRow, "look" | "isUnlike">

const LOOKS: Record<LookFilter, (one: Looked) => boolean> = {
  DOWN: ({ look }) => look?.isReachable === false,
  UNLIKE: ({ isUnlike }) => isUnlike,
  NONE: ({ look }) => look === null,
}

const fits = (one: Looked, { unit, measure, reached, look }: WebsiteQuery): boolean =>
  (look === "" || LOOKS[look](one)) &&
  (unit === "" || one.website.agencyId === unit) &&
  (measure === "" ||
    (isCountedIn(measure, one) && (reached === "" || isReachedIn(measure, one) === (reached === "yes"))))

/** Sums over the units, each by the figure its task is told. */
const figuresOf = (seen: readonly SeenWebsite[], agencyIds: readonly string[]): Figures =>
  Object.fromEntries(
    TASK_MEASURES.map((measure) => {
      const each = agencyIds.map((id) => siteFigure(measure, seen, id))
      const sum = (name: "done" | "of") => each.reduce((total, one) => total + one[name], 0)
      return [measure, { done: sum("done"), of: sum("of") }]
    }),
  ) as Figures
