import { randomBytes } from "node:crypto"
import type { ClientSession } from "mongoose"
import { OfficeError } from "#models/shared/errors.ts"
import { renewSession } from "#models/user/sign-in-session.repository.server.ts"

/** 256 bits that name a session, known to its browser alone. */
export const newSessionId = (): string => randomBytes(32).toString("base64url")

/**
 * Takes note that it was shown who sits there, and gives the session a new name (ASVS 5.0 V7.2.4).
 * @param session the transaction that also keeps what was shown and writes the log
 * @returns the new session id, to be kept only by the browser
 * @throws OfficeError UNAUTHENTICATED when the session is over
 */
export const goOnProven = async (
  { sessionId, at }: { sessionId: string; at: Date },
  session: ClientSession,
): Promise<string> => {
  const nextId = newSessionId()
  if (!(await renewSession({ sessionId, nextId, at }, session))) throw isOver()
  return nextId
}

/** What is said to somebody whose session is over. */
export const isOver = () => new OfficeError("UNAUTHENTICATED", "Phiên đăng nhập đã hết. Hãy đăng nhập lại.")
