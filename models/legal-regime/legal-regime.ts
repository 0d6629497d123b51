import { type IsoDay, isValidOn } from "../shared/dates.ts"
import { NotFoundError } from "../shared/errors.ts"
import type { PartialReason, ServiceLevel } from "../shared/levels.ts"

/** One criterion of the level decision (TT 01/2023/TT-VPCP Điều 13(1) in regime A). */
export type Criterion = {
  /** `a`, `b`, `c`, `d`, `đ`, `e`, `g`. */
  letter: string
  text: string
  article: string
  /** Whether "không áp dụng" is a valid answer (payment without a fee, signature where none is required). */
  mayNotApply: boolean
}

export const CRITERION_ANSWERS = ["MET", "NOT_MET", "NOT_APPLICABLE"] as const
export type CriterionAnswerValue = (typeof CRITERION_ANSWERS)[number]

/** The law in force for a span of days: criteria, levels, reasons, bases. Data, never code. */
export type LegalRegime = {
  id: string
  name: string
  validFrom: IsoDay
  validTo: IsoDay | null
  levels: ServiceLevel[]
  criteria: Criterion[]
  /** Letters that must all be met for each level below FULL, highest level first (FULL needs every criterion). */
  outcomes: { level: ServiceLevel; needs: string[] }[]
  /** The default proposal where facts are silent: regime B puts the burden on PARTIAL. */
  defaultLevel: ServiceLevel | null
  partialReasons: { reason: PartialReason; citationRequired: boolean; basis: string }[]
  /** Legal bases of the decision, in print order. */
  preambleBases: { text: string; validFrom: IsoDay; validTo: IsoDay | null }[]
  source: string
}

/** The regime in force on a day. @throws NotFoundError when no pack covers the day. */
export const regimeInForceOn = (regimes: readonly LegalRegime[], day: IsoDay): LegalRegime => {
  const found = regimes.find((regime) => isValidOn(regime, day))
  if (!found)
    throw new NotFoundError(
      `Chưa có bộ quy định pháp luật có hiệu lực vào ngày ${day}. Quản trị viên cần bổ sung.`,
    )
  return found
}
