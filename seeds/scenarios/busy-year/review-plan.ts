import type { Registration } from "#models/registration/registration.ts"
import type { Chance } from "./chance.ts"

/** What will happen to a registration on its way. */
export type Course = {
  /** In which of the unit's batches it is handed in; the last is too late. */
  batch: 0 | 1 | 2 | 3
  /** How often it comes back before it is agreed with, and whether the unit's own head sends it back first. */
  returns: 0 | 2
  byHeadFirst: boolean
  opinion: "NONE" | "ANSWERED" | "LAPSED"
}

export const LATE_BATCH = 3

/** Shares of the whole. */
const RETURNED_TWICE = 0.1
const ASKED = 0.03

/** One in ten comes back twice, some wait for an opinion that comes or does not, three units are late; who and which is chance. */
export const courseOfReview = (
  registrations: readonly Pick<Registration, "id">[],
  agencyOf: (registration: Pick<Registration, "id">) => string,
  lateAgencies: readonly string[],
  chance: Chance,
): Map<string, Course> => {
  const total = registrations.length
  const returned = new Set(chance.some(registrations, Math.round(total * RETURNED_TWICE)))
  const asked = chance.some(
    registrations.filter((one) => !returned.has(one) && !lateAgencies.includes(agencyOf(one))),
    Math.max(2, Math.round(total * ASKED)),
  )
  const opinions = new Map(asked.map((one, index) => [one, index % 2 === 0 ? "ANSWERED" : "LAPSED"] as const))
  return new Map(
    registrations.map((one) => {
      const isLate = lateAgencies.includes(agencyOf(one))
      const opinion = opinions.get(one) ?? "NONE"
      // Opinions are asked of what came in first.
      const batch = isLate ? LATE_BATCH : opinion === "NONE" ? chance.below(3) : 0
      const isReturned = returned.has(one)
      return [
        one.id,
        {
          batch: batch as Course["batch"],
          returns: isReturned ? 2 : 0,
          byHeadFirst: isReturned && chance.below(3) === 0,
          opinion,
        },
      ]
    }),
  )
}
