import type { ClientSession } from "mongoose"
import { findAgencies, getAgency } from "#models/agency/agency.repository.server.ts"
import { type Agency, agencyNameOn } from "#models/agency/agency.ts"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import type { AuditEntry } from "#models/audit/audit-entry.ts"
import { addInboxMessages } from "#models/inbox-message/inbox-message.repository.server.ts"
import { getPeriod } from "#models/reporting-period/reporting-period.repository.server.ts"
import type { ReportingPeriod } from "#models/reporting-period/reporting-period.ts"
import { PERIOD_STATE_LABELS } from "#models/reporting-period/states.ts"
import { dayOf, formatDay, type IsoDay } from "#models/shared/dates.ts"
import { type ConcurrentEditError, RuleBrokenError } from "#models/shared/errors.ts"
import type { FieldConflict } from "#models/shared/field-conflict.ts"
import { type Actor, actorInWords } from "#models/shared/workflow.ts"
import { takeTurn } from "#models/turn/turn.repository.server.ts"
import { ReportEvent } from "#models/unit-report/events.ts"
import { REPORT_STATE_LABELS } from "#models/unit-report/states.ts"
import { getReport, saveReport } from "#models/unit-report/unit-report.repository.server.ts"
import type { UnitReport } from "#models/unit-report/unit-report.ts"
import { staffOn } from "#models/user/user.repository.server.ts"
import { advance, entryOf } from "#workflows/advance.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { type ChangedPlace, overtaken } from "#workflows/last-change.server.ts"
import { type Action, isAllowed } from "#workflows/permissions.ts"
import { unitReportChart } from "./chart.ts"

export type SeenReport = { reportId: string; revision: number; actor: Actor }
type Typed = (line: ChangedPlace) => Pick<FieldConflict, "mine" | "take">
export type ReportMove = {
  event: ReportEvent
  /** What it says from now on, where that is something else. */
  content?: UnitReport["content"]
}

/**
 * Moves a report over the revision that was seen: what it says, its state, the log and what people are told in one transaction. Of a
 * period that is locked, or a unit that has ended, nothing is written.
 * @throws ForbiddenError, NotFoundError, WorkflowRefusedError; ConcurrentEditError with whose change and what; RuleBrokenError
 */
export const moveReport = async (
  d: OfficeDependencies,
  { reportId, revision, actor }: SeenReport,
  rights: readonly Action[],
  move: (
    report: UnitReport,
    period: ReportingPeriod,
    session: ClientSession,
  ) => ReportMove | Promise<ReportMove>,
  /** What the form that was sent holds at a place somebody else changed. */
  typedIn?: (report: UnitReport, period: ReportingPeriod) => Typed,
): Promise<void> => {
  const { agencyId } = await getReport(reportId)
  const right = rights.find((one) => isAllowed(actor, one, agencyId)) ?? rights[0]
  if (!right) throw new Error("a step without a right")
  const who = await authorise(d, actor, right, { kind: "unitReport", id: reportId, agencyId })
  const at = d.clock.now()
  await d.store.inTransaction(async (session) => {
    // Whether the period is locked and what its reports are goes together.
    await takeTurn("REPORTS", session)
    const report = await getReport(reportId, session)
    const period = await getPeriod(report.periodId, session)
    assertCollecting(period)
    const unit = await getAgency(agencyId, session)
    await assertIsThere(unit, report, dayOf(at), session)
    if (report.revision !== revision) throw await stale(report, revision, typedIn?.(report, period), session)
    const { event, content } = await move(report, period, session)
    const step = advance(unitReportChart, report.workflow, event, who, at)
    const moved = {
      ...report,
      content: content ?? report.content,
      workflow: step.snapshot,
      signer: signerAfter(report, step.snapshot, who.name),
    }
    await saveReport(moved, session)
    await appendAuditEntries([entryOf(step, { kind: "unitReport", id: reportId }, who)], session)
    await tellOfReport({ report: moved, period, unit, event, actor: who, at }, session)
  })
}

/** Of a report signed off with this step, who did; of one that came in before, what stood under it. Of a paper, who entered it signed nothing. */
const signerAfter = (
  { workflow, signer = null }: UnitReport,
  { context }: UnitReport["workflow"],
  name: string,
): string | null => {
  if (context.submitted === null || context.submitted.paper) return null
  return workflow.context.submitted === null ? name : signer
}

/** @throws RuleBrokenError naming the period, how it stands, and what can be done instead */
function assertCollecting({ name, workflow }: ReportingPeriod): void {
  if (workflow.value === "collecting") return
  const { locked, withdrawn } = workflow.context
  const at = (locked ?? withdrawn)?.at
  const since = at ? ` (${formatDay(dayOf(new Date(at)))})` : ""
  throw new RuleBrokenError(
    workflow.value === "withdrawn"
      ? `Yêu cầu «${name}» đã rút${since}, đơn vị không phải báo cáo nữa.`
      : `Kỳ «${name}» ${PERIOD_STATE_LABELS[workflow.value].toLocaleLowerCase("vi")}${since}, không sửa báo cáo được nữa. Nếu số liệu sai, ghi đính chính ở trang của kỳ, hoặc đề nghị đầu mối điều phối mở lại kỳ.`,
  )
}

