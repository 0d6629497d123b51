import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import { readInForceOn } from "#models/catalogue-edition/read-in-force.server.ts"
import { PLAN_TASK_STATE_LABELS } from "#models/plan-task/states.ts"
import { findAssignments } from "#models/plan-task/task-assignment.repository.server.ts"
import { doneAt, isLateAgainst, type TaskAssignment } from "#models/plan-task/task-assignment.ts"
import { findRegistrationsByIds } from "#models/registration/registration.repository.server.ts"
import { findSignOffs } from "#models/registration/sign-offs.repository.server.ts"
import type { ReportingPeriod } from "#models/reporting-period/reporting-period.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { FIGURE_KEYS, type FigureKey } from "#models/unit-report/report-figures.ts"
import type { CountedItem, ReportContent, ReportTask } from "#models/unit-report/unit-report.ts"

type Counted = Pick<ReportContent, "figures" | "tasks">
type Span = Pick<ReportingPeriod, "from" | "to">

/**
 * The figures of a unit in a period as its records stand on a day: its tasks of plans that ran in the period, the services of the
 * catalogue in force, the registrations its head signed off. Each with the list it counts.
 */
export const countFigures = async ({ from, to }: Span, agencyId: string, today: IsoDay): Promise<Counted> => {
  const day = today < to ? today : to
  const tasks = (await findAssignments({ agencyId }))
    .filter((task) => runsIn(task, from, to))
    .map((task) => taskOf(task, day))
  const services = await servicesOf(agencyId, day)
  const lists: Record<FigureKey, CountedItem[]> = {
    TASKS: tasks.map(itemOf),
    TASKS_DONE: tasks.filter(({ is }) => is === "DONE").map(itemOf),
    TASKS_UNDER_WAY: tasks.filter(({ is }) => is === "UNDER_WAY").map(itemOf),
    TASKS_NOT_BEGUN: tasks.filter(({ is }) => is === "NOT_BEGUN").map(itemOf),
    TASKS_LATE: tasks.filter(({ task }) => task.isLate).map(itemOf),
    SERVICES: services.map(({ item }) => item),
    SERVICES_FULL: services.filter(({ level }) => level === "FULL").map(({ item }) => item),
    SERVICES_PARTIAL: services.filter(({ level }) => level === "PARTIAL").map(({ item }) => item),
    SIGNED_OFF: await signedOff(agencyId, from, day),
  }
  return {
    figures: FIGURE_KEYS.map((key) => ({ key, value: lists[key].length, items: lists[key] })),
    tasks: tasks.map(({ task }) => task),
  }
}

/** Begun by its end, and neither given up nor done before it began. */
const runsIn = (task: TaskAssignment, from: IsoDay, to: IsoDay): boolean => {
  const done = doneAt(task)
  return (
    task.period.from <= to &&
    task.workflow.value !== "cancelled" &&
    (done === null || dayOf(new Date(done)) >= from)
  )
}

type Judged = { task: ReportTask; is: "DONE" | "UNDER_WAY" | "NOT_BEGUN" }

function taskOf(task: TaskAssignment, day: IsoDay): Judged {
  const { value } = task.workflow
  const at = doneAt(task)
  const done = at === null ? null : dayOf(new Date(at))
  return {
    is: done !== null ? "DONE" : value === "notStarted" ? "NOT_BEGUN" : "UNDER_WAY",
    task: {
      id: task.id,
      number: task.number,
      text: task.text,
      period: task.period.label,
      due: task.due,
      state: PLAN_TASK_STATE_LABELS[value],
      isLate: isLateAgainst(task.due, done, day),
      note: "",
    },
  }
}

const itemOf = ({ task: { id, number, text, period } }: Judged): CountedItem => ({
  id,
  text: `${number} ${text} (${period})`,
  link: `/ke-hoach/nhiem-vu/${encodeURIComponent(id)}`,
})

/** Online services of the catalogue in force that the unit answers for. */
async function servicesOf(agencyId: string, day: IsoDay) {
  const inForce = await readInForceOn(await findIssuedEditions(), day)
  return (inForce?.rows ?? [])
    .filter(
      ({ entry }) => entry.agency.id === agencyId && (entry.level === "FULL" || entry.level === "PARTIAL"),
    )
    .map(({ entry }) => ({
      level: entry.level,
      item: {
        id: entry.serviceId,
        text: `${entry.serviceCode} ${entry.serviceName}`,
        link: `/thu-tuc/${encodeURIComponent(entry.procedure.code)}`,
      },
    }))
}

/** Registrations whose signing off stands, done within the days. */
async function signedOff(agencyId: string, from: IsoDay, to: IsoDay): Promise<CountedItem[]> {
  const ids: string[] = []
  for (const { id } of await findCampaigns())
    for (const one of await findSignOffs({ campaignId: id, agencyId }))
      if (one.signedOffAt && isBetween(dayOf(new Date(one.signedOffAt)), from, to)) ids.push(one.id)
  return (await findRegistrationsByIds(ids)).map(({ id, serviceCode, procedureName }) => ({
    id,
    text: `${serviceCode} ${procedureName}`,
    link: `/dang-ky/${encodeURIComponent(id)}`,
  }))
}

const isBetween = (day: IsoDay, from: IsoDay, to: IsoDay): boolean => from <= day && day <= to
