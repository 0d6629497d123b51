import type { AppLoadContext } from "@remix-run/node"
import { z } from "zod"
import { isSignOnError, type SignOnQuestion } from "#workflows/gateways/sign-on/sign-on.ts"
import { localPath } from "./local-path.ts"
import { ownCookie } from "./own-cookie.server.ts"
import { paths } from "./paths.ts"

/** How long somebody may take at the provider, seconds. */
const ANSWERED_WITHIN_S = 10 * 60
/** A cookie takes some four thousand letters in all. */
const LONGEST_PATH = 1_500

/**
 * The signed cookie that keeps what one browser asked the provider, until it comes back. It comes back by a link from another site, which
 * brings cookies that are `SameSite=Lax`, as this and the session's are, and none that are stricter.
 */
const questionCookie = ownCookie("dang-nhap-chung", { maxAge: ANSWERED_WITHIN_S })

const Kept = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  redirectUri: z.string(),
  askedAt: z.number(),
  isAgain: z.boolean(),
  returnTo: z.string(),
})

/** What a browser asked, and the page it wants to go on with. */
type KeptQuestion = { question: SignOnQuestion | null; returnTo: string }

/** The address the provider sends people back to: what was told to it. */
export const signOnReturn = (request: Request, context: AppLoadContext): string =>
  `${context.runtime.publicUrl ?? new URL(request.url).origin}${paths.signOnAnswer()}`

/** `Set-Cookie` that has the browser keep its question. */
export const questionAsked = (
  context: AppLoadContext,
  question: SignOnQuestion,
  returnTo: string,
): Promise<string> =>
  questionCookie(context).serialize({
    ...question,
    returnTo: returnTo.length > LONGEST_PATH ? paths.myWork() : returnTo,
  })

/** `Set-Cookie` that lets the question go: it is answered once. */
export const questionAnswered = (context: AppLoadContext): Promise<string> =>
  questionCookie(context).serialize("", { maxAge: 0 })

/** What this browser asked; no question when it asked none, or longer ago than people take to sign in. */
export const keptQuestion = async (request: Request, context: AppLoadContext): Promise<KeptQuestion> => {
  const kept = Kept.safeParse(await questionCookie(context).parse(request.headers.get("Cookie")))
  if (!kept.success) return { question: null, returnTo: paths.myWork() }
  const { returnTo, ...question } = kept.data
  const isOpen = context.runtime.realClock.now().getTime() / 1000 - question.askedAt <= ANSWERED_WITHIN_S
  return { question: isOpen ? question : null, returnTo: localPath(returnTo, paths.myWork()) }
}

/**
 * Where the provider ends its own session, and leads back to our sign-in page; null where it announces no such place or does not answer:
 * the page then says that its session goes on. A link leads there, no form: the policy of our pages lets forms go nowhere else.
 */
export const signOnLeave = async (request: Request, context: AppLoadContext): Promise<string | null> => {
  const back = new URL(paths.signIn(), signOnReturn(request, context)).href
  try {
    return (await context.runtime.signOn?.leave(back)) ?? null
  } catch (error) {
    if (isSignOnError(error)) return null
    throw error
  }
}