async function assertIsThere(
  unit: Agency,
  { workflow }: UnitReport,
  today: IsoDay,
  session: ClientSession,
): Promise<void> {
  if (workflow.value === "submitted" || workflow.value === "accepted") return
  if (unit.validTo === null || today <= unit.validTo) return
  const agencies = await findAgencies(session)
  const heirs = agencies
    .filter(({ id }) => unit.successorIds.includes(id))
    .map((one) => agencyNameOn(one, today))
  throw new RuleBrokenError(
    `${agencyNameOn(unit, unit.validTo)} đã kết thúc hoạt động ngày ${formatDay(unit.validTo)}, không báo cáo được nữa.${heirs.length > 0 ? ` Đơn vị tiếp nhận báo cáo: ${heirs.join(", ")}.` : ""}`,
  )
}

/** What an entry of a report's log changed beside its state. */
const changesOfReport = ({ type, payload }: AuditEntry): ChangedPlace[] => {
  const { data: event } = ReportEvent.safeParse({ ...payload, type })
  if (event?.type === "report.edited") return event.changed
  return event?.type === "report.drafted"
    ? [
        {
          field: "Số liệu của hệ thống",
          before: "như khi bạn mở",
          now: `lấy lại ngày ${formatDay(event.asOf)}`,
        },
      ]
    : []
}

/** Whose changes came between, and what they were. */
const stale = async (
  { id, revision: currentRevision, workflow }: UnitReport,
  seen: number,
  typed: Typed | undefined,
  session: ClientSession,
): Promise<ConcurrentEditError> =>
  overtaken(
    { kind: "unitReport", id },
    {
      message: `Báo cáo đã thay đổi sau khi bạn mở trang, nay «${REPORT_STATE_LABELS[workflow.value]}»; chưa ghi gì của bạn.`,
      currentRevision,
      standing: {
        field: "Trạng thái",
        labels: REPORT_STATE_LABELS,
        seenRevision: seen,
        changes: changesOfReport,
      },
      ...(typed ? { typed } : {}),
      made: { on: { revision: String(seen) }, against: { revision: String(currentRevision) } },
    },
    session,
  )

const TOLD: Partial<Record<ReportEvent["type"], { title: string; right: Action; isOwn: boolean }>> = {
  "report.handedUp": { title: "Báo cáo chờ ký duyệt", right: "report.signOff", isOwn: true },
  "report.sentBack": { title: "Báo cáo bị trả lại", right: "report.write", isOwn: true },
  "report.signedOff": { title: "Báo cáo chờ chấp nhận", right: "report.accept", isOwn: false },
  "report.recorded": { title: "Báo cáo chờ chấp nhận", right: "report.accept", isOwn: false },
  "report.returned": { title: "Báo cáo bị trả lại", right: "report.write", isOwn: true },
  "report.reopened": { title: "Báo cáo được mở lại", right: "report.write", isOwn: true },
  "report.accepted": { title: "Báo cáo đã được chấp nhận", right: "report.write", isOwn: true },
  "report.fellAway": { title: "Không còn phải báo cáo", right: "report.write", isOwn: true },
}

type Told = {
  /** As it was before this revision was stored. */
  report: Pick<UnitReport, "id" | "agencyId" | "revision">
  period: ReportingPeriod
  unit: Agency
  event: ReportEvent
  actor: Actor
  at: Date
}

/** Whoever is to act next is told, and the unit of what became of its report. */
export async function tellOfReport(
  { report, period, unit, event, actor, at }: Told,
  session: ClientSession,
): Promise<void> {
  const told = TOLD[event.type]
  if (!told) return
  const today = dayOf(at)
  const people = (await staffOn(today, session)).filter(
    (one) => one.id !== actor.id && isAllowed(one, told.right, report.agencyId),
  )
  if (people.length === 0) return
  const name = `${period.name}, ${agencyNameOn(unit, today)}`
  const reason = "reason" in event ? ` Lý do: ${event.reason}` : ""
  await addInboxMessages(
    people.map(({ id }) => ({
      id: `unitReport:${report.id}:${report.revision + 1}:${id}`,
      userId: id,
      kind: "REPORT" as const,
      title: told.title,
      text: `${actorInWords(actor)}: «${name}», hạn ${formatDay(period.due)}.${reason}`,
      about: { kind: "unitReport" as const, id: report.id, name },
      isUrgent: false,
      at,
      readAt: null,
      mail: "WAITING" as const,
    })),
    session,
  )
}
