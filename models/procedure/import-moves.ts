/** What an import put in force for one procedure, and what was there before (null: nothing). */
export type ImportMove = { code: string; before: string | null; after: string }

/** The undoing of one import, done as one act. */
export type ImportUndo = {
  importId: string
  at: Date
  by: string
  byName: string
  reason: string
  /** Procedures taken out of the register, and put back to what they were. */
  removed: number
  restored: number
}
