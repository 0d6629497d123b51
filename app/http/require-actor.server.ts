import { type AppLoadContext, redirect, redirectDocument } from "@remix-run/node"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise } from "#workflows/authorise.server.ts"
import type { Action } from "#workflows/permissions.ts"
import { read } from "./attempt.ts"
import { requireProof } from "./grave-acts.server.ts"
import { dropKeptOnSend, keepForm } from "./kept-form.server.ts"
import { paths } from "./paths.ts"
import { findActor, isToChangePassword, owesFactor } from "./session.server.ts"

/**
 * Who is signed in; throws a redirect to the sign-in page, which leads back here, when nobody is. What was typed in a form is kept
 * for whoever's session ended.
 */
export const requireActor = async (request: Request, context: AppLoadContext): Promise<Actor> => {
  const actor = await findActor(request, context)
  if (actor) {
    await requireProof(request, context, actor.id)
    await dropKeptOnSend(request, actor.id)
    return actor
  }
  if (await owesFactor(request, context)) throw redirectDocument(paths.secondStep(returnPath(request)))
  if (await isToChangePassword(request, context)) throw redirect(paths.ownPassword(returnPath(request)))
  throw redirect(paths.signIn(returnPath(request) ?? (await keepForm(request, context)) ?? undefined))
}

/**
 * The same, and the action is allowed today; else 403 with a line in the audit log. For whole screens, and for actions
 * bound to one agency with `agencyId`; the use-cases ask again.
 */
export const requirePermission = async (
  request: Request,
  context: AppLoadContext,
  action: Action,
  agencyId?: string,
): Promise<Actor> => {
  const actor = await requireActor(request, context)
  const subject = { kind: "page", id: pathOf(request) }
  await read(() => authorise(context.runtime, actor, action, agencyId ? { ...subject, agencyId } : subject))
  return actor
}

/** Page to come back to: the present one for a read. A form that was sent cannot be repeated unseen. */
const returnPath = (request: Request): string | undefined =>
  request.method === "GET" ? pathOf(request) + new URL(request.url).search : undefined

const pathOf = (request: Request): string => new URL(request.url).pathname.replace(/\.data$/, "")
