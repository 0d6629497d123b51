import type { TaskNeed } from "../plan/task-way.ts"
import type { IsoDay } from "../shared/dates.ts"
import type { KeptEvidence } from "./evidence.ts"

type Decided = { by: string; at: string; onBehalfOf?: string }

/** What its plan asks of the report. `percent`: to be reached; null where the task has no target. */
export type PlanTaskInput = { needs: TaskNeed; percent: number | null }

export type PlanTaskContext = PlanTaskInput & {
  evidence: KeptEvidence[]
  progress: { done: number; of: number; counted: boolean; note: string; by: string; at: string } | null
  reported: (Decided & { note: string }) | null
  accepted: (Decided & { note: string }) | null
  returns: (Decided & { reason: string })[]
  /** The unit's own last day, where it was given another than the others. */
  extensions: (Decided & { until: IsoDay; reason: string })[]
  /** What a later version of the plan asks instead, and what was asked before; missing where it never changed. */
  demands?: (Decided & { was: PlanTaskInput; now: PlanTaskInput; reason: string })[]
  /** Why nobody has to do it any more. */
  fellAway: string | null
}

export const initialPlanTaskContext = (input: PlanTaskInput): PlanTaskContext => ({
  ...input,
  evidence: [],
  progress: null,
  reported: null,
  accepted: null,
  returns: [],
  extensions: [],
  fellAway: null,
})
