import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { closeRecoveries } from "#models/store-recovery/store-recovery.repository.server.ts"
import type { StoreRecovery } from "#models/store-recovery/store-recovery.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { type RecoveryDependencies, SUBJECT } from "./dependencies.ts"
import { getOpenRecovery } from "./open-recovery.server.ts"
import { type SeriesToSettle, seriesToSettle } from "./series-to-settle.server.ts"

/** What is still to be settled, a sentence each; empty when the recovery can be finished. Pure. */
export const openPoints = (
  recovery: Pick<StoreRecovery, "readings" | "foreign" | "waivers">,
  series: readonly SeriesToSettle[],
  portals: readonly string[],
): string[] => [
  ...series
    .filter(({ settled }) => settled === null)
    .map(({ year, symbol }) => `Chưa ghi số cuối trên sổ giấy của ${symbol} năm ${year}.`),
  ...portals
    .map((target) => ({ target, reading: recovery.readings.find((one) => one.target === target) }))
    .filter(({ reading }) => !reading || reading.fault !== null)
    .map((one) => ({ ...one, waiver: recovery.waivers.find(({ target }) => target === one.target) }))
    .filter(({ waiver }) => !waiver?.confirmed)
    .map(({ target, reading, waiver }) =>
      waiver
        ? `Chờ người thứ hai xác nhận bỏ qua cổng ${target}.`
        : reading?.fault
          ? `Chưa đọc lại được cổng ${target}: ${reading.fault}`
          : `Chưa đọc lại cổng ${target}.`,
    ),
  ...recovery.foreign
    .filter(({ settled }) => settled === null)
    .map(({ target, recordId }) => `Chưa quyết định bản ghi ${recordId} ở cổng ${target}.`),
]

/**
 * Ends the recovery: from here on the office numbers, signs, issues and sends again.
 * @throws ForbiddenError, NotFoundError, RuleBrokenError naming what is still to be settled
 */
export const finishRecovery = async (d: RecoveryDependencies, { actor }: { actor: Actor }): Promise<void> => {
  await authorise(d, actor, "recovery.settle", SUBJECT)
  const portals = Object.keys(await d.portals())
  await d.store.inTransaction(async (session) => {
    const recovery = await getOpenRecovery(session)
    const open = openPoints(recovery, await seriesToSettle(d, recovery), portals)
    if (open.length > 0)
      throw new RuleBrokenError(
        `Còn ${open.length} điểm chưa đối chiếu. ${open.slice(0, 5).join(" ")}${open.length > 5 ? " …" : ""}`,
      )
    const at = d.clock.now()
    await closeRecoveries(at, session)
    const payload = { restoredAt: recovery.id, records: recovery.foreign.length }
    await appendAuditEntries(
      [auditDraft({ subject: SUBJECT, type: "recovery.finished", payload }, actor, at)],
      session,
    )
  })
}
