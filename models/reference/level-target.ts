import type { IsoDay } from "../shared/dates.ts"

/** Chỉ tiêu: the least share (0 to 1) an indicator is to reach while it is valid; every unit and the province alike. */
export type LevelTarget = {
  indicator: string
  share: number
  validFrom: IsoDay
  validTo: IsoDay | null
  source: string
}
