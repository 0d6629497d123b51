import { type IsoDay, instantOf } from "../shared/dates.ts"
import type { Actor } from "../shared/workflow.ts"
import type { ProcedureRepeal, RepealKind } from "./procedure-repeal.ts"

/** WAITING until its day; then carried out, unless it was undone before or nothing was left to end. */
export const PLANNED_REPEAL_STATES = ["WAITING", "CARRIED_OUT", "UNDONE", "NOTHING_LEFT"] as const
export type PlannedRepealState = (typeof PLANNED_REPEAL_STATES)[number]

/** Bãi bỏ ghi nhận trước ngày: until its day the procedure is in force and nothing is told to anybody. */
export type PlannedRepeal = {
  /** As the repeal will be called. */
  id: string
  code: string
  procedureName: string
  kind: RepealKind
  decision: { number: string; day: IsoDay }
  effectiveOn: IsoDay
  /** Who recorded it, with the rights they had then. */
  by: Actor
  at: Date
  state: PlannedRepealState
  /** Why it could not be carried out yet though its day has come; empty otherwise. */
  refusal: string
  undone: { by: string; byName: string; at: Date; reason: string } | null
  revision: number
}

/** What a planned repeal ends from its day on, also while it is still being carried out. */
export const asRepeal = ({
  code,
  decision,
  effectiveOn,
}: PlannedRepeal): Pick<ProcedureRepeal, "code" | "decision" | "effectiveOn" | "at"> => ({
  code,
  decision,
  effectiveOn,
  at: instantOf(effectiveOn, "00:00:00"),
})
