import { z } from "zod"
import { GOAL_NAMES, type GoalName } from "#workflows/cockpit/goals.ts"
import type { CockpitQuery } from "#workflows/screens/cockpit-page.server.ts"
import { choiceOf, listQuery, textUpTo } from "../../http/list-query.ts"

const Query = z.object({
  agency: textUpTo(100),
  goal: choiceOf(GOAL_NAMES),
  until: z.iso.date().or(z.literal("")).catch("").default(""),
})

/** What the overview is asked for, as it stands in the address. */
export const cockpitQueryOf = (request: Request): CockpitQuery => {
  const { agency, goal, until } = listQuery(request, Query)
  return {
    agency: agency || undefined,
    goal: (goal || undefined) as GoalName | undefined,
    until: until || undefined,
  }
}
