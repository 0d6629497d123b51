import { findAgencies } from "#models/agency/agency.repository.server.ts"
import { agencyNameOn } from "#models/agency/agency.ts"
import { TASK_MEASURES, type TaskMeasure } from "#models/plan/task-way.ts"
import { findSiteChecks, findWebsites } from "#models/reference/reference.repository.server.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { compareVietnamese } from "#models/shared/text.ts"
import type { Actor } from "#models/shared/workflow.ts"
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

/** `measure` with `reached`: what a figure counts, or what it lacks. */
export type WebsiteQuery = {
  unit: string
  measure: TaskMeasure | ""
  reached: "" | "yes" | "no"
  page: number
}

type Figures = Record<TaskMeasure, { done: number; of: number }>

export type WebsitePage = {
  today: IsoDay
  /** Whether this person may change the register. */
  mayDraft: boolean
  rows: (SeenWebsite & { unit: string })[]
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
  const seen = websitesOn({ websites: await findWebsites(), checks: await findSiteChecks() }, today)
  const names = new Map((await findAgencies()).map((agency) => [agency.id, agencyNameOn(agency, today)]))
  const nameOf = (id: string) => names.get(id) ?? id
  const found = seen
    .filter((one) => fits(one, query))
    .map((one) => ({ ...one, unit: nameOf(one.website.agencyId) }))
    .sort((a, b) => compareVietnamese(a.unit, b.unit) || compareVietnamese(a.website.name, b.website.name))
  const from = (query.page - 1) * WEBSITES_PER_PAGE
  const units = [...new Set(seen.map(({ website }) => website.agencyId))]
    .map((id) => ({ id, name: nameOf(id), figures: figuresOf(seen, [id]) }))
    .sort((a, b) => compareVietnamese(a.name, b.name))
  return {
    today,
    mayDraft: isAllowed(actor, "administration.draft"),
    rows: found.slice(from, from + WEBSITES_PER_PAGE),
    total: found.length,
    figures: figuresOf(
      seen,
      units.map(({ id }) => id),
    ),
    units,
  }
}

const fits = (one: SeenWebsite, { unit, measure, reached }: WebsiteQuery): boolean =>
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
