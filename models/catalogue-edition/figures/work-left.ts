import type { RegistrationState } from "#models/registration/states.ts"
import type { FigureName } from "./figures.ts"

/** What is still ahead of a review, in the order of the yearly work; each counts what the one before it counts, and more. */
export const WORK_LEFT = [
  "unregisteredServices",
  "unappraisedServices",
  "unapprovedServices",
  "unannouncedServices",
  "unpublishedServices",
] as const satisfies FigureName[]
export type WorkLeft = (typeof WORK_LEFT)[number]
/** The same, and how many of the first are back at their units. */
export type WorkFigure = WorkLeft | "returnedServices"
export const WORK_FIGURES = ["returnedServices", ...WORK_LEFT] as const satisfies WorkFigure[]

/** The states in which this step is the next one. */
const NEXT: Record<WorkLeft, readonly RegistrationState[]> = {
  unregisteredServices: ["drafting", "awaitingUnitHead", "returned"],
  unappraisedServices: ["registered", "underAppraisal", "consulting"],
  unapprovedServices: ["appraised"],
  unannouncedServices: ["approved"],
  unpublishedServices: ["announced"],
}

const statesOf = (figure: WorkFigure): ReadonlySet<string> =>
  new Set(
    figure === "returnedServices"
      ? ["returned"]
      : WORK_LEFT.slice(0, WORK_LEFT.indexOf(figure) + 1).flatMap((name) => NEXT[name]),
  )

const STATES = Object.fromEntries(WORK_FIGURES.map((figure) => [figure, statesOf(figure)])) as Record<
  WorkFigure,
  ReadonlySet<string>
>

/** Whether a registration in a state counts in a figure; one in no known state counts in none. */
export const isLeftToDo = (figure: WorkFigure, state: string): boolean => STATES[figure].has(state)

/** How many services are in each figure, by the states of their registrations. */
export const workLeftOf = (states: Iterable<string>): Record<WorkFigure, number> => {
  const all = [...states]
  return Object.fromEntries(
    WORK_FIGURES.map((figure) => [figure, all.filter((state) => isLeftToDo(figure, state)).length]),
  ) as Record<WorkFigure, number>
}
