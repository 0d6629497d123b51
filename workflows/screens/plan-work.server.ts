import { findAgencies } from "#models/agency/agency.repository.server.ts"
import { agencyNameOn } from "#models/agency/agency.ts"
import { type Deadline, isOpenDeadline } from "#models/deadline/deadline.ts"
import { OWED_TASK_STATES } from "#models/plan-task/states.ts"
import { findAssignments } from "#models/plan-task/task-assignment.repository.server.ts"
import { clockIdOf, type TaskAssignment } from "#models/plan-task/task-assignment.ts"
import { findPeriods } from "#models/reporting-period/reporting-period.repository.server.ts"
import { periodClockId, type ReportingPeriod } from "#models/reporting-period/reporting-period.ts"
import { addDays, type IsoDay } from "#models/shared/dates.ts"
import { type Actor, asStamp, isNoneOf, personsBehind, type Role } from "#models/shared/workflow.ts"
import { findReportStates } from "#models/unit-report/unit-report.repository.server.ts"
import type { UnitReport } from "#models/unit-report/unit-report.ts"
import { isAllowed } from "#workflows/permissions.ts"

/** A task of a plan, a report or a period of reports that waits for this person. */
export type PlanWork = {
  kind: "PLAN_TASK" | "UNIT_REPORT" | "PERIOD"
  id: string
  name: string
  unit: string
  what: string
  /** The last day as the ledger has it; null where there is none. */
  due: IsoDay | null
}

/** Tasks come onto the list so many days before their last one; what was returned at once. */
const NEAR = 30

/** Who does the work of a unit themself; its head signs off. */
const OFFICERS: readonly Role[] = ["SPECIALIST", "REVIEWER", "COORDINATOR"]
const isOfficerOf = ({ assignments }: Actor, agencyId: string): boolean =>
  assignments.some((one) => one.agencyId === agencyId && OFFICERS.includes(one.role))

type Facts = {
  actor: Actor
  today: IsoDay
  dues: ReadonlyMap<string, IsoDay>
  nameOf: (id: string) => string
}

/** What of plans and reports waits for this person today, nearest due first. The work list and its counts alike come from here. */
export const planWorkFor = async (
  actor: Actor,
  ledger: readonly Deadline[],
  today: IsoDay,
): Promise<PlanWork[]> => {
  if (!isAllowed(actor, "plan.view")) return []
  const agencies = await findAgencies()
  const names = new Map(agencies.map((agency) => [agency.id, agencyNameOn(agency, today)]))
  const facts: Facts = {
    actor,
    today,
    dues: new Map(ledger.filter(isOpenDeadline).map(({ id, due }) => [id, due])),
    nameOf: (id) => names.get(id) ?? id,
  }
  return [...(await tasksFor(facts)), ...(await reportsFor(facts))].sort(
    (a, b) => (a.due ?? "9").localeCompare(b.due ?? "9") || a.id.localeCompare(b.id),
  )
}

async function tasksFor(facts: Facts): Promise<PlanWork[]> {
  const { actor, today, dues } = facts
  const found: PlanWork[] = []
  const soon = addDays(today, NEAR)
  for (const task of await findAssignments({ states: OWED_TASK_STATES })) {
    const { agencyId, workflow, period } = task
    if (!isOfficerOf(actor, agencyId) || !isAllowed(actor, "planTask.report", agencyId)) continue
    const due = dues.get(clockIdOf(task)) ?? task.due
    const isReturned = workflow.value === "returned"
    if (period.from > today || (!isReturned && (due === null || due > soon))) continue
    found.push(
      taskWork(
        task,
        due,
        isReturned ? "Bị trả lại: bổ sung rồi báo cáo lại." : "Làm, báo cáo hoàn thành.",
        facts,
      ),
    )
  }
  if (!isAllowed(actor, "planTask.accept")) return found
  for (const task of await findAssignments({ states: ["reportedDone"] })) {
    const { reported } = task.workflow.context
    if (reported && isNoneOf(personsBehind(reported), asStamp(actor)))
      found.push(taskWork(task, null, "Xác nhận hoàn thành, hoặc trả lại kèm lý do.", facts))
  }
  return found
}

const taskWork = (task: TaskAssignment, due: IsoDay | null, what: string, { nameOf }: Facts): PlanWork => ({
  kind: "PLAN_TASK",
  id: task.id,
  name: `Nhiệm vụ ${task.number} ${task.text}`.slice(0, 200),
  unit: nameOf(task.agencyId),
  what,
  due,
})

type ReportLine = Omit<UnitReport, "content">

async function reportsFor(facts: Facts): Promise<PlanWork[]> {
  const { today, dues } = facts
  const found: PlanWork[] = []
  for (const period of await findPeriods(["collecting", "locked", "numbered", "signed"])) {
    const due = dues.get(periodClockId(period)) ?? period.due
    const what = whatOfPeriod(period, facts)
    if (what) found.push(periodWork(period, what, null))
    if (period.workflow.value !== "collecting" || period.opensOn > today) continue
    const reports = await findReportStates({ periodId: period.id })
    for (const report of reports) {
      const mine = whatOfReport(report, facts)
      if (mine)
        found.push({
          kind: "UNIT_REPORT",
          id: report.id,
          name: period.name,
          unit: facts.nameOf(report.agencyId),
          what: mine,
          due,
        })
    }
    const isIn = reports.every(({ workflow: { value } }) => value === "accepted" || value === "cancelled")
    if (isAllowed(facts.actor, "report.consolidate") && (isIn || today > due))
      found.push(
        periodWork(
          period,
          isIn
            ? "Mọi báo cáo đã được chấp nhận: khóa kỳ, tổng hợp."
            : "Đã qua hạn: nhắc đơn vị chưa gửi, rồi khóa kỳ, tổng hợp.",
          due,
        ),
      )
  }
  return found
}

const periodWork = ({ id, name }: ReportingPeriod, what: string, due: IsoDay | null): PlanWork => ({
  kind: "PERIOD",
  id,
  name,
  unit: "Báo cáo tổng hợp",
  what,
  due,
})

function whatOfPeriod({ workflow: { value, context } }: ReportingPeriod, { actor }: Facts): string | null {
  if (value === "locked" && isAllowed(actor, "report.number")) return "Cấp số báo cáo tổng hợp, trình ký."
  if (value === "signed" && isAllowed(actor, "report.number")) return "Đóng dấu, gửi báo cáo tổng hợp."
  return value === "numbered" && context.numbered?.signatory.personId === actor.id
    ? "Ký báo cáo tổng hợp."
    : null
}

function whatOfReport(
  { agencyId, workflow: { value, context } }: ReportLine,
  { actor }: Facts,
): string | null {
  const isOwn = isOfficerOf(actor, agencyId) && isAllowed(actor, "report.write", agencyId)
  if (value === "open" && isOwn) return "Lấy số liệu, lập báo cáo."
  if (value === "drafted" && isOwn) return "Soạn xong thì trình lãnh đạo đơn vị."
  if (value === "returned" && isOwn) return "Bị trả lại: sửa rồi trình lại."
  if (value === "awaitingHead" && isAllowed(actor, "report.signOff", agencyId))
    return "Ký duyệt để gửi, hoặc trả lại người soạn."
  return value === "submitted" &&
    isAllowed(actor, "report.accept") &&
    isNoneOf(context.authors, asStamp(actor))
    ? "Chấp nhận, hoặc trả lại đơn vị kèm lý do."
    : null
}
