import { type IsoDay, isValidOn } from "../shared/dates.ts"
import type { Actor, Role } from "../shared/workflow.ts"

/** A role held at an agency for a span of days; both ends count, an open end is null. */
export type Assignment = { role: Role; agencyId: string; validFrom: IsoDay; validTo: IsoDay | null }

/** Người sử dụng: someone who can sign in. */
export type User = {
  /** User name, lower case: `chuyenvien.tuphap`. */
  id: string
  fullName: string
  /** Text of `hashPassword`: algorithm, parameters, salt and hash. */
  passwordHash: string
  assignments: Assignment[]
  active: boolean
  /**
   * The password in the clear, only for the made-up people of training mode, whose sign-ins are shown on the sign-in
   * page. Such a user is refused wherever training mode is off.
   */
  trainingPassword: string | null
  /** How many passwords the office has given this person. */
  passwordIssue?: number
  /** The password was given by the office and opens only the page that changes it, until then; null for one of their own. */
  oneTimeUntil?: Date | null
  /** The second step of signing in; null or missing: the password alone. */
  secondFactor?: SecondFactor | null
}

/** A time-based code (RFC 6238) on a person's own device. */
export type SecondFactor = {
  /** Sealed: what the store holds computes no code. */
  secret: string
  since: Date
  /** The half minute of the last code used; no code counts twice. */
  lastStep: number
  /** Digests of the codes for a lost device that are left. */
  recovery: string[]
}

/** How long a password that somebody else has been told opens the page that changes it, milliseconds: a week. */
export const ONE_TIME_MS = 7 * 24 * 60 * 60 * 1000

/** What a user may do on a day: the assignments that are valid then. */
export const actorOn = (user: Pick<User, "id" | "fullName" | "assignments">, day: IsoDay): Actor => ({
  id: user.id,
  name: user.fullName,
  assignments: user.assignments
    .filter((assignment) => isValidOn(assignment, day))
    .map(({ role, agencyId }) => ({ role, agencyId })),
})
