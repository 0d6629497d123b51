import { z } from "zod"
import { ROLES } from "../shared/workflow.ts"
import { CORRECTION_OUTCOMES } from "../user/correction-outcomes.ts"
import { SIGN_IN_FAULTS, SIGN_ON_FAULTS } from "../user/sign-in-faults.ts"

/** What entries of earlier releases say of a person besides who they are; none says it any more. */
export const EarlierName = z.string().default("")

/** `key`: which, by the first letters of the digest of its id; `name`: what its owner called it. */
const OfPasskey = z.object({ key: z.string().default(""), name: EarlierName })

/** Signing in and out; `id` is the account, `*` where the name was nobody's. */
export const ACCOUNT_SHAPES = {
  "session.started": z.object({ address: z.string(), how: z.enum(["SIGN_ON"]).optional() }),
  "session.ended": z.object({}),
  "session.endedElsewhere": z.object({ scope: z.enum(["ONE", "OTHERS"]) }),
  /** By the administrator, so many. */
  "session.endedByOffice": z.object({ sessions: z.number().int(), reason: z.string() }),
  "signIn.failed": z.object({
    address: z.string(),
    reason: z.enum(SIGN_IN_FAULTS),
    /** Of a sign-on by the province's own. */
    fault: z.enum(SIGN_ON_FAULTS).optional(),
  }),
  "session.proven": z.object({ how: z.enum(["SIGN_ON"]).optional() }),
  /** Given once, never used: they came by the province's own sign-on. */
  "password.ended": z.object({}),
  "password.resetAsked": z.object({ address: z.string() }),
  "password.reset": z.object({ address: z.string() }),
  "secondFactor.added": z.object({}),
  "secondFactor.removed": z.object({}),
  "passkey.added": OfPasskey,
  "passkey.removed": OfPasskey,
} as const

/** What people keep and are given. */
export const USER_SHAPES = {
  /** How they want to be mailed, by kind of notice. */
  "view.kept": z.object({
    view: z.string().default(""),
    name: EarlierName,
    list: z.string(),
    query: EarlierName,
    sharing: z.string(),
  }),
  "view.dropped": z.object({ view: z.string().default(""), name: EarlierName, list: z.string() }),
  "notices.chosen": z.object({ choices: z.record(z.string(), z.string()) }),
  "calendar.opened": z.object({}),
  "calendar.closed": z.object({}),
  "password.changed": z.object({}),
  /** All of somebody's work, or what was chosen of it: to whom, how many things. */
  "work.handedOver": z.object({
    toIds: z.array(z.string()).default([]),
    toNames: EarlierName,
    items: z.number().int(),
    reason: z.string(),
  }),
  /** What is kept of them was shown to somebody else, or taken away as a file by themself. */
  "details.viewed": z.object({}),
  "details.downloaded": z.object({}),
  /** They say something of it is wrong; what, stands in the notice to who mends it. */
  "details.correctionAsked": z.object({ to: z.number().int() }),
  /** What came of that; in which words, stands in the notice to who asked. */
  "details.correctionAnswered": z.object({ outcome: z.enum(CORRECTION_OUTCOMES) }),
  /** Somebody's details are to be erased: a second person decides. */
  "details.erasureAsked": z.object({ reason: z.string() }),
  "details.erasureWithdrawn": z.object({}),
  /** `removed`: how many documents went; `changes`: of office data, with the digest of what is left of each. */
  "details.erased": z.object({
    reason: z.string(),
    removed: z.number().int(),
    changes: z.array(z.object({ id: z.string(), digest: z.string() })),
  }),
  /** Somebody asked that they may sign by another citizen's number: a second person decides. */
  "signerNumber.asked": z.object({ reason: z.string() }),
  "signerNumber.refused": z.object({ reason: z.string() }),
  /**
   * The next signature of theirs may be by a certificate of another citizen's number; those before stay. Confirmed by a second person;
   * in entries of earlier releases one alone said so.
   */
  "signerNumber.renewed": z.object({ reason: z.string() }),
  /** They signed with a certificate that says no citizen's number, though one before said one; `id`: of what is signed. */
  "signerNumber.unsaid": z.object({ kind: z.enum(["campaign", "reportingPeriod"]), id: z.string() }),
  "user.added": z.object({
    fullName: EarlierName,
    role: z.enum(ROLES),
    agencyId: z.string(),
    validFrom: z.string(),
    validTo: z.string().nullable(),
    isNew: z.boolean(),
  }),
} as const
