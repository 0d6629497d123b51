import type { Progress } from "./deliver-message.ts"

/** How a run went at one portal: where the messages it handled stand now. */
export type TargetDeliveries = {
  handled: number
  live: number
  rejected: number
  parked: number
  superseded: number
  /** Still under way: to be sent or looked up again. */
  waiting: number
  /** The portal is left alone until then, and why. */
  paused: { until: Date; reason: string } | null
  /** When something is next to be done there. */
  nextAttemptAt: Date | null
}

export type DeliverySummary = {
  handled: number
  targets: Record<string, TargetDeliveries>
  nextAttemptAt: Date | null
}

export const emptyDeliveries = (): TargetDeliveries => ({
  handled: 0,
  live: 0,
  rejected: 0,
  parked: 0,
  superseded: 0,
  waiting: 0,
  paused: null,
  nextAttemptAt: null,
})

export const addOutcome = (done: TargetDeliveries, { workflow }: Progress): void => {
  const state = workflow.value
  done.handled += 1
  if (state === "live" || state === "rejected" || state === "parked" || state === "superseded")
    done[state] += 1
  else done.waiting += 1
}
