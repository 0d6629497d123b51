import type { IsoDay } from "#models/shared/dates.ts"

/** A portal that receives records; which ones, and where, is data with validity. */
export type PortalTarget = {
  id: string
  name: string
  url: string
  validFrom: IsoDay
  validTo: IsoDay | null
}
