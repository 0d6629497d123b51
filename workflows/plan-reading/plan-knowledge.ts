import type { UnitExpression } from "#models/reference/unit-expression.ts"
import type { IsoDay } from "#models/shared/dates.ts"

/** A unit by its names; several rows may tell of one unit in different times. */
export type KnownUnit = {
  name: string
  shortName: string
  validFrom: IsoDay
  validTo: IsoDay | null
  /** Name of who took over. */
  successor: string | null
}

/** What a plan's words are held against; all of it data. */
export type PlanKnowledge = {
  units: readonly KnownUnit[]
  expressions: readonly UnitExpression[]
  /** Phrases of the trade, rightly written. */
  phrases: readonly string[]
  abbreviations: readonly string[]
  /** Names of provinces, of today and before. */
  placeNames: readonly string[]
}
