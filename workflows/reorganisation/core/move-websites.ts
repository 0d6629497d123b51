import type { Reckoning } from "./heirs.ts"
import { BY_FIELD } from "./questions.ts"
import { type Patch, rowsOf } from "./world.ts"

/**
 * Websites of units that end, and systems of theirs to be connected, are their successors' from the day: the plan's percentages go on
 * over the same register. Of a unit without any successor they stay, to be ended by hand.
 */
export const moveWebsites = (r: Reckoning): Patch<"websites">[] =>
  rowsOf(r.world, "websites").flatMap((before): Patch<"websites">[] => {
    const isOver = before.validTo !== null && before.validTo < r.day
    if (isOver || !r.ends(before.agencyId)) return []
    const onEve = r.onEve(before.agencyId)
    const agencyId = onEve && r.receiverOf(onEve, "trang, hệ thống trong sổ")
    if (!agencyId || agencyId === BY_FIELD) return []
    return [
      { table: "websites", key: before.id, before, after: { ...before, agencyId }, why: "Đơn vị kế thừa" },
    ]
  })
