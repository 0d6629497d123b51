/** The last number of a series on paper, as a person read it there after the restore. */
export type SettledSeries = { year: number; symbol: string; last: number; by: string; at: Date }

/** What becomes of a record a portal holds and the restored outbox does not know. */
export const FOREIGN_OUTCOMES = ["KEPT", "TO_WITHDRAW"] as const
export type ForeignOutcome = (typeof FOREIGN_OUTCOMES)[number]
export const FOREIGN_OUTCOME_LABELS: Record<ForeignOutcome, string> = {
  KEPT: "Giữ ở cổng, ghi nhận là đã gửi",
  TO_WITHDRAW: "Rút khỏi cổng",
}

/** A record under our keys at a portal that no message of the restored outbox accounts for. */
export type ForeignRecord = {
  target: string
  recordId: string
  version: number
  /** The edition it came from, as the portal says. */
  edition: string
  withdrawn: boolean
  settled: { as: ForeignOutcome; by: string; at: Date } | null
}

/** When a portal was read back; `fault`: why it could not be, in Vietnamese. */
export type PortalReading = { target: string; at: Date; fault: string | null }

/** That a portal which cannot be read is waited for no longer: one person asks with a reason, another confirms. */
export type PortalWaiver = {
  target: string
  reason: string
  by: string
  byName: string
  at: Date
  confirmed: { by: string; byName: string; at: Date } | null
}

/**
 * Sau phục hồi: a restored store knows nothing of what the office did after its backup. Until a person has settled that with
 * the world (numbers on paper, records at the portals), nothing irrevocable is done in it.
 */
export type StoreRecovery = {
  /** The instant of the restore in ISO form. */
  id: string
  restoredAt: Date
  backupFile: string
  backupMadeAt: Date
  series: SettledSeries[]
  readings: PortalReading[]
  foreign: ForeignRecord[]
  waivers: PortalWaiver[]
  settledAt: Date | null
  revision: number
}
