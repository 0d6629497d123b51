import { afterAll, beforeAll, expect, test } from "vitest"
import { findPlans, savePlan } from "#models/plan/kept-plan.repository.server.ts"
import type { KeptPlan } from "#models/plan/kept-plan.ts"
import { findAssignments, getAssignment } from "#models/plan-task/task-assignment.repository.server.ts"
import type { TaskAssignment } from "#models/plan-task/task-assignment.ts"
import { saveReference } from "#models/reference/reference.repository.server.ts"
import type { SiteCheck, Website } from "#models/reference/website.ts"
import { instantOf } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { Store } from "#models/store/connection.server.ts"
import { findUser } from "#models/user/user.repository.server.ts"
import { actorOn } from "#models/user/user.ts"
import { TRAINING_USERS } from "#seeds/reference/users.ts"
import { PLAN_122, seedPlan } from "#seeds/scenarios/training-plan.server.ts"
import { seedUsers } from "#seeds/seed-users.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { keepPlanTasks } from "#workflows/plan/keep-tasks.server.ts"
import { followMeasures } from "#workflows/plan-task/follow-measures.server.ts"
import { siteFigure, websitesOn } from "#workflows/plan-task/site-figures.ts"
import { stepTask } from "#workflows/plan-task/step-task.server.ts"
import { reportTask } from "#workflows/plan-task/steps/report.ts"
import { returnTask } from "#workflows/plan-task/steps/return.ts"
import { tellProgress } from "#workflows/plan-task/steps/tell-progress.ts"
import { getWebsitePage } from "#workflows/screens/website-page.server.ts"
import { openSmallOffice, type SmallOffice } from "../../setup/office.ts"
import { refusalOf } from "../../setup/refusal.ts"
import { openTestStore } from "../../setup/store.ts"

const UNIT = "so-tu-phap"
let store: Store
let office: SmallOffice
let officer: Actor
beforeAll(async () => {
  store = await openTestStore()
  office = await openSmallOffice(store)
  await seedUsers(TRAINING_USERS)
  office.clock.set(instantOf("2023-03-15", "08:00:00"))
  await seedPlan(office.d, PLAN_122)
  const user = await findUser("chuyenvien.tuphap")
  if (!user) throw new Error("no officer")
  officer = actorOn(user, "2023-03-15")
}, 120_000)
afterAll(() => store.close())

const site = (id: string, kind: Website["kind"] = "WEBSITE", validTo: string | null = null): Website => ({
  id,
  agencyId: UNIT,
  kind,
  name: `Trang ${id}`,
  address: `https://${id}.daknong.gov.vn`,
  validFrom: "2022-01-01",
  validTo,
})
const check = (websiteId: string, checkedOn: string, found: Partial<SiteCheck> = {}): SiteCheck => ({
  websiteId,
  checkedOn,
  checkedBy: "Trần Thị Kiểm",
  isReachable: true,
  isComponent: false,
  linksProvince: false,
  linksNational: false,
  isConnected: false,
  note: "",
  ...found,
})
const task = async (number: string): Promise<TaskAssignment> => {
  const found = (await findAssignments({ agencyId: UNIT })).find((one) => one.number === number)
  if (!found) throw new Error(`no ${number}`)
  return found
}
const placeOf = ({ content }: KeptPlan, number: string): string =>
  content.rows.find((row) => row.cells.number === number)?.place ?? ""
const seen = async (id: string) => ({
  taskId: id,
  revision: (await getAssignment(id)).revision,
  actor: officer,
})

