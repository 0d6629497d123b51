import { beforeEach, expect, test } from "vitest"
import type { PlanContext } from "#models/plan/context.ts"
import { PlanEvent } from "#models/plan/events.ts"
import { getPlan } from "#models/plan/kept-plan.repository.server.ts"
import { addDays, dayOf, instantOf } from "#models/shared/dates.ts"
import type { Actor, Role } from "#models/shared/workflow.ts"
import { saveUsers } from "#models/user/user.repository.server.ts"
import { UserModel } from "#models/user/user.schema.server.ts"
import type { Sent } from "#test/setup/chart-walk.ts"
import { eventsOfSchema } from "#test/setup/events-of-schema.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { edgesLeft, type Played, walkByUseCases } from "#test/setup/use-case-walk.ts"
import { ableSignatories } from "#workflows/campaign/who-signs.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { planChart } from "#workflows/plan/chart.ts"
import { draftNextVersion, writePlan } from "#workflows/plan/draft-plan.server.ts"
import { answerFault, editPlan } from "#workflows/plan/edit-plan.server.ts"
import { issuePlan } from "#workflows/plan/issue-plan.server.ts"
import { keepPlanTasks } from "#workflows/plan/keep-tasks.server.ts"
import { stepPlan } from "#workflows/plan/step-plan.server.ts"
import { planStepOf } from "#workflows/plan/steps/index.ts"

const AT = "2023-03-06T01:00:00.000Z"
const REASON = "Nội dung ghi đủ để hiểu"
const office = officeForEach()

const PEOPLE: Record<string, [Role, string]> = {
  dieuphoi: ["COORDINATOR", "so-thong-tin-va-truyen-thong"],
  chanhvanphong: ["CHIEF_OF_OFFICE", "van-phong-ubnd-tinh"],
  vanthu: ["RECORDS_CLERK", "van-phong-ubnd-tinh"],
}
const as = (id: string): Actor => {
  const [role, agencyId] = PEOPLE[id] as [Role, string]
  return { id, name: `Ông ${id}`, assignments: [{ role, agencyId }] }
}
beforeEach(async () => {
  await UserModel.deleteMany({})
  await saveUsers(
    Object.entries(PEOPLE).map(([id, [role, agencyId]]) => ({
      id,
      fullName: `Ông ${id}`,
      passwordHash: "x",
      active: true,
      trainingPassword: null,
      assignments: [{ role, agencyId, validFrom: "2022-08-15", validTo: null }],
    })),
  )
})

const WHO: Record<string, readonly string[]> = {
  "plan.drafted": ["dieuphoi"],
  "plan.edited": ["dieuphoi"],
  "fault.answered": ["dieuphoi"],
  "plan.submitted": ["dieuphoi"],
  "plan.approved": ["chanhvanphong", "dieuphoi"],
  "plan.takenBack": ["dieuphoi", "chanhvanphong"],
  "plan.returned": ["chanhvanphong", "dieuphoi"],
  "plan.issued": ["vanthu"],
  "plan.enforced": ["system"],
  "plan.superseded": ["system"],
  "plan.discarded": ["dieuphoi"],
}
const EVENTS: Sent[] = eventsOfSchema(PlanEvent, {
  reason: [REASON],
  unanswered: [0],
  answer: ["LEFT"],
}).flatMap((event) => (WHO[event.type] ?? []).map((by) => ({ ...event, by, at: AT })))

const seen = async (id: string) => ({ id, revision: (await getPlan(id)).revision })
const leave = async (id: string, by = as("dieuphoi")): Promise<void> => {
  const [fault] = (await getPlan(id)).faults
  await answerFault(office.d, {
    ...(await seen(id)),
    faultId: fault?.id ?? "",
    kind: "LEFT",
    text: REASON,
    actor: by,
  })
}
const step = async (id: string, type: string, by: string): Promise<void> => {
  const one = planStepOf(type)
  if (!one) throw new Error(`no step ${type}`)
  await stepPlan(office.d, one, { ...(await seen(id)), values: { reason: REASON }, actor: as(by) })
}
const issue = async (id: string, by: string): Promise<void> => {
  const today = dayOf(office.clock.now())
  const [signatory] = await ableSignatories(office.d, { issuingAuthority: "COMMITTEE" })
  const facts = {
    number: "122",
    issuedOn: today,
    effectiveFrom: addDays(today, 1),
    signatoryId: signatory.personId,
  }
  await issuePlan(office.d, { ...(await seen(id)), facts, actor: as(by) })
}
const nextDay = async (): Promise<void> => {
  office.clock.set(instantOf(addDays(dayOf(office.clock.now()), 1), "08:00:00"))
  await keepPlanTasks(office.d)
}

/** A plan of one task, whose day is asked about and left as it stands. */
async function make(): Promise<{ id: string; isFirstSent: boolean }> {
  const actor = as("dieuphoi")
  const id = await writePlan(office.d, { title: "Kế hoạch công khai số liệu năm 2023", actor })
  const part = { what: "PART", number: "1", heading: "Công khai" } as const
  await editPlan(office.d, { ...(await seen(id)), edit: part, actor })
  const cells = {
    number: "1.1",
    text: "Công khai số liệu cung cấp dịch vụ công trực tuyến",
    leads: "Văn phòng UBND tỉnh",
    coordinating: "",
    due: "tháng 13/2023",
    product: "",
    note: "",
  }
  const way = { act: null, needs: "ANY", measure: null } as const
  const task = { what: "TASK", place: null, part: "1", cells, way } as const
  await editPlan(office.d, { ...(await seen(id)), edit: task, actor })
  await leave(id)
  return { id, isFirstSent: true }
}

/** The next version, through the same hands, in force the day after. */
async function supersede(id: string): Promise<void> {
  const next = await draftNextVersion(office.d, { id, actor: as("dieuphoi") })
  const { title, endsOn, faults } = await getPlan(next)
  const edit = { what: "HEAD", title: `${title} (sửa đổi)`, endsOn } as const
  await editPlan(office.d, { ...(await seen(next)), edit, actor: as("dieuphoi") })
  if ((await getPlan(next)).faults.length > faults.length) await leave(next)
  await step(next, "plan.submitted", "dieuphoi")
  await step(next, "plan.approved", "chanhvanphong")
  await issue(next, "vanthu")
  await nextDay()
}

const plans: Played = {
  chart: planChart as unknown as Played["chart"],
  events: EVENTS,
  notAsked: ["plan.drafted", "plan.enforced", "plan.superseded"],
  last: "superseded",
  make,
  async send(id, { type, by }) {
    if (type === "plan.edited") {
      const { title, endsOn } = await getPlan(id)
      const edit = { what: "HEAD", title: `${title}.`, endsOn } as const
      return editPlan(office.d, { ...(await seen(id)), edit, actor: as(by) })
    }
    if (type === "fault.answered") return leave(id, as(by))
    if (type === "plan.issued") return issue(id, by)
    if (type === "plan.enforced") return nextDay()
    if (type === "plan.superseded") return supersede(id)
    return step(id, type, by)
  },
  standing: getPlan,
  asNow: (event, context) => ({ ...event, digest: (context as PlanContext).digest }) as Sent,
}

test("a version of a plan: every edge is taken through the use-cases, and wherever it stands all else is refused and changes nothing", {
  timeout: 120_000,
}, async () => {
  const { taken, refused } = await walkByUseCases(plans)
  expect(edgesLeft(plans, taken)).toEqual([])
  expect(refused).toBeGreaterThan(20)
  expect((await verifyStore()).findings).toEqual([])
})
