import { z } from "zod"
import { PLAN_TASK_STATES } from "#models/plan-task/states.ts"
import { choiceOf, listQuery, textUpTo } from "../../http/list-query.ts"

const Query = z.object({
  plan: textUpTo(100),
  unit: textUpTo(100),
  part: textUpTo(10),
  state: choiceOf([...PLAN_TASK_STATES, "OPEN", "LATE"]),
})

/** What the picture of a plan over time is asked for; the page and its files alike. */
export const timelineQueryOf = (request: Request) => listQuery(request, Query)
