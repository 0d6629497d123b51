/** What is known here of who issues certificates, DER: their own certificates, and their lists of revoked ones. */
export type KnownAuthorities = {
  certificates: readonly Uint8Array[]
  revocationLists: readonly Uint8Array[]
}

export const NONE_KNOWN: KnownAuthorities = { certificates: [], revocationLists: [] }
