import { z } from "zod"
import type { IsoDay } from "#models/shared/dates.ts"
import { WORK_PLACES } from "#workflows/screens/duties.ts"
import { URGENCIES, urgencyOf } from "#workflows/screens/work-counts.ts"

/** Which part of the list the address asks for: whose, and of one's own how near; nothing asked is all of it. */
export const WorkView = z.object({
  xem: z.enum(WORK_PLACES).optional().catch(undefined),
  han: z.enum(URGENCIES).optional().catch(undefined),
})
export type WorkView = z.infer<typeof WorkView>

/** Whether a thing of that place and day is in the part that is looked at. */
export const isShown = (
  { xem, han }: WorkView,
  place: (typeof WORK_PLACES)[number],
  due: IsoDay | null,
  today: IsoDay,
): boolean =>
  (xem === undefined || xem === place) &&
  (han === undefined || (place === "MINE" && (due === null ? "LATER" : urgencyOf(due, today)) === han))
