import type { Registration } from "#models/registration/registration.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { isAllowed } from "#workflows/permissions.ts"
import { waysToAnswer } from "./asked-unit.ts"

type Seen = Pick<Registration, "agencyId" | "workflow">

/** Whether this person may see a registration: their own agency's, one their agency was last asked about, or every one. */
export const maySee = (actor: Actor, registration: Seen): boolean =>
  isAllowed(actor, "registration.viewAll") ||
  isAllowed(actor, "registration.view", registration.agencyId) ||
  waysToAnswer(registration, actor).length > 0

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
