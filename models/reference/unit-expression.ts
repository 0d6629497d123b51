import type { AgencyKind } from "../agency/agency.ts"
import type { IsoDay } from "../shared/dates.ts"

/** An expression plans use for many units at once («Các Sở, Ban, ngành»), in the form that is proposed for its other forms. */
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

/** A word a plan's spelling is held against. */
export type PlanWord = { kind: "PHRASE" | "ABBREVIATION" | "PLACE"; text: string }
