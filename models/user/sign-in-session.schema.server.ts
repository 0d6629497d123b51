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
}

const signInSessionSchema = new Schema<StoredSignInSession>(
  {
    _id: { type: String, required: true },
    userId: { type: String, required: true },
    startedAt: { type: Date, required: true },
    lastSeenAt: { type: Date, required: true },
    endsAt: { type: Date, required: true },
  },
  { strict: "throw", versionKey: false, collection: "sign_in_sessions" },
)
// "Which sessions are over and may be deleted?"
signInSessionSchema.index({ endsAt: 1 })

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
