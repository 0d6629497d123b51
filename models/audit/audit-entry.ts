import type { OnBehalfOf } from "../shared/workflow.ts"

/** What the log keeps of one step or one refused access; inserted once, never changed. */
export type AuditEntry = {
  /** From 1 without gaps. */
  sequence: number
  at: string
  /** The reference of whoever did it. */
  by: string
  /** Empty in what is stored; written into entries of earlier releases, for good. To be read by people it is filled in by `withNames`. */
  byName: string
  /** `registration:2023-1:…`: the thing it happened to. */
  subject: { kind: string; id: string }
  type: string
  from: string | null
  to: string | null
  payload: Record<string, unknown>
  machineVersion: number | null
  /** In whose place, where it was allowed by a delegation only; entries of one's own have none. */
  onBehalfOf?: OnBehalfOf
  previousHash: string
  /** SHA-256 over everything above: a changed, removed or inserted entry breaks the chain at its place. */
  hash: string
}

export type AuditDraft = Omit<AuditEntry, "sequence" | "previousHash" | "hash">

export const CHAIN_START = "0".repeat(64)
