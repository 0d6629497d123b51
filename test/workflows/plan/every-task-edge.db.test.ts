import { beforeEach, expect, test } from "vitest"
import { findAgencies } from "#models/agency/agency.repository.server.ts"
import { AgencyModel } from "#models/agency/agency.schema.server.ts"
import { getPlan } from "#models/plan/kept-plan.repository.server.ts"
import type { PlanTaskContext } from "#models/plan-task/context.ts"
import { PlanTaskEvent } from "#models/plan-task/events.ts"
import { isOfPeople } from "#models/plan-task/evidence.ts"
import { findAssignments, getAssignment } from "#models/plan-task/task-assignment.repository.server.ts"
import { TaskAssignmentModel } from "#models/plan-task/task-assignment.schema.server.ts"
import { addDays, dayOf, instantOf, isValidOn } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { saveUsers } from "#models/user/user.repository.server.ts"
import { UserModel } from "#models/user/user.schema.server.ts"
import type { Sent } from "#test/setup/chart-walk.ts"
import { eventsOfSchema } from "#test/setup/events-of-schema.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { edgesLeft, type Played, walkByUseCases } from "#test/setup/use-case-walk.ts"
import { ableSignatories } from "#workflows/campaign/who-signs.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { writePlan } from "#workflows/plan/draft-plan.server.ts"
import { answerFault, editPlan } from "#workflows/plan/edit-plan.server.ts"
import { issuePlan } from "#workflows/plan/issue-plan.server.ts"
import { keepPlanTasks } from "#workflows/plan/keep-tasks.server.ts"
import { stepPlan } from "#workflows/plan/step-plan.server.ts"
import { approvePlan } from "#workflows/plan/steps/approve.ts"
import { submitPlan } from "#workflows/plan/steps/submit.ts"
import { addEvidence } from "#workflows/plan-task/add-evidence.server.ts"
import { planTaskChart } from "#workflows/plan-task/chart.ts"
import { followActs } from "#workflows/plan-task/follow-acts.server.ts"
import { stepTask } from "#workflows/plan-task/step-task.server.ts"
import { planTaskStepOf } from "#workflows/plan-task/steps/index.ts"

const AT = "2023-03-06T01:00:00.000Z"
const REASON = "Nội dung ghi đủ để hiểu"
const office = officeForEach({ stage: "issued" })

const OFFICE = "van-phong-ubnd-tinh"
/** Who reports for every unit, who confirms, who approves the plan and who numbers it. */
let people: Record<string, Actor>
beforeEach(async () => {
  const today = dayOf(office.clock.now())
  const units = (await findAgencies()).filter((one) => isValidOn(one, today))
  people = {
    donvi: {
      id: "donvi",
      name: "Ông đơn vị",
      assignments: units.map(({ id }) => ({ role: "UNIT_HEAD", agencyId: id })),
    },
    dieuphoi: {
      id: "dieuphoi",
      name: "Ông điều phối",
      assignments: [{ role: "COORDINATOR", agencyId: OFFICE }],
    },
    chanhvanphong: {
      id: "chanhvanphong",
      name: "Ông chánh",
      assignments: [{ role: "CHIEF_OF_OFFICE", agencyId: OFFICE }],
    },
    vanthu: { id: "vanthu", name: "Ông văn thư", assignments: [{ role: "RECORDS_CLERK", agencyId: OFFICE }] },
  }
  await UserModel.deleteMany({})
  await saveUsers(
    Object.values(people).map(({ id, name, assignments }) => ({
      id,
      fullName: name,
      passwordHash: "x",
      active: true,
      trainingPassword: null,
      assignments: assignments.map((one) => ({ ...one, validFrom: "2022-08-15", validTo: null })),
    })),
  )
})
const as = (id: string): Actor => {
  const found = people[id]
  if (!found) throw new Error(`no ${id}`)
  return found
}

const WHO: Record<string, readonly string[]> = {
  "task.started": ["donvi"],
  "evidence.added": ["donvi"],
  "evidence.withdrawn": ["donvi"],
  "progress.told": ["donvi"],
  "task.reported": ["donvi"],
  "report.takenBack": ["donvi"],
  "task.accepted": ["dieuphoi"],
  "task.returned": ["dieuphoi"],
  "deadline.extended": ["dieuphoi"],
  "task.reopened": ["dieuphoi"],
  "task.progressed": ["system"],
  "task.fulfilled": ["system"],
  "task.fellAway": ["system"],
}
const EVENTS: Sent[] = eventsOfSchema(PlanTaskEvent, {
  reason: [REASON],
  evidence: [{ id: "e1", kind: "TEXT", text: REASON, link: "" }],
  evidenceId: ["e1"],
  counted: [false],
}).flatMap((event) =>
  (WHO[event.type] ?? []).map((by) => ({ ...event, ...ofSystem(event.type), by, at: AT })),
)

/** What the system lays beside a task is an act, which nobody takes away. */
function ofSystem(type: string): object {
  const isOwn = type === "task.progressed" || type === "task.fulfilled"
  return isOwn ? { evidence: { id: "a1", kind: "ACT", text: REASON, link: "" } } : {}
}

