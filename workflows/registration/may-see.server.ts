import type { Registration } from "#models/registration/registration.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { isAllowed } from "#workflows/permissions.ts"

type Seen = Pick<Registration, "agencyId">

/** Whether this person may see a registration: their own agency's, or every one. */
export const maySee = (actor: Actor, { agencyId }: Seen): boolean =>
  isAllowed(actor, "registration.viewAll") || isAllowed(actor, "registration.view", agencyId)

/** The same, or refused. @throws ForbiddenError (with its audit line) */
export async function assertMaySee(
  d: OfficeDependencies,
  actor: Actor,
  registration: Seen & Pick<Registration, "id">,
): Promise<void> {
  if (maySee(actor, registration)) return
  const { id, agencyId } = registration
  await authorise(d, actor, "registration.view", { kind: "registration", id, agencyId })
}
