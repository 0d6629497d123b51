import type { IsoDay } from "#models/shared/dates.ts"

/** What a portal keeps: services as the provincial or the national portal writes them, or the edition as one dataset. */
export const PORTAL_RECORDS = ["PROVINCIAL_SERVICE", "NATIONAL_SERVICE", "DATASET"] as const
export type PortalRecord = (typeof PORTAL_RECORDS)[number]

/** A portal that receives records; which ones, what and where, is data with validity. */
export type PortalTarget = {
  id: string
  /** Null where the row names nothing we know how to write. */
  record: PortalRecord | null
  name: string
  url: string
  /**
   * How many rows, one a unit, go into one record; null or missing: a service is one record that lists its units. A portal that keeps
   * a row per unit gets them in batches (records.md §11).
   */
  unitRows?: number | null
  validFrom: IsoDay
  validTo: IsoDay | null
}

/** Most rows one batch may hold. */
export const MOST_UNIT_ROWS = 500

/** Rows stored before they said what their portal keeps: these ids told it. */
const RECORD_BY_ID: ReadonlyMap<string, PortalRecord> = new Map([
  ["cong-tinh", "PROVINCIAL_SERVICE"],
  ["cong-quoc-gia", "NATIONAL_SERVICE"],
  ["du-lieu-mo", "DATASET"],
])

/** What the portal of a stored row keeps, old rows included; null when nobody said. */
export const portalRecordOf = ({ id, record }: { id: string; record?: unknown }): PortalRecord | null =>
  PORTAL_RECORDS.find((known) => known === record) ??
  (record === undefined ? (RECORD_BY_ID.get(id) ?? null) : null)
