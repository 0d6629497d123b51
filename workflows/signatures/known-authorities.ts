/** What is known here of who issues certificates: their own, and their lists of revoked ones; all DER, so that it can go to another thread. */
export type KnownAuthorities = {
  certificates: readonly Uint8Array[]
  revocationLists: readonly Uint8Array[]
  /** Certificate policies (OID) of which the signers' certificates must state one; missing or empty: any, and none. */
  policies?: readonly string[]
}

export const NONE_KNOWN: KnownAuthorities = { certificates: [], revocationLists: [] }
