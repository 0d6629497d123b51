import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { InvalidInputError, RuleBrokenError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { saveRecovery } from "#models/store-recovery/store-recovery.repository.server.ts"
import type { PortalWaiver, StoreRecovery } from "#models/store-recovery/store-recovery.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { type RecoveryDependencies, SUBJECT } from "./dependencies.ts"
import { getOpenRecovery } from "./open-recovery.server.ts"

const SHORTEST_REASON = 10

/**
 * Asks that a portal which cannot be read be waited for no longer: one that was closed, or is away for weeks, would hold the office
 * for ever. Only for a portal that was tried; another person confirms.
 * @throws ForbiddenError, NotFoundError, InvalidInputError, RuleBrokenError when the portal was not tried, or answered
 */
export const askWaiver = async (
  d: RecoveryDependencies,
  input: { target: string; reason: string; actor: Actor },
): Promise<void> => {
  const { target, actor } = input
  const reason = input.reason.trim()
  await authorise(d, actor, "recovery.settle", SUBJECT)
  if (reason.length < SHORTEST_REASON) {
    const message = `Ghi rõ vì sao không chờ cổng này được nữa (ít nhất ${SHORTEST_REASON} ký tự).`
    throw new InvalidInputError(message, [{ field: "reason", message }])
  }
  const at = d.clock.now()
  await d.store.inTransaction(async (session) => {
    const recovery = await getOpenRecovery(session)
    assertTriedInVain(recovery, target)
    const waiver: PortalWaiver = { target, reason, by: actor.id, byName: actor.name, at, confirmed: null }
    await saveRecovery({ ...recovery, waivers: [...othersOf(recovery, target), waiver] }, session)
    await appendAuditEntries(
      [auditDraft({ subject: SUBJECT, type: "portal.waiverAsked", payload: { target, reason } }, actor, at)],
      session,
    )
  })
}

/**
 * Confirms what another person asked: the recovery can be finished without that portal. What it holds is not known then; a record
 * it has in a later version than the outbox is refused by it and stays to be looked at.
 * @throws ForbiddenError, NotFoundError, RuleBrokenError when nobody asked, or the same person did
 */
export const confirmWaiver = async (
  d: RecoveryDependencies,
  { target, actor }: { target: string; actor: Actor },
): Promise<void> => {
  await authorise(d, actor, "recovery.settle", SUBJECT)
  const at = d.clock.now()
  await d.store.inTransaction(async (session) => {
    const recovery = await getOpenRecovery(session)
    const asked = recovery.waivers.find((one) => one.target === target && one.confirmed === null)
    if (!asked)
      throw new RuleBrokenError(`Không có đề nghị bỏ qua cổng ${target} nào đang chờ. Tải lại trang.`)
    if (asked.by === actor.id)
      throw new RuleBrokenError(
        `Bạn là người đề nghị bỏ qua cổng ${target}. Người khác có quyền đối chiếu xác nhận.`,
      )
    assertTriedInVain(recovery, target)
    const waiver = { ...asked, confirmed: { by: actor.id, byName: actor.name, at } }
    await saveRecovery({ ...recovery, waivers: [...othersOf(recovery, target), waiver] }, session)
    const payload = { target, reason: asked.reason }
    await appendAuditEntries(
      [auditDraft({ subject: SUBJECT, type: "portal.waived", payload }, actor, at)],
      session,
    )
  })
}

const othersOf = ({ waivers }: StoreRecovery, target: string): PortalWaiver[] =>
  waivers.filter((one) => one.target !== target)

/** @throws RuleBrokenError */
function assertTriedInVain({ readings }: StoreRecovery, target: string): void {
  if (readings.some((reading) => reading.target === target && reading.fault !== null)) return
  throw new RuleBrokenError(
    `Cổng ${target} chưa được đọc thử, hoặc đã đọc được. Bấm «Đọc lại các cổng» trước; chỉ bỏ qua được cổng không trả lời.`,
  )
}
