import { findAgencies } from "#models/agency/agency.repository.server.ts"
import { agencyNameOn } from "#models/agency/agency.ts"
import { getAuditHead, hasNoneSince } from "#models/audit/audit-entry.repository.server.ts"
import { dropFrozenPeriod, freezePeriod, thawPeriod } from "#models/indicator/frozen-period.server.ts"
import { periodOn } from "#models/indicator/period.ts"
import { consolidatedIdOf } from "#models/reporting-period/consolidated-report.ts"
import type { PeriodException } from "#models/reporting-period/context.ts"
import {
  dropConsolidated,
  findConsolidated,
  getPeriod,
  insertConsolidated,
} from "#models/reporting-period/reporting-period.repository.server.ts"
import { periodClockId, type ReportingPeriod } from "#models/reporting-period/reporting-period.ts"
import { dayOf, formatDay, type IsoDay } from "#models/shared/dates.ts"
import { digestOf } from "#models/shared/digest.server.ts"
import { ConcurrentEditError, InvalidInputError, RuleBrokenError } from "#models/shared/errors.ts"
import { findReports, getReport } from "#models/unit-report/unit-report.repository.server.ts"
import { reportIdOf, type UnitReport } from "#models/unit-report/unit-report.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { clockLedger } from "#workflows/clocks/read-ledger.server.ts"
import { figuresToFreeze } from "#workflows/indicators/told-figures.server.ts"
import { changePeriod, type SeenPeriod } from "./change-period.server.ts"
import { consolidate } from "./consolidate.ts"
import type { PeriodDependencies } from "./dependencies.ts"
import { moveWithPeriod } from "./move-with-period.server.ts"

/** The last day of a period as the ledger has it now. */
export const dueOf = async (d: PeriodDependencies, period: ReportingPeriod): Promise<IsoDay> =>
  (await clockLedger(d)).find(({ id }) => id === periodClockId(period))?.due ?? period.due

/** The quarter whose indicators a period says; null for a request out of turn. */
const quarterOfPeriod = ({ kind, from, withFigures }: ReportingPeriod): string | null =>
  kind === "QUARTERLY" && withFigures ? periodOn("QUARTER", from).id : null

/** Those a period expects a report of: of the others it fell away. */
const expectedIn = (reports: readonly UnitReport[]): UnitReport[] =>
  reports.filter(({ workflow }) => workflow.value !== "cancelled")

/**
 * Locks a period and puts the province's report together of what was accepted, frozen with its digest. Every unit without an accepted
 * report is named with the reason for which it is locked without. The quarter's indicators are frozen with it, the province's and the units'.
 * @throws ForbiddenError, NotFoundError, ConcurrentEditError, WorkflowRefusedError naming how many are not accounted for
 */
export const lockPeriod = async (
  d: PeriodDependencies,
  { exceptions, ...seen }: SeenPeriod & { exceptions: readonly PeriodException[] },
): Promise<void> => {
  const actor = await authorise(d, seen.actor, "report.consolidate", {
    kind: "reportingPeriod",
    id: seen.periodId,
  })
  const today = dayOf(d.clock.now())
  const agencies = new Map((await findAgencies()).map((one) => [one.id, one]))
  const nameOf = (id: string) => {
    const agency = agencies.get(id)
    return agency ? agencyNameOn(agency, today) : id
  }
  const quarter = quarterOfPeriod(await getPeriod(seen.periodId))
  const { sequence } = await getAuditHead()
  const figures = quarter === null ? null : await figuresToFreeze(d, quarter)
  await changePeriod(d, { ...seen, actor }, async (period, session) => {
    const reports = expectedIn(await findReports({ periodId: period.id }, session))
    // Measured a moment ago, and closed for good now: a table taken in between would contradict what is frozen.
    if (figures !== null && !(await hasNoneSince(sequence, ["usage"], session)))
      throw new ConcurrentEditError(
        "Vừa có bảng số liệu được nhập trong lúc khóa kỳ; chưa khóa gì. Xem lại số liệu rồi khóa lại.",
        { changed: [] },
      )
    if (reports.length === 0) throw new RuleBrokenError("Kỳ này không có đơn vị nào phải báo cáo.")
    const open = reports.filter(({ workflow }) => workflow.value !== "accepted").map((one) => one.agencyId)
    const named = exceptions
      .filter(({ agencyId }) => open.includes(agencyId))
      .map(({ agencyId, reason }) => ({ agencyId, reason: reason.trim() }))
    const short = named.find(({ reason }) => reason.length < 5)
    if (short)
      throw new InvalidInputError(
        `Ghi rõ lý do khóa khi chưa có báo cáo của ${nameOf(short.agencyId)} (ít nhất 5 ký tự).`,
        [{ field: `reason:${short.agencyId}`, message: "Ghi rõ lý do (ít nhất 5 ký tự)." }],
      )
    const [before] = (await findConsolidated(period.id, session)).toReversed()
    const reason = period.workflow.context.returns.at(-1)?.reason ?? ""
    const content = consolidate({
      period,
      reports,
      nameOf,
      exceptions: named,
      indicators:
        figures?.figures.flatMap(({ unitId, ...figure }) => (unitId === null ? [figure] : [])) ?? null,
      blanks: figures?.blanks.filter(({ unitId }) => unitId === null) ?? [],
      lockedOn: today,
      due: await dueOf(d, period),
      before: before ? { content: before.content, reason } : null,
    })
    const digest = digestOf(content)
    const { revision } = content
    return {
      event: { type: "period.locked", digest, open, exceptions: named },
      write: async () => {
        const id = consolidatedIdOf(period.id, revision)
        await insertConsolidated({ id, periodId: period.id, revision, digest, content }, session)
        if (quarter === null || figures === null) return
        const by = `${period.name} khóa ngày ${formatDay(today)}`
        const { parts, ...told } = figures
        const frozen = { periodId: quarter, by, at: d.clock.now(), until: today, revision, ...told }
        await freezePeriod(frozen, parts, session)
      },
    }
  })
}

