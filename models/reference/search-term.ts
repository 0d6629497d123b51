import type { IsoDay } from "../shared/dates.ts"

/** A word people search by that no procedure is named with: an abbreviation or an everyday name, and what it stands for. */
export type SearchTerm = {
  /** `GPLX`, `sổ đỏ`; capitals make no difference. */
  term: string
  /** What it may stand for, any of them; none: it names every procedure ("TTHC") and narrows nothing. */
  readings: string[]
  source: string
  validFrom: IsoDay
  validTo: IsoDay | null
}
