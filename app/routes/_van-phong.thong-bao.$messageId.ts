import { type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { openMessage } from "#workflows/notices/own-inbox.server.ts"
import { subjectPath } from "../components/deadlines/deadline-words.ts"
import { read } from "../http/attempt.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

/** Where a message leads, also out of a mail: after signing in to the thing it is about. */
export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const { about } = await read(() => openMessage(context.runtime, { id: params.messageId ?? "", actor }))
  return redirect(subjectPath(about) ?? paths.deadlines())
}
