import type { Registration } from "#models/registration/registration.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { isAllowed } from "#workflows/permissions.ts"

/** Whether this person may see a registration: their own agency's, or every one. @throws ForbiddenError (with its audit line) */
export async function assertMaySee(
  d: OfficeDependencies,
  actor: Actor,
  { id, agencyId }: Pick<Registration, "id" | "agencyId">,
): Promise<void> {
  if (isAllowed(actor, "registration.viewAll")) return
  await authorise(d, actor, "registration.view", { kind: "registration", id, agencyId })
}
