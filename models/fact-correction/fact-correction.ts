/** DENIED: the record does not say that. STATED: it holds although the record does not say it. */
export type CorrectionKind = "DENIED" | "STATED"

/**
 * Đính chính dữ kiện: what an officer knows better than the reading of the record. It stays with the service over the
 * years, as long as the record says the same about it.
 */
export type FactCorrection = {
  id: string
  serviceId: string
  kind: CorrectionKind
  /** Id of the fact, as the reader of records names it: `presence.required`. */
  factId: string
  /** The fact in words. */
  value: string
  /** What it rests on: the officer's reason, a document, a provision. */
  basis: string
  /** What the record said about the matter on that day, to tell whether it still does. */
  reading: string
  by: string
  byName: string
  at: Date
  /** When it was taken back; null while it stands. */
  withdrawnAt: Date | null
}