/**
 * Opens a locked period again before its report was numbered: what was put together is given up and made anew.
 * @throws ForbiddenError, NotFoundError, ConcurrentEditError, WorkflowRefusedError
 */
export const unlockPeriod = async (
  d: PeriodDependencies,
  { reason, ...seen }: SeenPeriod & { reason: string },
): Promise<void> => {
  const actor = await authorise(d, seen.actor, "report.consolidate", {
    kind: "reportingPeriod",
    id: seen.periodId,
  })
  await changePeriod(d, { ...seen, actor }, (period, session) => ({
    event: { type: "period.unlocked", reason },
    write: async () => {
      const { revision } = period.workflow.context
      await dropConsolidated(period.id, revision, session)
      const periodId = quarterOfPeriod(period)
      if (periodId !== null) await dropFrozenPeriod({ periodId, revision }, session)
    },
  }))
}

/**
 * Reopens a period whose report was sent: the named units' reports go back to them, and what is put together next is a numbered
 * revision that shows what it says otherwise. The revision that was sent stays as it is.
 * @throws ForbiddenError, NotFoundError, InvalidInputError, ConcurrentEditError, WorkflowRefusedError
 */
export const reopenPeriod = async (
  d: PeriodDependencies,
  { reason, units, ...seen }: SeenPeriod & { reason: string; units: readonly string[] },
): Promise<void> => {
  const actor = await authorise(d, seen.actor, "report.reopen", {
    kind: "reportingPeriod",
    id: seen.periodId,
  })
  if (units.length === 0)
    throw new InvalidInputError("Chọn ít nhất một đơn vị phải sửa báo cáo.", [
      { field: "units", message: "Chọn ít nhất một đơn vị phải sửa báo cáo." },
    ])
  if (reason.trim().length < 5)
    throw new InvalidInputError("Ghi rõ lý do mở lại (ít nhất 5 ký tự).", [
      { field: "reason", message: "Ghi rõ lý do mở lại (ít nhất 5 ký tự)." },
    ])
  await changePeriod(d, { ...seen, actor }, (period, session) => ({
    event: { type: "period.reopened", reason: reason.trim(), units: [...units] },
    write: async () => {
      const periodId = quarterOfPeriod(period)
      const { revision } = period.workflow.context
      if (periodId !== null) await thawPeriod({ periodId, revision }, d.clock.now(), session)
      for (const agencyId of units) {
        const report = await getReport(reportIdOf(period.id, agencyId), session)
        // One that never was accepted is still with its unit.
        if (report.workflow.value !== "accepted") continue
        const event = { type: "report.reopened" as const, reason: reason.trim() }
        await moveWithPeriod({ report, period, event, actor, at: d.clock.now() }, session)
      }
    },
  }))
}
