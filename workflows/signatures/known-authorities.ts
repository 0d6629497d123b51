import type { IsoDay } from "#models/shared/dates.ts"

/** What is known here of who issues certificates: their own, and their lists of revoked ones; all DER, so that it can go to another process. */
export type KnownAuthorities = {
  certificates: readonly Uint8Array[]
  revocationLists: readonly Uint8Array[]
  /** Certificate policies expected of signers; missing or empty: any, and none. */
  policies?: readonly ExpectedPolicy[]
}

/** `from`: signers must state one of all the policies from that day on; null: one that is only missed in words. */
export type ExpectedPolicy = { oid: string; from: IsoDay | null }

export const NONE_KNOWN: KnownAuthorities = { certificates: [], revocationLists: [] }
