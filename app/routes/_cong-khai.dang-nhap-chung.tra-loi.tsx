import { type AppLoadContext, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import type { SignOnQuestion } from "#workflows/gateways/sign-on/sign-on.ts"
import { finishSignOn, proveBySignOn } from "#workflows/identity/sign-on.server.ts"
import { pageTitle } from "../components/words.ts"
import { attempt } from "../http/attempt.ts"
import { deviceNoted } from "../http/known-device.server.ts"
import { paths } from "../http/paths.ts"
import { findSessionUser, owesFactor, sessionIdOf, sessionStarted } from "../http/session.server.ts"
import { keptQuestion, questionAnswered } from "../http/sign-on.server.ts"
import { SignOnRefused } from "../public/sign-on-refused.tsx"

export const meta = () => pageTitle("Đăng nhập chung")

type Come = { request: Request; context: AppLoadContext; question: SignOnQuestion | null; returnTo: string }

/**
 * Where the province's own sign-on sends people back to. A read that acts, as OpenID Connect has it: the browser's own question, which is
 * kept in its cookie and let go here, is what makes it an answer.
 */
export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const kept = await keptQuestion(request, context)
  // Who only looks whether the address is there (HEAD) takes nobody's answer.
  const question = request.method === "GET" ? kept.question : null
  const { returnTo } = kept
  const isAgain = question?.isAgain === true
  const come = { request, context, question, returnTo }
  // Who is not in yet was asked anew on the way in, before they set up the step they owe.
  const isWayIn = !isAgain || (await owesFactor(request, context))
  const outcome = await attempt(() => (isWayIn ? signedIn(come) : proven(come)))
  if (outcome.ok) throw redirect(outcome.value.next, { headers: outcome.value.headers })
  const identifier = outcome.errors["identifier"]?.[0] ?? null
  const headers = new Headers({ "Cache-Control": "no-store" })
  // What is an answer to nothing asked here, as of another window, lets this browser's own question stand.
  if (question && question.state === new URL(request.url).searchParams.get("state"))
    headers.append("Set-Cookie", await questionAnswered(context))
  return data(
    { message: outcome.message, identifier, isAgain, returnTo },
    { status: outcome.status, headers },
  )
}

const answerOf = ({ request, context, question }: Come) => ({
  query: new URL(request.url).searchParams,
  question,
  address: context.address,
  correlationId: context.correlationId,
})

async function signedIn(come: Come) {
  const { request, context, returnTo } = come
  const {
    sessionId,
    userId,
    owesFactor: owes,
  } = await finishSignOn(context.runtime, {
    ...answerOf(come),
    previousSessionId: await sessionIdOf(request, context),
    device: request.headers.get("User-Agent") ?? "",
  })
  const headers = new Headers({ "Cache-Control": "no-store" })
  headers.append("Set-Cookie", await sessionStarted(context, sessionId))
  headers.append("Set-Cookie", await questionAnswered(context))
  if (owes) return { next: paths.secondStep(returnTo), headers }
  headers.append("Set-Cookie", await deviceNoted(request, context, userId))
  return { next: returnTo, headers }
}

async function proven(come: Come) {
  const { request, context, returnTo } = come
  const userId = await findSessionUser(request, context)
  const sessionId = await sessionIdOf(request, context)
  if (!userId || !sessionId) throw redirect(paths.signIn(returnTo))
  const nextId = await proveBySignOn(context.runtime, { ...answerOf(come), userId, sessionId })
  const headers = new Headers({ "Cache-Control": "no-store" })
  headers.append("Set-Cookie", await sessionStarted(context, nextId))
  headers.append("Set-Cookie", await questionAnswered(context))
  return { next: returnTo, headers }
}

export default function SignOnAnswer() {
  return <SignOnRefused {...useLoaderData<typeof loader>()} />
}
