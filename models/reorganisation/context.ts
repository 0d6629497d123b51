type Decided = { by: string; at: string }

export type ReorganisationContext = {
  /** Of the plan as it was last saved: what was submitted and confirmed is this one. */
  planDigest: string | null
  /** Everyone who wrote or submitted it: none of them may confirm it. */
  authors: string[]
  submitted: (Decided & { moves: number }) | null
  confirmed: (Decided & { moves: number; norm: string; day: string }) | null
  inForce: { at: string; moves: number } | null
  /** Why it came back, was withdrawn or undone. */
  reasons: (Decided & { reason: string })[]
}

export const initialReorganisationContext: ReorganisationContext = {
  planDigest: null,
  authors: [],
  submitted: null,
  confirmed: null,
  inForce: null,
  reasons: [],
}
