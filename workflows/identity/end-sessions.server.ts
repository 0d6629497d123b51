import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { InvalidInputError, RuleBrokenError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { findOtherSessions, removeSessionsOf } from "#models/user/sign-in-session.repository.server.ts"
import { findPeople } from "#models/user/user.repository.server.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { assertUnnamed } from "#workflows/personal-data/unnamed-reason.ts"
import { endOf, type IdentityDependencies } from "./sign-in.server.ts"

type SessionDependencies = OfficeDependencies & Pick<IdentityDependencies, "realClock">

/** Somebody who is signed in: in how many places, and when they last did anything. */
export type SignedIn = { userId: string; name: string; sessions: number; lastSeenAt: Date }

/** Stands for everybody where a person could stand. */
export const EVERYBODY = "*"

const SHORTEST = 5

/**
 * Who is signed in, the latest first; of whoever asks only what they have open elsewhere.
 * @param sessionId the one that asks
 * @throws ForbiddenError
 */
export const getSignedIn = async (
  d: SessionDependencies,
  input: { sessionId: string; actor: Actor },
): Promise<SignedIn[]> => {
  await authorise(d, input.actor, "session.end", { kind: "account", id: EVERYBODY })
  const now = d.realClock.now()
  const names = new Map((await findPeople()).map(({ id, fullName }) => [id, fullName]))
  const living = (await findOtherSessions(input.sessionId)).filter((session) => endOf(session) > now)
  const people = new Map<string, SignedIn>()
  for (const { userId, lastSeenAt } of living.sort(
    (a, b) => b.lastSeenAt.getTime() - a.lastSeenAt.getTime(),
  )) {
    const known = people.get(userId) ?? { userId, name: names.get(userId) ?? userId, sessions: 0, lastSeenAt }
    people.set(userId, { ...known, sessions: known.sessions + 1 })
  }
  return [...people.values()]
}

/**
 * Ends at once every session of one person, or of everybody (ASVS 5.0 V7.4.5), but the one that asks: a machine was lost, a password
 * may be known. Whoever had one has to sign in again.
 * @param of whose, or `EVERYBODY`
 * @returns how many sessions, of how many people
 * @throws ForbiddenError, InvalidInputError, RuleBrokenError where nobody has one
 */
export const endSessions = async (
  d: SessionDependencies,
  input: { of: string; reason: string; sessionId: string; actor: Actor },
): Promise<{ sessions: number; people: number }> => {
  const { of, sessionId } = input
  const actor = await authorise(d, input.actor, "session.end", { kind: "account", id: of })
  const reason = input.reason.trim()
  if (reason.length < SHORTEST) {
    const message = `Ghi vì sao kết thúc (ít nhất ${SHORTEST} ký tự).`
    throw new InvalidInputError(message, [{ field: "reason", message }])
  }
  const people = await findPeople()
  return d.store.inTransaction(async (session) => {
    const counts = new Map<string, number>()
    for (const { userId } of await findOtherSessions(sessionId, session))
      if (of === EVERYBODY || of === userId) counts.set(userId, (counts.get(userId) ?? 0) + 1)
    if (counts.size === 0)
      throw new RuleBrokenError("Không còn phiên nào để kết thúc. Tải lại trang để xem ai đang đăng nhập.")
    for (const person of people) if (counts.has(person.id)) assertUnnamed(reason, person)
    const drafts = []
    for (const [userId, sessions] of counts) {
      await removeSessionsOf(userId, { except: sessionId, session })
      const event = {
        subject: { kind: "account", id: userId },
        type: "session.endedByOffice",
        payload: { sessions, reason },
      } as const
      drafts.push(auditDraft(event, actor, d.clock.now()))
    }
    await appendAuditEntries(drafts, session)
    return { sessions: [...counts.values()].reduce((sum, count) => sum + count, 0), people: counts.size }
  })
}
