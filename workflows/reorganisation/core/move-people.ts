import type { Signatory } from "#models/official-document/official-document.ts"
import { isValidOn } from "#models/shared/dates.ts"
import type { Role } from "#models/shared/workflow.ts"
import type { Assignment } from "#models/user/user.ts"
import type { Reckoning } from "./heirs.ts"
import { END_ROLES, roleAnswerId } from "./questions.ts"
import { keyOf, type Patch, type Person, rowsOf } from "./world.ts"

/** Roles at a unit that ends: they end on the eve and begin at whoever comes after it. */
export const movePeople = (r: Reckoning): Patch<"people">[] =>
  rowsOf(r.world, "people").flatMap((before): Patch<"people">[] => {
    const moved = before.assignments.map((one) => ({ one, to: destinationOf(r, before, one) }))
    if (moved.every(({ to }) => to === null)) return []
    const assignments: Assignment[] = []
    for (const { one, to } of moved) {
      if (to === null) {
        assignments.push(one)
        continue
      }
      if (one.validFrom <= r.eve) assignments.push({ ...one, validTo: r.eve })
      const next = to === END_ROLES ? null : carried(r, one, to)
      if (next && !holdsAlready(assignments, next) && !holdsAlready(before.assignments, next))
        assignments.push(next)
    }
    const isSame = JSON.stringify(assignments) === JSON.stringify(before.assignments)
    return isSame
      ? []
      : [
          {
            table: "people",
            key: before.id,
            before,
            after: { ...before, assignments },
            why: "Đơn vị kết thúc",
          },
        ]
  })

/** Null: the role is not touched, or a question about it is open. */
function destinationOf(r: Reckoning, { id }: Person, one: Assignment): string | null {
  const { agencyId, role, validTo } = one
  if (validTo !== null && validTo < r.eve) return null
  if (!r.ends(agencyId) || r.onEve(agencyId) !== agencyId) return null
  // It ended that day by itself; but where the unit's own end was known, it was entered only as far.
  if (validTo === r.eve && r.world.tables.agencies.get(agencyId)?.validTo !== r.eve) return null
  const own = r.questions.answer(roleAnswerId(id, role, agencyId))
  if (own !== null && (own === END_ROLES || !r.ends(own))) return own
  return r.rolesGoTo(agencyId, "vai trò")
}

const carried = (r: Reckoning, one: Assignment, agencyId: string): Assignment => ({
  ...one,
  agencyId,
  validFrom: one.validFrom > r.eve ? one.validFrom : r.day,
  validTo: one.validTo === r.eve ? null : one.validTo,
})

const holdsAlready = (all: readonly Assignment[], next: Assignment): boolean =>
  all.some(
    (one) => one.role === next.role && one.agencyId === next.agencyId && isValidOn(one, next.validFrom),
  )

/** Roles a signing capacity rests on. */
const SIGNING_ROLES: readonly Role[] = ["LEADER", "CHIEF_OF_OFFICE"]

/**
 * Signing capacities of those whose leading role ends or goes over: each ends on the eve, and begins anew for whoever leads on.
 * `people`: as they stand after the act.
 */
export const moveCapacities = (r: Reckoning, people: ReadonlyMap<string, Person>): Patch<"capacities">[] =>
  rowsOf(r.world, "capacities").flatMap((before): Patch<"capacities">[] => {
    if (!isValidOn({ validFrom: before.heldFrom, validTo: before.heldTo }, r.eve)) return []
    const was = r.world.tables.people.get(before.personId)
    const led = (was?.assignments ?? []).filter(
      (one) => SIGNING_ROLES.includes(one.role) && isValidOn(one, r.eve),
    )
    if (led.length === 0 || !led.some(({ agencyId }) => r.ends(agencyId))) return []
    const leadsOn = (people.get(before.personId)?.assignments ?? []).some(
      (one) => SIGNING_ROLES.includes(one.role) && isValidOn(one, r.day),
    )
    const ended: Signatory = { ...before, heldTo: r.eve }
    const patch = { table: "capacities" as const, key: keyOf("capacities", before), before }
    const closes: Patch<"capacities">[] =
      before.heldTo === r.eve ? [] : [{ ...patch, after: ended, why: "Chức vụ cũ kết thúc" }]
    if (!leadsOn) return closes
    const next: Signatory = {
      ...before,
      heldFrom: r.day,
      heldTo: before.heldTo === r.eve ? null : before.heldTo,
    }
    return [
      ...closes,
      {
        ...patch,
        key: keyOf("capacities", next),
        before: null,
        after: next,
        why: "Giữ chức vụ ở cơ quan kế thừa",
      },
    ]
  })