/** A plan in force whose tasks every department leads, with a share to be reached. */
async function planInForce(): Promise<void> {
  const d = office.d
  const actor = as("dieuphoi")
  const id = await writePlan(d, { title: "Kế hoạch trang thành phần năm 2023", actor })
  const seen = async () => ({ id, revision: (await getPlan(id)).revision })
  const part = { what: "PART", number: "1", heading: "Trang thành phần" } as const
  await editPlan(d, { ...(await seen()), edit: part, actor })
  for (const number of ["1.1", "1.2", "1.3"]) {
    const cells = {
      number,
      text: `Bảo đảm 100% trang thành phần có liên kết tới Cổng dịch vụ công quốc gia, lần ${number}`,
      leads: "Các Sở, Ban, ngành",
      coordinating: "",
      due: "Hoàn thành tháng 12/2023",
      product: "",
      note: "",
    }
    const way = { act: null, needs: "ANY", measure: "COMPONENT" } as const
    const task = { what: "TASK", place: null, part: "1", cells, way } as const
    await editPlan(d, { ...(await seen()), edit: task, actor })
  }
  for (const fault of (await getPlan(id)).faults)
    if (fault.answer === null)
      await answerFault(d, { ...(await seen()), faultId: fault.id, kind: "LEFT", text: REASON, actor })
  await stepPlan(d, submitPlan, { ...(await seen()), values: {}, actor })
  await stepPlan(d, approvePlan, { ...(await seen()), values: {}, actor: as("chanhvanphong") })
  const today = dayOf(d.clock.now())
  const [signatory] = await ableSignatories(d, { issuingAuthority: "COMMITTEE" })
  const facts = { number: "122", issuedOn: today, effectiveFrom: today, signatoryId: signatory.personId }
  await issuePlan(d, { ...(await seen()), facts, actor: as("vanthu") })
  await keepPlanTasks(d)
}

/** What the system did for a task bound to an act: the edition is issued, its records are on their way. */
async function follow(taskId: string, act: "RECORDS_LIVE" | "EDITION_ISSUED"): Promise<void> {
  await TaskAssignmentModel.updateOne({ _id: taskId }, { $set: { act } })
  await followActs(office.d)
  await TaskAssignmentModel.updateOne({ _id: taskId }, { $set: { act: null } })
}

/** Its unit ends, and with it what it owed. */
async function endUnit(taskId: string): Promise<void> {
  const { agencyId } = await getAssignment(taskId)
  const today = dayOf(office.clock.now())
  await AgencyModel.updateOne({ _id: agencyId }, { $set: { validTo: today } })
  office.clock.set(instantOf(addDays(today, 1), "08:00:00"))
  await keepPlanTasks(office.d)
}

/** Duties that follow the register of websites and a later plan: taken in `website-register.db.test.ts`. */
const BY_REGISTER_AND_PLAN = /--demands\.changed-->|^returned --progress\.told--> returned$/u

const tasks = (): Played => ({
  chart: planTaskChart as unknown as Played["chart"],
  input: { needs: "ANY", percent: 100 },
  events: EVENTS,
  notAsked: ["task.progressed", "task.fulfilled", "task.fellAway"],
  last: "cancelled",
  async make() {
    const [fresh] = (await findAssignments({ states: ["notStarted"] })).filter(
      ({ revision }) => revision === 0,
    )
    if (!fresh) throw new Error("no task is left")
    // Taken: the next path begins with another.
    await TaskAssignmentModel.updateOne(
      { _id: fresh.id },
      { $set: { period: { ...fresh.period, label: "đã lấy" } } },
    )
    return { id: fresh.id, isFirstSent: false }
  },
  async send(taskId, { type, by }) {
    if (type === "task.progressed") return follow(taskId, "RECORDS_LIVE")
    if (type === "task.fulfilled") return follow(taskId, "EDITION_ISSUED")
    if (type === "task.fellAway") return endUnit(taskId)
    const { revision, workflow } = await getAssignment(taskId)
    const seen = { taskId, revision, actor: as(by) }
    if (type === "evidence.added")
      return addEvidence(office.d, { ...seen, evidence: { kind: "TEXT", text: REASON } })
    const step = planTaskStepOf(type)
    if (!step) throw new Error(`no step ${type}`)
    const evidenceId = workflow.context.evidence.findLast(isOfPeople)?.id ?? "khong-co"
    const values = { note: REASON, reason: REASON, until: "29/12/2023", done: "1", of: 1, evidenceId }
    return stepTask(office.d, step, { ...seen, values })
  },
  standing: getAssignment,
  asNow: (event, context) => {
    const own = (context as PlanTaskContext).evidence.findLast(isOfPeople)
    return { ...event, evidenceId: own?.id ?? "khong-co" } as Sent
  },
})

test("a task of the plan: every edge is taken through the use-cases and the duties, and wherever it stands all else is refused and changes nothing", {
  timeout: 120_000,
}, async () => {
  await planInForce()
  const played = tasks()
  const { taken, refused } = await walkByUseCases(played)
  expect(edgesLeft(played, taken).filter((edge) => !BY_REGISTER_AND_PLAN.test(edge))).toEqual([])
  expect(refused).toBeGreaterThan(20)
  expect((await verifyStore()).findings).toEqual([])
})
