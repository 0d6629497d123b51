import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import type { Clock } from "#models/shared/clock.ts"
import { ForbiddenError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { Store } from "#models/store/connection.server.ts"
import { type Action, nameOf, type Permission, ruleOf, waysToAct } from "./permissions.ts"
import { assertRecoverySettled } from "./recovery-guard.server.ts"

/** What every use-case needs of the world. */
export type OfficeDependencies = { store: Pick<Store, "inTransaction">; clock: Clock }

type Subject = { kind: string; id: string; agencyId?: string }

/** Writes refused accesses to the audit log, however many in one go. `action` names the permission, or what was tried. */
export const recordDenials = async (
  d: OfficeDependencies,
  actor: Actor,
  denials: readonly { subject: Subject; action: string }[],
): Promise<void> => {
  if (denials.length === 0) return
  const at = d.clock.now()
  await d.store.inTransaction((session) =>
    appendAuditEntries(
      denials.map(({ subject: { kind, id }, action }) =>
        auditDraft({ subject: { kind, id }, type: "access.denied", payload: { action } }, actor, at),
      ),
      session,
    ),
  )
}

/** The refusal a person reads. */
export const forbidden = (right: Action | Permission, isBoundToAgency: boolean): ForbiddenError =>
  new ForbiddenError(
    `Bạn không có quyền «${ruleOf(right).label}»${isBoundToAgency ? " đối với đơn vị này" : ""}. Nếu cần, đề nghị quản trị hệ thống phân công.`,
    { action: nameOf(right) },
  )

/**
 * Lets the actor pass or refuses; a refusal is written to the audit log before it is thrown.
 * @returns the actor as whom it is allowed: themself, or in the place of somebody they deputise for; what is written names both
 * @throws ForbiddenError; RuleBrokenError for what waits until a restore is settled
 */
export const authorise = async (
  d: OfficeDependencies,
  actor: Actor,
  right: Action | Permission,
  subject: Subject,
): Promise<Actor> => {
  const [way] = waysToAct(actor, right, subject.agencyId)
  if (way) {
    await assertRecoverySettled(nameOf(right))
    return way
  }
  await recordDenials(d, actor, [{ subject, action: nameOf(right) }])
  throw forbidden(right, subject.agencyId !== undefined)
}
