import type { Actor } from "../shared/workflow.ts"

/**
 * An act on more documents than one transaction should write (a year's catalogue has thousands): written in pieces that nobody
 * reads, and made visible by its last. Kept until then, so that whoever finds it left behind goes on with it.
 */
export type LongAct = {
  /** One at a time for each campaign, and one for the register. */
  campaignId: string
  /** Which: opening a review, or the intent of the step being taken. */
  kind: string
  /** Whoever works on it: one who takes it over has another, and the former's pieces are refused. */
  token: string
  /** Who asked for it, with the rights they had then. */
  by: Actor
  /** The day and hour it counts as done, however long it takes. */
  at: Date
  /** What was asked. */
  input: Record<string, unknown>
  /** Pieces written, of how many. */
  done: number
  total: number
  /** When its worker was last alive, by the machine's own clock. */
  beatAt: Date
}

/** How long its worker may be silent before another may take it over. */
export const SILENT_MS = 2 * 60_000

export const isLeftBehind = ({ beatAt }: Pick<LongAct, "beatAt">, now: Date): boolean =>
  now.getTime() - beatAt.getTime() > SILENT_MS
