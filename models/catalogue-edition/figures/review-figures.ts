import { FINISHED_STATES } from "#models/registration/states.ts"
import { SERVICE_LEVELS, type ServiceLevel } from "#models/shared/levels.ts"
import type { FigureName } from "./figures.ts"

/** So many registrations of a campaign, each one service of one unit, in a state and with a proposed level. */
export type RegistrationCount = { state: string; level?: ServiceLevel | null; count: number }

type ReviewFigure = Extract<FigureName, "reviewedServices" | "approvedServices" | "leftOutServices">

const sumOf = (
  counts: readonly RegistrationCount[],
  isCounted: (one: RegistrationCount) => boolean,
): number => counts.filter(isCounted).reduce((sum, { count }) => sum + count, 0)

/** What a campaign reviews: all of it, what freezing now would take in and what it would leave out. */
export const reviewFiguresOf = (counts: readonly RegistrationCount[]): Record<ReviewFigure, number> => ({
  reviewedServices: sumOf(counts, () => true),
  approvedServices: sumOf(counts, ({ state }) => state === "approved"),
  leftOutServices: sumOf(counts, ({ state }) => state !== "approved" && !FINISHED_STATES.includes(state)),
})

/** How many are in some of the states. */
export const countInStates = (counts: readonly RegistrationCount[], states: readonly string[]): number =>
  sumOf(counts, ({ state }) => states.includes(state))

/** Services by the level proposed for them, null for those without a proposal; together all that are reviewed. */
export const proposedLevelsOf = (
  counts: readonly RegistrationCount[],
): { level: ServiceLevel | null; count: number }[] =>
  [...SERVICE_LEVELS, null].map((level) => ({
    level,
    count: sumOf(counts, (one) => one.level === level),
  }))
