import type { IsoDay } from "../shared/dates.ts"
import type { Role } from "../shared/workflow.ts"

/** Quy tắc tài khoản: what the office asks of those who sign in, by day. */
export type AccountRules = {
  /** Roles that may be acted in only after a second factor. */
  secondFactorRoles: Role[]
  /** Minutes for which somebody counts as proven after a password or code; then grave acts ask again. */
  provenMinutes: number
  /** Why it is so, for the record. */
  reason: string
  validFrom: IsoDay
  validTo: IsoDay | null
}

/** What holds where an office has said nothing. */
export const USUAL_ACCOUNT_RULES: Pick<AccountRules, "secondFactorRoles" | "provenMinutes"> = {
  secondFactorRoles: [],
  provenMinutes: 15,
}
