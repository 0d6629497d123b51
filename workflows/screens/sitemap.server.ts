import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import type { Clock } from "#models/shared/clock.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { viewInForceOn } from "./catalogue-view.server.ts"

/** The protocol allows 50,000 addresses in a file; beyond this many procedures the list is one no office has. */
const MOST_PROCEDURES = 45_000

/** What search engines may find: every edition that was issued, and the procedures of the catalogue in force, each with its decision's day. */
export const getSitemap = async ({
  clock,
}: {
  clock: Clock
}): Promise<{ editions: { id: string; day: IsoDay }[]; procedures: { code: string; day: IsoDay }[] }> => {
  const issued = await findIssuedEditions()
  const view = await viewInForceOn(issued, dayOf(clock.now()))
  const days = new Map<string, IsoDay>()
  for (const { entry, standsOn } of view?.rows ?? []) {
    const { code } = entry.procedure
    const known = days.get(code)
    if (known === undefined || known < standsOn.day) days.set(code, standsOn.day)
  }
  return {
    editions: issued.map(({ editionId, issuedOn }) => ({ id: editionId, day: issuedOn })),
    procedures: [...days].slice(0, MOST_PROCEDURES).map(([code, day]) => ({ code, day })),
  }
}
