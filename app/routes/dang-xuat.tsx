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
  if (sessionId) await signOut(context.runtime, sessionId)
  return redirect(paths.home(), { headers: { "Set-Cookie": await sessionEnded(context) } })
}
