type Decided = { by: string; at: string }

export type DelegationContext = {
  /** SHA-256 of what it says: what is agreed to is what was made. */
  digest: string | null
  made: Decided | null
  agreed: Decided | null
  /** Why it was declined, or ended before its last day. */
  closed: (Decided & { reason: string }) | null
}

export const initialDelegationContext: DelegationContext = {
  digest: null,
  made: null,
  agreed: null,
  closed: null,
}