test("the last look by a day decides; what ended, what nobody looked at and what does not answer is not reached", () => {
  const websites = [site("a"), site("b"), site("cu", "WEBSITE", "2022-12-31"), site("he-thong", "SYSTEM")]
  const checks = [
    check("a", "2023-01-10", { isComponent: true }),
    check("a", "2023-02-10"),
    check("a", "2023-06-01", { isComponent: true, linksProvince: true, linksNational: true }),
    check("cu", "2022-11-01", { isComponent: true }),
    check("he-thong", "2023-01-01", { isConnected: true, isReachable: false }),
  ]
  const on = (day: string) => websitesOn({ websites, checks }, day)
  expect(siteFigure("COMPONENT", on("2023-01-31"), UNIT)).toEqual({ done: 1, of: 2 })
  expect(siteFigure("COMPONENT", on("2023-03-31"), UNIT)).toEqual({ done: 0, of: 2 })
  expect(siteFigure("LINKED", on("2023-06-30"), UNIT)).toEqual({ done: 1, of: 2 })
  expect(siteFigure("CONNECTED", on("2023-06-30"), UNIT)).toEqual({ done: 0, of: 1 })
  expect(siteFigure("LINKED", on("2023-06-30"), "so-y-te")).toEqual({ done: 0, of: 0 })
})

test("while the register is empty units tell their progress themselves", async () => {
  expect(await followMeasures(office.d)).toBe(0)
  const { id } = await task("2.3")
  await stepTask(office.d, tellProgress, { ...(await seen(id)), values: { done: "1", of: 3 } })
  expect((await getAssignment(id)).workflow.context.progress).toMatchObject({
    done: 1,
    of: 3,
    counted: false,
  })
})

test("the register tells each unit's tasks how far it has come; nobody tells them otherwise by hand", async () => {
  await saveReference("websites", [site("a"), site("b")])
  await saveReference("siteChecks", [check("a", "2023-03-10", { isComponent: true, linksProvince: true })])
  expect(await followMeasures(office.d)).toBe(2)
  const component = await task("2.2")
  expect(component.workflow).toMatchObject({
    value: "inProgress",
    context: { progress: { done: 1, of: 2, counted: true } },
  })
  expect((await task("2.3")).workflow.context.progress).toMatchObject({ done: 0, of: 2, counted: true })
  expect(await followMeasures(office.d)).toBe(0)
  const byHand = await refusalOf(
    stepTask(office.d, tellProgress, { ...(await seen(component.id)), values: { done: "2", of: 2 } }),
  )
  expect(byHand.message).toContain("sổ trang, hệ thống")
  const early = await refusalOf(
    stepTask(office.d, reportTask, { ...(await seen(component.id)), values: { note: "" } }),
  )
  expect(early.message).toContain("1/2")
})

test("once every site of the unit is as it should be, its task can be reported", async () => {
  await saveReference("siteChecks", [
    check("a", "2023-03-10", { isComponent: true }),
    check("b", "2023-03-14", { isComponent: true }),
  ])
  await followMeasures(office.d)
  const { id } = await task("2.2")
  await stepTask(office.d, reportTask, { ...(await seen(id)), values: { note: "" } })
  expect((await getAssignment(id)).workflow.value).toBe("reportedDone")
})

test("a report that was given back stays given back while the register goes on counting", async () => {
  const { id } = await task("2.2")
  const chief = await findUser("dieuphoi")
  if (!chief) throw new Error("no coordinator")
  const returned = { taskId: id, revision: (await getAssignment(id)).revision }
  await stepTask(office.d, returnTask, {
    ...returned,
    actor: actorOn(chief, "2023-03-15"),
    values: { reason: "Trang b chưa đủ chuyên mục." },
  })
  await saveReference("siteChecks", [check("a", "2023-03-10", { isComponent: true })])
  expect(await followMeasures(office.d)).toBeGreaterThan(0)
  expect((await getAssignment(id)).workflow).toMatchObject({
    value: "returned",
    context: { progress: { done: 1, of: 2, counted: true } },
  })
})

