/** What is known here of who issues certificates: their own, and their lists of revoked ones; all DER, so that it can go to another thread. */
export type KnownAuthorities = {
  certificates: readonly Uint8Array[]
  revocationLists: readonly Uint8Array[]
}

export const NONE_KNOWN: KnownAuthorities = { certificates: [], revocationLists: [] }
