import type { Website } from "#models/reference/website.ts"
import type { Reckoning } from "./heirs.ts"
import { BY_FIELD } from "./questions.ts"
import { keyOf, type Patch, rowsOf } from "./world.ts"

/**
 * Websites of units that end, and systems of theirs to be connected, are their successors' from the day: the row of the former unit ends
 * on the eve and one of the successor follows, under the same id, so that what was found there goes on and each day counts for whose
 * it was. Of a unit without any successor they stay, to be ended by hand.
 */
export const moveWebsites = (r: Reckoning): Patch<"websites">[] =>
  rowsOf(r.world, "websites").flatMap((before): Patch<"websites">[] => {
    const isOver = before.validTo !== null && before.validTo < r.day
    if (isOver || !r.ends(before.agencyId)) return []
    const onEve = r.onEve(before.agencyId)
    const agencyId = onEve && r.receiverOf(onEve, "trang, hệ thống trong sổ")
    if (!agencyId || agencyId === BY_FIELD) return []
    const patch = (was: Website | null, is: Website): Patch<"websites"> => ({
      table: "websites",
      key: keyOf("websites", is),
      before: was,
      after: is,
      why: "Đơn vị kế thừa",
    })
    // One that begins on the day or later was never the former unit's.
    if (before.validFrom >= r.day) return [patch(before, { ...before, agencyId })]
    return [
      patch(before, { ...before, validTo: r.eve }),
      patch(null, { ...before, agencyId, validFrom: r.day }),
    ]
  })
