import type { WorkflowSnapshot } from "../shared/workflow.ts"
import type { ReorganisationContext } from "./context.ts"
import type { NewUnit, ReorganisationPlan, Succession } from "./plan.ts"
import type { ReorganisationState } from "./states.ts"

/** A table of successions that was sent and not taken yet. */
type SentTable = {
  fileName: string
  rows: {
    line: number
    oldName: string
    newName: string
    extent: string | null
    as: string
    message: string
  }[]
  foreign: number
  missing: string[]
  newUnits: NewUnit[]
  successions: Succession[]
}

/** Sắp xếp đơn vị: one official act over many tables, on one day. */
export type Reorganisation = {
  id: string
  createdAt: Date
  plan: ReorganisationPlan
  table: SentTable | null
  workflow: WorkflowSnapshot<ReorganisationState, ReorganisationContext>
  revision: number
}

/** One piece of an act as it was written, with each row before and after: what undoes it. */
export type WrittenPiece = {
  /** `…:0001`. */
  id: string
  reorganisationId: string
  number: number
  patches: unknown[]
}
