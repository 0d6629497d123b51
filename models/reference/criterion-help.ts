import type { CriterionSubject } from "../legal-regime/legal-regime.ts"
import type { IsoDay } from "../shared/dates.ts"

/** Hướng dẫn trả lời: what the office says to whoever answers a criterion, whichever law's letter it has. */
export type CriterionHelp = {
  subject: CriterionSubject
  text: string
  /** Where it comes from: a letter of guidance, the office itself. */
  source: string
  validFrom: IsoDay
  validTo: IsoDay | null
}
