import type { DerValue } from "./der.server.ts"
import type { DigestName } from "./signature-algorithms.server.ts"
import type { SignatureForm } from "./signature-form.server.ts"

/** What a form tells that the plain one need not: set by the allowance that takes the departure away. */
export type Told = {
  digest: DigestName
  salt: number
  token: DerValue | null
  namesCertificate: boolean
}

/**
 * One way in which signatures by other software may depart from the plain form. Taking it away leaves a form that is plainer by
 * exactly that; whatever no allowance takes away is refused.
 */
export type Allowance = {
  name: string
  /** Who writes so, and what lets them. */
  reason: string
  /** Whether it was there. @throws Error when it is there and not as it may be */
  takeAway(form: SignatureForm, told: Told): boolean
}
