import { type Escalation, type EscalationStep, nearFrom, stepOf } from "../reference/escalation.ts"
import { addDays, type IsoDay } from "../shared/dates.ts"
import type { Deadline, Standing } from "./deadline.ts"

/** The reminders whose day has come for the due day of now, first to last; none before the clock itself began. */
const reached = (
  { due, startsOn }: Pick<Deadline, "due" | "startsOn">,
  escalations: readonly Escalation[],
  today: IsoDay,
): Escalation[] =>
  escalations.filter(({ days }) => {
    const day = addDays(due, days)
    return day <= today && (days >= 0 || startsOn === null || day > startsOn)
  })

/**
 * What has come and was not told of yet, of the reminders in force, first to last. Of several the last alone is told; the others are
 * noted as passed over. One that was set while a later one had been told already says nothing new.
 */
export const stepsToFire = (
  deadline: Pick<Deadline, "due" | "startsOn" | "state" | "fired">,
  escalations: readonly Escalation[],
  today: IsoDay,
): { told: Escalation; passedOver: EscalationStep[] } | null => {
  if (deadline.state !== "RUNNING") return null
  const done = new Set(deadline.fired.filter(({ due }) => due === deadline.due).map(({ step }) => step))
  const come = reached(deadline, escalations, today)
  const told = come.at(-1)
  if (!told || done.has(stepOf(told))) return null
  return {
    told,
    passedOver: come
      .slice(0, -1)
      .map(stepOf)
      .filter((step) => !done.has(step)),
  }
}

/** How a deadline stands on a day; `escalations`: the reminders in force. */
export const standingOn = (
  { due, state }: Pick<Deadline, "due" | "state">,
  escalations: readonly Escalation[],
  today: IsoDay,
): Standing => {
  if (state !== "RUNNING") return state
  if (due < today) return "OVERDUE"
  return nearFrom(due, escalations) <= today ? "NEAR" : "AHEAD"
}
