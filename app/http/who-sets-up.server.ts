import { type AppLoadContext, redirect, redirectDocument } from "@remix-run/node"
import { hasSecondStep } from "#models/user/user.ts"
import { owesPassword } from "#workflows/identity/one-time-password.server.ts"
import { cameUnasked, isProven, userAwaitingFactor } from "#workflows/identity/proof.server.ts"
import { localPath } from "./local-path.ts"
import { paths } from "./paths.ts"
import { findSessionUser, sessionIdOf } from "./session.server.ts"

/** The page to go on to after a second step was set up. */
export const afterSetUp = (request: Request): string =>
  localPath(new URL(request.url).searchParams.get("returnTo"), paths.account())

/**
 * Somebody signed in who showed lately that it is they, or who owes the second step their role asks for and has none yet.
 * @param input.here the page that sets it up; `isDone`: whether for this person there is nothing left to do on it, which may be shown
 * @throws Response a redirect for a stranger, for who owes the step they have, for who has to set a password of their own first, and for whom
 * to ask again
 */
export const whoSetsUp = async (
  request: Request,
  context: AppLoadContext,
  input: { here: string; isDone?: (userId: string) => Promise<boolean> },
): Promise<{ userId: string; sessionId: string; isAsked: boolean }> => {
  const sessionId = (await sessionIdOf(request, context)) ?? ""
  const awaited = await userAwaitingFactor(context.runtime, sessionId)
  if (awaited && hasSecondStep(awaited)) throw redirect(paths.secondStep(afterSetUp(request)))
  const userId = awaited?.id ?? (await findSessionUser(request, context))
  if (!userId) throw redirect(paths.signIn(afterSetUp(request)))
  // Whoever was handed the password must not make the account theirs by it.
  if (await owesPassword({ userId, sessionId })) throw redirectDocument(paths.ownPassword(input.here))
  if (awaited && (await cameUnasked(context.runtime, sessionId)))
    throw redirectDocument(paths.signOnAgain(afterSetUp(request)))
  const isDone = (await input.isDone?.(userId)) ?? false
  // Whoever finds a browser left open must not make the account theirs (ASVS 5.0 V7.5.1).
  if (!awaited && !isDone && !(await isProven(context.runtime, sessionId)))
    throw redirectDocument(paths.proveAgain(input.here))
  return { userId, sessionId, isAsked: awaited !== null }
}
