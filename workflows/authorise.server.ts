import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import type { Clock } from "#models/shared/clock.ts"
import { ForbiddenError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { Store } from "#models/store/connection.server.ts"
import { type Action, isAllowed, PERMISSIONS } from "./permissions.ts"

/** What every use-case needs of the world. */
export type OfficeDependencies = { store: Pick<Store, "inTransaction">; clock: Clock }

/**
 * Lets the actor pass or refuses; a refusal is written to the audit log before it is thrown.
 * @throws ForbiddenError
 */
export const authorise = async (
  d: OfficeDependencies,
  actor: Actor,
  action: Action,
  subject: { kind: string; id: string; agencyId?: string },
): Promise<void> => {
  if (isAllowed(actor, action, subject.agencyId)) return
  await d.store.inTransaction((session) =>
    appendAuditEntries(
      [
        {
          at: d.clock.now().toISOString(),
          by: actor.id,
          byName: actor.name,
          subject: { kind: subject.kind, id: subject.id },
          type: "access.denied",
          from: null,
          to: null,
          payload: { action },
          machineVersion: null,
        },
      ],
      session,
    ),
  )
  throw new ForbiddenError(
    `Bạn không có quyền «${PERMISSIONS[action].label}»${subject.agencyId ? " đối với đơn vị này" : ""}. Nếu cần, đề nghị quản trị hệ thống phân công.`,
    { action },
  )
}
