import { type AppLoadContext, data, redirect } from "@remix-run/node"
import type { Actor, Role } from "#models/shared/workflow.ts"
import { paths } from "./paths.ts"
import { findActor } from "./session.server.ts"

/** Who is signed in; throws a redirect to the sign-in page, which leads back here, when nobody is. */
export const requireActor = async (request: Request, context: AppLoadContext): Promise<Actor> => {
  const actor = await findActor(request, context)
  if (actor) return actor
  throw redirect(paths.signIn(returnPath(request)))
}

/**
 * The same, and one of the roles (at any agency) is held today; else 403 with an audit line. A first door for whole
 * screens: the use-case asks again about agency and state.
 */
export const requireRole = async (
  request: Request,
  context: AppLoadContext,
  roles: readonly Role[],
): Promise<Actor> => {
  const actor = await requireActor(request, context)
  if (actor.assignments.some((assignment) => roles.includes(assignment.role))) return actor
  await context.runtime.onDenied?.(actor, `${request.method} ${new URL(request.url).pathname}`)
  throw data(
    {
      code: "FORBIDDEN",
      message: "Vai trò hiện nay của bạn không được mở trang này. Hãy quay lại “Việc của tôi”.",
    },
    { status: 403 },
  )
}

/** Page to come back to: the present one for a read; a form that was sent cannot be repeated, so its page is lost. */
const returnPath = (request: Request): string | undefined => {
  if (request.method !== "GET") return undefined
  const url = new URL(request.url)
  return url.pathname.replace(/\.data$/, "") + url.search
}
