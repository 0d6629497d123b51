import { addDays, type IsoDay } from "../shared/dates.ts"
import type { Rung } from "./clock-kinds.ts"
import type { Deadline, Standing } from "./deadline.ts"
import { ESCALATION_STEPS, type EscalationStep } from "./escalation-steps.ts"

/** Calendar days from the due day, who hears of it, and whether it may not wait for the day's digest. */
export const ESCALATIONS: Record<EscalationStep, { days: number; to: readonly Rung[]; isUrgent: boolean }> = {
  "T-10": { days: -10, to: ["OFFICER"], isUrgent: false },
  "T-3": { days: -3, to: ["OFFICER"], isUrgent: false },
  "T+0": { days: 0, to: ["OFFICER", "HEAD"], isUrgent: true },
  "T+3": { days: 3, to: ["HEAD", "LEADER"], isUrgent: true },
}

/** The steps whose day has come for the due day of now, first to last; none before the clock itself began. */
const stepsReached = (
  { due, startsOn }: Pick<Deadline, "due" | "startsOn">,
  today: IsoDay,
): EscalationStep[] =>
  ESCALATION_STEPS.filter((step) => {
    const { days } = ESCALATIONS[step]
    const day = addDays(due, days)
    return day <= today && (days >= 0 || startsOn === null || day > startsOn)
  })

/** What has come and was not told of yet. Of several the last alone is told; the others are noted as passed over. */
export const stepsToFire = (
  deadline: Pick<Deadline, "due" | "startsOn" | "state" | "fired">,
  today: IsoDay,
): { told: EscalationStep; passedOver: EscalationStep[] } | null => {
  if (deadline.state !== "RUNNING") return null
  const done = new Set(deadline.fired.filter(({ due }) => due === deadline.due).map(({ step }) => step))
  const open = stepsReached(deadline, today).filter((step) => !done.has(step))
  const told = open.at(-1)
  return told ? { told, passedOver: open.slice(0, -1) } : null
}

/** Near: from the second reminder on. */
export const standingOn = ({ due, state }: Pick<Deadline, "due" | "state">, today: IsoDay): Standing => {
  if (state !== "RUNNING") return state
  if (due < today) return "OVERDUE"
  return addDays(due, ESCALATIONS["T-3"].days) <= today ? "NEAR" : "AHEAD"
}
