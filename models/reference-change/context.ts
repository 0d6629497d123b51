type Decided = { by: string; at: string }

export type ReferenceChangeContext = {
  /** SHA-256 of the rows as they were drafted; what is confirmed is what was drafted. */
  digest: string | null
  drafted: Decided | null
  /** Everyone who drafted or submitted it: none of them may confirm it. */
  authors: string[]
  submitted: Decided | null
  confirmed: Decided | null
  /** Set when it is in force and what hangs on it has moved. */
  tookForceAt: string | null
  /** Why it was refused or withdrawn. */
  ended: (Decided & { reason: string }) | null
}

export const initialReferenceChangeContext: ReferenceChangeContext = {
  digest: null,
  drafted: null,
  authors: [],
  submitted: null,
  confirmed: null,
  tookForceAt: null,
  ended: null,
}
