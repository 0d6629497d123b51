import { Schema } from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"
import { sha256 } from "../shared/digest.server.ts"

/** What a browser's keys are asked to sign: once, soon, and in that browser alone. */
type StoredPasskeyChallenge = {
  /** SHA-256 of the purpose and the name of the browser's session: one at a time for each. */
  _id: string
  challenge: string
  until: Date
}

const schema = new Schema<StoredPasskeyChallenge>(
  {
    _id: { type: String, required: true },
    challenge: { type: String, required: true },
    until: { type: Date, required: true },
  },
  { strict: "throw", versionKey: false, collection: "passkey_challenges" },
)
// "Which are over and may be deleted?"
schema.index({ until: 1 })
const PasskeyChallengeModel = defineModel<StoredPasskeyChallenge>("PasskeyChallenge", schema)

/** ADD: to make a key known; USE: to show who sits there by one. */
export type ChallengePurpose = "ADD" | "USE"

const idOf = (sessionId: string, purpose: ChallengePurpose): string => sha256(`${purpose}:${sessionId}`)

/** Keeps what was asked, in place of what was asked before; forgets what is over. */
export const putPasskeyChallenge = async (
  { sessionId, purpose }: { sessionId: string; purpose: ChallengePurpose },
  { challenge, until, at }: { challenge: string; until: Date; at: Date },
): Promise<void> => {
  await PasskeyChallengeModel.deleteMany({ until: { $lte: at } })
  const _id = idOf(sessionId, purpose)
  await PasskeyChallengeModel.replaceOne({ _id }, { _id, challenge, until }, { upsert: true })
}

/** Takes what was asked: nobody answers it twice. Null when nothing was, or too long ago. */
export const takePasskeyChallenge = async (
  { sessionId, purpose }: { sessionId: string; purpose: ChallengePurpose },
  at: Date,
): Promise<string | null> => {
  const found = await PasskeyChallengeModel.findOneAndDelete({
    _id: idOf(sessionId, purpose),
  }).lean<StoredPasskeyChallenge>()
  return found && found.until > at ? found.challenge : null
}
