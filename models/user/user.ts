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
  /** Who they are where the province signs people in: `issuer#sub`, nobody else's; null or missing: they do not come that way. */
  signOnId?: string | null
  /** The second step of signing in; null or missing: the password alone. */
  secondFactor?: SecondFactor | null
  /** The same by keys of their own; any of them will do. */
  passkeys?: Passkey[]
  /** The codes for a lost device that are left, under scrypt, of whoever has keys and no time-based code. */
  recovery?: string[]
  /** Somebody asked that their details be erased, and waits for a second person; null or missing where nobody does. */
  erasureAsked?: ErasureAsked | null
  /** Somebody asked that they may sign by another citizen's number, and waits for a second person; null or missing where nobody does. */
  numberAsked?: NumberAsked | null
  /** When their details were erased: what is left is the reference, and which roles it held when. */
  erasedAt?: Date | null
}

/** `onBehalfOf`: in whose place, where somebody asked as a deputy. */
export type ErasureAsked = { by: string; onBehalfOf?: string; at: Date; reason: string }

/** `signedAt`: of the signature with which the next one is compared, as it was read (UTC, ISO 8601). */
export type NumberAsked = ErasureAsked & { signedAt: string }

/** What stands in place of a name whose details were erased; `id`: the reference by which entries of the log go on naming one person. */
export const erasedName = (id: string): string => `Người đã xóa thông tin (mã ${id})`

/** Khóa truy cập (WebAuthn): a key on somebody's own device that signs for this site alone. */
export type Passkey = {
  /** As the device names it, base64url. */
  id: string
  /** COSE, base64url. It opens nothing. */
  publicKey: string
  /** How often it was used, as the device counts; stays at zero where it does not. */
  counter: number
  /** How a browser may reach it. */
  transports: string[]
  /** What its owner calls it. */
  name: string
  since: Date
  lastUsedAt: Date | null
}

/** Most keys of one person. */
export const MOST_PASSKEYS = 10

/** Whether a password alone does not open this account. */
export const hasSecondStep = (user: Pick<User, "secondFactor" | "passkeys">): boolean =>
  Boolean(user.secondFactor) || (user.passkeys ?? []).length > 0

/** A time-based code (RFC 6238) on a person's own device. */
export type SecondFactor = {
  /** Sealed: what the store holds computes no code. */
  secret: string
  since: Date
  /** The half minute of the last code used; no code counts twice. */
  lastStep: number
  /** The codes for a lost device that are left, under scrypt; plain digests where an earlier release kept them. */
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
