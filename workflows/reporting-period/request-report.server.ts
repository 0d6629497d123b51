import { findAgencies } from "#models/agency/agency.repository.server.ts"
import { agencyNameOn } from "#models/agency/agency.ts"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { addInboxMessages } from "#models/inbox-message/inbox-message.repository.server.ts"
import {
  formFaults,
  QUESTION_KIND_LABELS,
  type ReportQuestion,
} from "#models/reporting-period/report-question.ts"
import { findPeriods, insertPeriod } from "#models/reporting-period/reporting-period.repository.server.ts"
import { dayOf, formatDay, type IsoDay, isValidOn, yearOf } from "#models/shared/dates.ts"
import { digestOf } from "#models/shared/digest.server.ts"
import { type InputIssue, InvalidInputError } from "#models/shared/errors.ts"
import { type Actor, actorInWords } from "#models/shared/workflow.ts"
import { takeTurn } from "#models/turn/turn.repository.server.ts"
import { OWED_REPORT_STATES } from "#models/unit-report/states.ts"
import {
  findReportStates,
  findReports,
  insertReports,
} from "#models/unit-report/unit-report.repository.server.ts"
import { staffOn } from "#models/user/user.repository.server.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { isAllowed } from "#workflows/permissions.ts"
import { changePeriod, type SeenPeriod } from "./change-period.server.ts"
import type { PeriodDependencies } from "./dependencies.ts"
import { moveWithPeriod } from "./move-with-period.server.ts"
import { periodOf, reportOf } from "./open-periods.server.ts"

export type ReportRequest = {
  name: string
  request: string
  due: IsoDay
  agencyIds: readonly string[]
  questions: readonly ReportQuestion[]
  /** Whether reports carry the office's own figures too. */
  withFigures: boolean
}

/**
 * Asks units for a report out of turn (báo cáo đột xuất) with a form of chosen questions.
 * @returns the period's id
 * @throws ForbiddenError; InvalidInputError with everything that is wrong, by field
 */
export const requestReport = async (
  d: PeriodDependencies,
  { actor, ...asked }: ReportRequest & { actor: Actor },
): Promise<string> => {
  const who = await authorise(d, actor, "report.consolidate", { kind: "reportingPeriod", id: "*" })
  const at = d.clock.now()
  const today = dayOf(at)
  const name = asked.name.trim()
  const agencies = new Map((await findAgencies()).map((one) => [one.id, one]))
  const issues: InputIssue[] = [
    ...(name.length < 5 || name.length > 200
      ? [{ field: "name", message: "Ghi tên báo cáo (5 đến 200 ký tự)." }]
      : []),
    ...(asked.due < today
      ? [{ field: "due", message: `Hạn báo cáo không trước hôm nay, ${formatDay(today)}.` }]
      : []),
    ...(asked.agencyIds.length === 0
      ? [{ field: "units", message: "Chọn ít nhất một đơn vị phải báo cáo." }]
      : []),
    ...asked.agencyIds.flatMap((id) => {
      const agency = agencies.get(id)
      if (!agency) return [{ field: "units", message: `Không có đơn vị «${id}».` }]
      return isValidOn(agency, today)
        ? []
        : [
            {
              field: "units",
              message: `${agencyNameOn(agency, agency.validTo ?? today)} không còn hoạt động vào ngày ${formatDay(today)}. Chọn đơn vị kế thừa.`,
            },
          ]
    }),
    ...formFaults(asked.questions).map((message) => ({ field: "questions", message })),
  ]
  if (issues.length > 0) throw new InvalidInputError(issues.map(({ message }) => message).join(" "), issues)
  return d.store.inTransaction(async (session) => {
    await takeTurn("REPORTS", session)
    const year = yearOf(today)
    const earlier = (await findPeriods(null, session)).filter(
      (one) => one.kind === "AD_HOC" && one.year === year,
    )
    const id = `dot-xuat-${year}-${earlier.length + 1}`
    const period = periodOf({
      id,
      kind: "AD_HOC",
      name,
      year,
      from: `${year}-01-01`,
      to: asked.due,
      opensOn: today,
      due: asked.due,
      basis: `Yêu cầu của ${actorInWords(who)} ngày ${formatDay(today)}`,
      request: asked.request.trim().slice(0, 4000),
      questions: [...asked.questions],
      withFigures: asked.withFigures,
    })
    const units = [...new Set(asked.agencyIds)].sort()
    await insertPeriod(period, session)
    await insertReports(
      units.map((agencyId) => reportOf(id, agencyId)),
      session,
    )
    await appendAuditEntries(
      [
        auditDraft(
          {
            subject: { kind: "reportingPeriod", id },
            type: "period.requested",
            payload: { name, due: asked.due, units, questions: asked.questions.length },
          },
          who,
          at,
        ),
      ],
      session,
    )
    const people = (await staffOn(today, session)).filter(
      (one) => one.id !== who.id && units.some((agencyId) => isAllowed(one, "report.write", agencyId)),
    )
    await addInboxMessages(
      people.map((one) => ({
        id: `reportingPeriod:${id}:asked:${one.id}`,
        userId: one.id,
        kind: "REPORT" as const,
        title: "Yêu cầu báo cáo đột xuất",
        text: `${actorInWords(who)}: «${name}», hạn ${formatDay(asked.due)}.`,
        about: { kind: "reportingPeriod" as const, id, name },
        isUrgent: true,
        at,
        readAt: null,
        mail: "WAITING" as const,
      })),
      session,
    )
    return id
  })
}

