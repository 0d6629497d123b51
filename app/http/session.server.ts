import type { AppLoadContext } from "@remix-run/node"
import { dayOf } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { userAwaitingFactor } from "#workflows/identity/proof.server.ts"
import { actorOf, mustChangePassword, userOfSession } from "#workflows/identity/sign-in.server.ts"
import { ownCookie } from "./own-cookie.server.ts"

/** What the cookie is called that carries the session; over HTTPS with `__Host-` before it. */
export const SESSION_NAME = "phien-lam-viec"
/** The cookie that carries the signed session id; it ends with the browser. */
const sessionCookie = ownCookie(SESSION_NAME)

/** Sessions that were given a new name while this very request is answered: the page drawn after its act asks by the old cookie. */
const renewed = new WeakMap<AppLoadContext, string>()

/** The session id the browser sent, or the one it is given with this answer; null when there is none or its signature is wrong. */
export const sessionIdOf = async (request: Request, context: AppLoadContext): Promise<string | null> => {
  const given = renewed.get(context)
  if (given !== undefined) return given
  const value: unknown = await sessionCookie(context).parse(request.headers.get("Cookie"))
  return typeof value === "string" && value !== "" ? value : null
}

/** `Set-Cookie` that hands the browser its session. */
export const sessionStarted = (context: AppLoadContext, sessionId: string): Promise<string> => {
  renewed.set(context, sessionId)
  return sessionCookie(context).serialize(sessionId)
}

/** `Set-Cookie` that takes the session away. */
export const sessionEnded = (context: AppLoadContext): Promise<string> =>
  sessionCookie(context).serialize("", { maxAge: 0 })

const actors = new WeakMap<AppLoadContext, Promise<Actor | null>>()

/** Who is signed in, with the roles of the present day; asked from the store once per request. */
export const findActor = (request: Request, context: AppLoadContext): Promise<Actor | null> => {
  const asked = actors.get(context) ?? lookUp(request, context)
  actors.set(context, asked)
  return asked
}

/** The user name of the session, also of somebody who has to change their password first; null when nobody is signed in. */
export const findSessionUser = async (request: Request, context: AppLoadContext): Promise<string | null> => {
  const sessionId = await sessionIdOf(request, context)
  return sessionId ? await userOfSession(context.runtime, sessionId) : null
}

/** Whether the browser's user gave the right password and still owes the second factor. */
export const owesFactor = async (request: Request, context: AppLoadContext): Promise<boolean> => {
  const sessionId = await sessionIdOf(request, context)
  return sessionId !== null && (await userAwaitingFactor(context.runtime, sessionId)) !== null
}

/** Whether the browser's user may do nothing until they have changed their password. */
export const isToChangePassword = async (request: Request, context: AppLoadContext): Promise<boolean> => {
  const userId = await findSessionUser(request, context)
  return userId !== null && (await mustChangePassword(userId))
}

const lookUp = async (request: Request, context: AppLoadContext): Promise<Actor | null> => {
  const { runtime } = context
  const userId = await findSessionUser(request, context)
  return userId ? actorOf(runtime, userId, dayOf(runtime.clock.now())) : null
}
