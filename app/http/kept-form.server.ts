import type { AppLoadContext } from "@remix-run/node"
import type { KeptForm } from "#models/kept-form/kept-form.ts"
import {
  dropKeptForm,
  endedSession,
  keepRefusedForm,
  keptFormOn,
} from "#workflows/identity/kept-form.server.ts"
import { pathWithin } from "./local-path.ts"
import { readForm } from "./parse-form.ts"
import { KEPT_MARK } from "./paths.ts"
import { sessionIdOf } from "./session.server.ts"

/** What was typed, as the page shows it. */
export type KeptView = Pick<KeptForm, "fields" | "sentAt">

/** Forms nobody types in, and what is kept by itself while it is typed. */
const NOT_KEPT = [/^\/tap-huan$/, /^\/bo-loc$/, /\/phan-nhap$/]
/** Never kept, whatever page they stand on. */
const SECRETS = /password|mat-khau|secret|token/i

/**
 * Keeps a form that was refused because the session was over, or held back until `userId` shows again who they are. Files are not kept, nor a form that asks for a secret.
 * @returns the page to come back to, which then shows what was typed; null when nothing was kept
 */
export const keepForm = async (
  request: Request,
  context: AppLoadContext,
  userId?: string,
): Promise<string | null> => {
  const path = new URL(request.url).pathname.replace(/\.data$/, "")
  if (request.method !== "POST" || NOT_KEPT.some((one) => one.test(path))) return null
  if (!request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded")) return null
  const sessionId = await sessionIdOf(request, context)
  if (!sessionId || request.bodyUsed) return null
  // What is no form, or too large to be one, is not kept; that it is refused is said by signing in.
  const sent = await readForm(request.clone() as Request).catch(() => null)
  if (!sent || sent.isTooLarge) return null
  const { fields } = sent
  if (Object.keys(fields).some((name) => SECRETS.test(name))) return null
  const page = pageOf(request, path)
  const held = { sessionId, page, fields, ...(userId ? { userId } : {}) }
  return (await keepRefusedForm(context.runtime, held)) ? withMark(page) : null
}

/** When the session of this browser ended; null when it lives, or there was none. */
export const sessionEndedAt = async (request: Request, context: AppLoadContext): Promise<Date | null> => {
  const sessionId = await sessionIdOf(request, context)
  const ended = sessionId ? await endedSession(context.runtime, sessionId) : null
  return ended?.endedAt ?? null
}

/** What was typed before the session ended, for the page whose address asks for it. */
export const keptView = async (
  request: Request,
  { runtime }: AppLoadContext,
  userId: string,
): Promise<KeptView | null> => {
  const { pathname, searchParams } = new URL(request.url)
  if (!searchParams.has(KEPT_MARK)) return null
  const kept = await keptFormOn(runtime, { userId, path: pathname.replace(/\.data$/, "") })
  return kept && { fields: kept.fields, sentAt: kept.sentAt }
}

/** A form filled from what was kept is sent: there is nothing to keep any more. */
export const dropKeptOnSend = async (request: Request, userId: string): Promise<void> => {
  if (request.method === "POST" && new URL(request.url).searchParams.has(KEPT_MARK))
    await dropKeptForm(userId)
}

/** The page a form was sent from, as the browser says; else the address it was sent to. */
const pageOf = (request: Request, path: string): string => {
  const own = new URL(request.url)
  const from = URL.parse(request.headers.get("referer") ?? "")
  const isHere = from && (from.host === own.host || from.host === request.headers.get("host"))
  const page = isHere ? from.pathname + from.search : path + own.search
  return pathWithin(page) ?? path
}

const withMark = (page: string): string => {
  const [path = page, query = ""] = page.split("?")
  const asked = new URLSearchParams(query)
  asked.set(KEPT_MARK, "1")
  return `${path}?${asked}`
}
