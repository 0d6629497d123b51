/**
 * NEW is taken on confirmation. UNCHANGED says what stands already or nothing. STALE was made from an older revision, CLOSED is
 * submitted or further, FAULTY cannot be read, NOT_YOURS is not this person's to propose (or does not exist).
 */
export const ROW_KINDS = ["NEW", "FAULTY", "STALE", "CLOSED", "NOT_YOURS", "UNCHANGED"] as const
export type RowKind = (typeof ROW_KINDS)[number]

export type ComparedRow = {
  line: number
  registrationId: string
  serviceCode: string
  procedureName: string
  kind: RowKind
  changes: { column: string; before: string; now: string }[]
  /** For FAULTY what is wrong; for NEW what is missing before it can be submitted. */
  remarks: string[]
}
