import { Schema } from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"

/** Phiên làm việc. The store knows only the digest of the id that the browser holds. */
export type StoredSignInSession = {
  /** SHA-256 of the random session id, hex. */
  _id: string
  userId: string
  startedAt: Date
  lastSeenAt: Date
  /** Instant after which the session is over whatever happens. */
  endsAt: Date
  /** The browser's own words for itself, cut, and the address it came from; empty in sessions of earlier releases. */
  device?: string
  address?: string
  /** When it was last shown who sits there; missing in sessions of earlier releases: when they began. */
  provenAt?: Date
  /** The password was right, the second factor is still owed: it opens nothing but the page that asks for it. */
  owesFactor?: boolean
  /** They came by the province's own sign-on. */
  bySignOn?: boolean
}

const signInSessionSchema = new Schema<StoredSignInSession>(
  {
    _id: { type: String, required: true },
    userId: { type: String, required: true },
    startedAt: { type: Date, required: true },
    lastSeenAt: { type: Date, required: true },
    endsAt: { type: Date, required: true },
    device: { type: String, default: "" },
    address: { type: String, default: "" },
    provenAt: { type: Date },
    owesFactor: { type: Boolean, default: false },
    bySignOn: { type: Boolean, default: false },
  },
  { strict: "throw", versionKey: false, collection: "sign_in_sessions" },
)
// "Which sessions are over and may be deleted?"
signInSessionSchema.index({ endsAt: 1 })
// "Where am I signed in?"
signInSessionSchema.index({ userId: 1, startedAt: -1 })

export const SignInSessionModel = defineModel<StoredSignInSession>("SignInSession", signInSessionSchema)

/** Failed sign-ins counted per key within a window. */
export type StoredSignInFailures = { _id: string; count: number; windowEndsAt: Date }

const signInFailuresSchema = new Schema<StoredSignInFailures>(
  {
    _id: { type: String, required: true },
    count: { type: Number, required: true },
    windowEndsAt: { type: Date, required: true },
  },
  { strict: "throw", versionKey: false, collection: "sign_in_failures" },
)
// "Which windows have passed and may be deleted?"
signInFailuresSchema.index({ windowEndsAt: 1 })

export const SignInFailuresModel = defineModel<StoredSignInFailures>("SignInFailures", signInFailuresSchema)