test("the page counts what the tasks are told, and each figure's list has as many", async () => {
  const ask = (query: Partial<Parameters<typeof getWebsitePage>[1]["query"]>) =>
    getWebsitePage(office.d, {
      actor: officer,
      query: { unit: "", day: "", look: "", measure: "", reached: "", page: 1, ...query },
    })
  const page = await ask({})
  const progress = (await task("2.2")).workflow.context.progress
  expect(page.units[0]?.figures.COMPONENT).toEqual({ done: progress?.done, of: progress?.of })
  expect(page.figures.COMPONENT).toEqual(page.units[0]?.figures.COMPONENT)
  expect((await ask({ measure: "COMPONENT", reached: "yes" })).total).toBe(page.figures.COMPONENT.done)
  expect((await ask({ measure: "LINKED", reached: "no" })).total).toBe(2)
  expect((await verifyStore()).findings).toEqual([])
})

test("a site that went over counts for its former unit until the eve, for the successor from the day, each with its list", async () => {
  const heir = "so-noi-vu"
  await saveReference("websites", [
    site("a", "WEBSITE", "2023-03-09"),
    { ...site("a"), agencyId: heir, validFrom: "2023-03-10" },
    site("b"),
  ])
  await saveReference("siteChecks", [check("a", "2023-03-01", { isComponent: true })])
  for (const [day, unit, figure] of [
    ["2023-03-09", UNIT, { done: 1, of: 2 }],
    ["2023-03-09", heir, { done: 0, of: 0 }],
    ["2023-03-10", UNIT, { done: 0, of: 1 }],
    ["2023-03-10", heir, { done: 1, of: 1 }],
  ] as const) {
    const ask = (query: { reached?: "yes" | "no" }) =>
      getWebsitePage(office.d, {
        actor: officer,
        query: { unit, day, look: "", measure: "COMPONENT", reached: "", page: 1, ...query },
      })
    const page = await ask({})
    const own = page.units.find(({ id }) => id === unit)?.figures.COMPONENT ?? { done: 0, of: 0 }
    expect([day, unit, own]).toEqual([day, unit, figure])
    expect([page.total, page.rows.length]).toEqual([figure.of, figure.of])
    expect((await ask({ reached: "yes" })).total).toBe(figure.done)
  }
})

test("a unit that has nothing in the register any more tells its progress itself again", async () => {
  await saveReference("websites", [site("a", "WEBSITE", "2022-12-31")])
  expect(await followMeasures(office.d)).toBeGreaterThan(0)
  const { id, workflow } = await task("2.3")
  expect(workflow.context.progress).toMatchObject({ counted: false })
  expect(await followMeasures(office.d)).toBe(0)
  await stepTask(office.d, tellProgress, { ...(await seen(id)), values: { done: "1", of: 1 } })
  expect((await getAssignment(id)).workflow.context.progress).toMatchObject({ done: 1, of: 1 })
  expect((await verifyStore()).findings).toEqual([])
})

test("what a later version of the plan asks reaches open tasks as a change in their history", async () => {
  const { id, planId } = await task("1.1")
  const [plan] = await findPlans(["inForce"])
  if (!plan) throw new Error("no plan")
  const before = (await getAssignment(id)).workflow
  const ways = [
    ...plan.ways.filter(({ place }) => place !== placeOf(plan, "1.1")),
    { place: placeOf(plan, "1.1"), act: null, needs: "BUDGET" as const, measure: null },
  ]
  await store.inTransaction((session) => savePlan({ ...plan, ways }, session))
  await keepPlanTasks(office.d)
  const { workflow } = await getAssignment(id)
  expect(planId).toBe(plan.planId)
  expect(before.context.needs).not.toBe("BUDGET")
  expect(workflow.value).toBe(before.value)
  expect(workflow.context).toMatchObject({
    needs: "BUDGET",
    demands: [{ was: { needs: before.context.needs }, now: { needs: "BUDGET" } }],
  })
  const found = (await verifyStore()).findings
  expect(found.filter(({ where }) => where.startsWith("planTask "))).toEqual([])
  const again = (await getAssignment(id)).revision
  await keepPlanTasks(office.d)
  expect((await getAssignment(id)).revision).toBe(again)
})
