import type { IsoDay } from "../shared/dates.ts"

/** Quy tắc xử lý: how the office itself wants acts to be held, by day. */
export type OfficeRules = {
  /** Share (0 to 1) of the services in force whose withdrawal counts as large: it is typed and gives its reason in the Tờ trình. */
  largeWithdrawal: number
  /** Whether who appraised may also approve; a small office may have nobody else. */
  approver: "ANOTHER_PERSON" | "MAY_BE_THE_SAME"
  /** Why it is so, for the record. */
  reason: string
  validFrom: IsoDay
  validTo: IsoDay | null
}

/** What holds where an office has said nothing. */
export const USUAL_RULES: Pick<OfficeRules, "largeWithdrawal" | "approver"> = {
  largeWithdrawal: 0.1,
  approver: "ANOTHER_PERSON",
}
