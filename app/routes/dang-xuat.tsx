import { type ActionFunctionArgs, redirect } from "@remix-run/node"
import { signOut } from "#workflows/identity/sign-in.server.ts"
import { readForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { sessionEnded, sessionIdOf } from "../http/session.server.ts"

/** Signing out is a form; the address alone only leads home. */
export const loader = () => redirect(paths.home())

export const action = async ({ request, context }: ActionFunctionArgs) => {
  await readForm(request)
  const sessionId = await sessionIdOf(request, context)
  const cameBySignOn = sessionId !== null && (await signOut(context.runtime, sessionId))
  // The provider knows them still: whoever sits there next is to be told.
  return redirect(cameBySignOn ? paths.signedOut() : paths.home(), {
    headers: { "Set-Cookie": await sessionEnded(context) },
  })
}