/**
 * Sets the questions of a period while no unit has sent its report yet; the quarters after it begin with them.
 * @throws ForbiddenError, NotFoundError, InvalidInputError, ConcurrentEditError, WorkflowRefusedError once a report has come
 */
export const setForm = async (
  d: PeriodDependencies,
  { questions, ...seen }: SeenPeriod & { questions: readonly ReportQuestion[] },
): Promise<void> => {
  const actor = await authorise(d, seen.actor, "report.consolidate", {
    kind: "reportingPeriod",
    id: seen.periodId,
  })
  const faults = formFaults(questions)
  if (faults.length > 0)
    throw new InvalidInputError(
      faults.join(" "),
      faults.map((message) => ({ field: "questions", message })),
    )
  await changePeriod(d, { ...seen, actor }, async ({ id, questions: former }, session) => {
    const received = (await findReportStates({ periodId: id }, session)).filter(
      ({ workflow }) => workflow.context.firstSubmittedAt !== null,
    ).length
    return {
      event: {
        type: "period.formSet",
        digest: digestOf(questions),
        received,
        changed: changedQuestions(former, questions),
      },
      period: { questions: [...questions] },
    }
  })
}

/** Places of the form that ask something else, in words. */
const changedQuestions = (former: readonly ReportQuestion[], now: readonly ReportQuestion[]) =>
  Array.from({ length: Math.max(former.length, now.length) }, (_, index) => ({
    field: `Câu hỏi ${index + 1}`,
    before: questionInWords(former[index]),
    now: questionInWords(now[index]),
  })).filter(({ before, now: is }) => before !== is)

const questionInWords = (question: ReportQuestion | undefined): string =>
  question
    ? `${question.label} (${QUESTION_KIND_LABELS[question.kind]}${question.isRequired ? ", phải trả lời" : ""})`
    : ""

/**
 * Withdraws a request: nobody has to report any more, and whoever still owed a report is told so. What had come in stays as it is.
 * @throws ForbiddenError, NotFoundError, ConcurrentEditError, WorkflowRefusedError, InvalidInputError for a quarter
 */
export const withdrawRequest = async (
  d: PeriodDependencies,
  { reason, ...seen }: SeenPeriod & { reason: string },
): Promise<void> => {
  const actor = await authorise(d, seen.actor, "report.consolidate", {
    kind: "reportingPeriod",
    id: seen.periodId,
  })
  await changePeriod(d, { ...seen, actor }, (period, session) => {
    if (period.kind === "QUARTERLY")
      throw new InvalidInputError("Báo cáo quý do kế hoạch quy định, không rút được.", [
        { field: "reason", message: "Chỉ rút được yêu cầu báo cáo đột xuất." },
      ])
    return {
      event: { type: "period.withdrawn", reason },
      write: async () => {
        const event = { type: "report.fellAway" as const, reason: `Đã rút yêu cầu. ${reason}` }
        for (const report of await findReports({ periodId: period.id, states: OWED_REPORT_STATES }, session))
          await moveWithPeriod({ report, period, event, actor, at: d.clock.now() }, session)
      },
    }
  })
}
