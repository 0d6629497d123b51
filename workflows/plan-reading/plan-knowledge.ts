import type { AgencyKind } from "#models/agency/agency.ts"
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

/** An expression plans use for many units at once, in the form that is proposed for its other forms. */
export type UnitExpression = {
  expression: string
  /** Other forms of it, folded, without dots and commas. */
  forms: string[]
  /** Kinds of unit it stands for; none for what nobody can say who it is. */
  kinds: AgencyKind[]
  validFrom: IsoDay | null
  validTo: IsoDay | null
  /** What stands for it after (or before) its time. */
  instead: string | null
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
