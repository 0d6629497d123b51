import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { raiseLastNumber } from "#models/document-number/document-number.repository.server.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { saveRecovery } from "#models/store-recovery/store-recovery.repository.server.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { type RecoveryDependencies, SUBJECT } from "./dependencies.ts"
import { getOpenRecovery } from "./open-recovery.server.ts"
import { seriesToSettle } from "./series-to-settle.server.ts"

/**
 * Records the last number of a series as it stands on paper; the sequence goes on after it. May be said again until the
 * recovery is finished, upwards only.
 * @throws ForbiddenError, NotFoundError, RuleBrokenError for a number below one the store knows, or an unknown series
 */
export const settleSeries = async (
  d: RecoveryDependencies,
  input: { year: number; symbol: string; last: number; actor: Actor },
): Promise<void> => {
  const { year, symbol, last, actor } = input
  await authorise(d, actor, "recovery.settle", SUBJECT)
  await d.store.inTransaction(async (session) => {
    const recovery = await getOpenRecovery(session)
    const asked = await seriesToSettle(d, recovery)
    if (!asked.some((one) => one.year === year && one.symbol === symbol))
      throw new RuleBrokenError(
        `Sổ số ${symbol} năm ${year} không thuộc lần đối chiếu này. Hãy tải lại trang.`,
      )
    const before = await raiseLastNumber(year, symbol, last, session)
    const at = d.clock.now()
    const others = recovery.series.filter((one) => one.year !== year || one.symbol !== symbol)
    await saveRecovery(
      { ...recovery, series: [...others, { year, symbol, last, by: actor.id, at }] },
      session,
    )
    const payload = { year, symbol, before, last }
    await appendAuditEntries(
      [auditDraft({ subject: SUBJECT, type: "numbers.settled", payload }, actor, at)],
      session,
    )
  })
}
