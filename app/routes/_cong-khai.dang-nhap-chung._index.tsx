import { data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { askSignOn, provesBySignOn } from "#workflows/identity/sign-on.server.ts"
import { pageTitle } from "../components/words.ts"
import { attempt } from "../http/attempt.ts"
import { localPath } from "../http/local-path.ts"
import { paths } from "../http/paths.ts"
import { findActor, findSessionUser, owesFactor, sessionIdOf } from "../http/session.server.ts"
import { questionAsked, signOnReturn } from "../http/sign-on.server.ts"
import { SignOnRefused } from "../public/sign-on-refused.tsx"

export const meta = () => pageTitle("Đăng nhập chung")

/**
 * Sends the browser to the province's own sign-on. A link leads here, no form: the policy of our pages lets forms go nowhere else, also not
 * by a redirect.
 */
export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const asked = new URL(request.url).searchParams
  const returnTo = localPath(asked.get("returnTo"), paths.myWork())
  const isAgain = asked.get("xac-nhan") === "1"
  if (isAgain) {
    const userId = (await findSessionUser(request, context)) ?? ""
    const sessionId = (await sessionIdOf(request, context)) ?? ""
    const mayAsk =
      (await provesBySignOn(context.runtime, { userId, sessionId })) || (await owesFactor(request, context))
    if (!mayAsk) throw redirect(paths.signIn(returnTo))
  } else if (await findActor(request, context)) throw redirect(returnTo)
  const outcome = await attempt(() =>
    askSignOn(context.runtime, {
      redirectUri: signOnReturn(request, context),
      isAgain,
      correlationId: context.correlationId,
    }),
  )
  if (!outcome.ok)
    return data(
      { message: outcome.message, identifier: null, isAgain, returnTo },
      { status: outcome.status, headers: { "Cache-Control": "no-store" } },
    )
  const { address, question } = outcome.value
  throw redirect(address, {
    headers: { "Set-Cookie": await questionAsked(context, question, returnTo), "Cache-Control": "no-store" },
  })
}

export default function AskSignOn() {
  return <SignOnRefused {...useLoaderData<typeof loader>()} />
}
