import type { CertificateRevocationList } from "pkijs"

/** What is known here of who issues certificates: their own certificates (DER), and their lists of revoked ones. */
export type KnownAuthorities = {
  certificates: readonly Uint8Array[]
  revocationLists: readonly CertificateRevocationList[]
}

export const NONE_KNOWN: KnownAuthorities = { certificates: [], revocationLists: [] }
