import type { IsoDay } from "../shared/dates.ts"

/** Lịch rà soát của một năm: by when units register, the office appraises, the catalogue is announced and is public. */
export type CalendarYear = {
  year: number
  registerBy: IsoDay
  appraiseBy: IsoDay
  announceBy: IsoDay
  publishBy: IsoDay
  /** The plan it rests on. */
  source: string
}
