import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { findPlans, getPlan } from "#models/plan/kept-plan.repository.server.ts"
import { findAssignments, getAssignment } from "#models/plan-task/task-assignment.repository.server.ts"
import type { TaskAssignment } from "#models/plan-task/task-assignment.ts"
import { instantOf } from "#models/shared/dates.ts"
import type { Actor, Role } from "#models/shared/workflow.ts"
import type { Store } from "#models/store/connection.server.ts"
import { findUser } from "#models/user/user.repository.server.ts"
import { actorOn } from "#models/user/user.ts"
import { TRAINING_USERS } from "#seeds/reference/users.ts"
import { PLAN_122, seedPlan } from "#seeds/scenarios/training-plan.server.ts"
import { seedUsers } from "#seeds/seed-users.server.ts"
import { keepLedger, writeLedger } from "#workflows/clocks/keep-ledger.server.ts"
import { lintFile } from "#workflows/document-form/lint-file.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { drawPlan, issuedPlanFile } from "#workflows/plan/issue-plan.server.ts"
import { keepPlanTasks } from "#workflows/plan/keep-tasks.server.ts"
import { addEvidence, type NewEvidence } from "#workflows/plan-task/add-evidence.server.ts"
import { followActs } from "#workflows/plan-task/follow-acts.server.ts"
import { stepTask } from "#workflows/plan-task/step-task.server.ts"
import { acceptTask } from "#workflows/plan-task/steps/accept.ts"
import { extendTask } from "#workflows/plan-task/steps/extend.ts"
import { reportTask } from "#workflows/plan-task/steps/report.ts"
import { returnTask } from "#workflows/plan-task/steps/return.ts"
import { tellProgress } from "#workflows/plan-task/steps/tell-progress.ts"
import { withdrawEvidence } from "#workflows/plan-task/steps/withdraw-evidence.ts"
import { getTaskPage } from "#workflows/screens/plan-tasks.server.ts"
import { readWord } from "#workflows/uploads/read-word.server.ts"
import { openSmallOffice, type SmallOffice } from "../../setup/office.ts"
import { textOfPages } from "../../setup/pdf-tools.ts"
import { refusalOf } from "../../setup/refusal.ts"
import { openTestStore } from "../../setup/store.ts"

let store: Store
let office: SmallOffice
beforeAll(async () => {
  store = await openTestStore()
  office = await openSmallOffice(store, { stage: "issued" })
  await seedUsers(TRAINING_USERS)
  office.clock.set(instantOf("2023-05-15", "08:00:00"))
  await seedPlan(office.d, PLAN_122)
}, 120_000)
afterAll(() => store.close())

const DAY = "2023-05-15"
const person = async (id: string): Promise<Actor> => {
  const user = await findUser(id)
  if (!user) throw new Error(`no ${id}`)
  return actorOn(user, DAY)
}
/** Somebody who may report for the unit; the coordinator for one without people of its own. */
const reporterOf = async ({ agencyId }: TaskAssignment): Promise<Actor> => {
  const roles: Role[] = ["SPECIALIST", "REVIEWER", "COORDINATOR"]
  const own = TRAINING_USERS.find(({ assignments }) =>
    assignments.some((one) => one.agencyId === agencyId && roles.includes(one.role)),
  )
  return person(own?.id ?? "dieuphoi")
}
const seenOf = async (id: string, actor: Actor) => ({
  taskId: id,
  revision: (await getAssignment(id)).revision,
  actor,
})
const of = async (number: string) =>
  (await findAssignments({ planId: "kh-122-2023" })).filter((one) => one.number === number)

describe("kế hoạch 122 trong kho", () => {
  test("it is in force, with everything that was found in it answered, and its tasks stand with every unit that leads", async () => {
    const plan = await getPlan("kh-122-2023.1")
    expect(plan.workflow.value).toBe("inForce")
    expect(plan.content.rows).toHaveLength(23)
    expect(plan.faults.every(({ answer }) => answer !== null)).toBe(true)
    const numbers = new Set((await findAssignments({ planId: "kh-122-2023" })).map(({ number }) => number))
    expect(numbers.size).toBe(23)
    // Departments, districts and communes of Đắk Nông lead 2.2; the first two alone 1.1.
    const levels = async (number: string) => (await of(number)).map(({ agencyId }) => agencyId)
    expect((await levels("2.2")).filter((id) => id.includes("ubnd-")).length).toBeGreaterThan(75)
    expect((await levels("1.1")).filter((id) => id.startsWith("ubnd-")).length).toBe(8)
    expect(await levels("3.1")).toEqual(["van-phong-ubnd-tinh"])
  })

  test("the issued document is kept, says number, day, tasks and repaired words, and breaks no rule of Decree 30", async () => {
    const asked = { id: "kh-122-2023.1", actor: await person("dieuphoi") }
    const bytes = await issuedPlanFile(office.d, asked)
    if (!bytes) throw new Error("not issued")
    const text = textOfPages(bytes).join("").replace(/\s+/gu, " ")
    expect(text).toContain("122/KH-UBND")
    expect(text).toContain("ngày 03 tháng 3 năm 2023")
    expect(text).toContain("CUNG CẤP DỊCH VỤ CÔNG TRỰC TUYẾN")
    expect(text).not.toContain("TTTHC")
    const { findings } = await lintFile(bytes)
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([])
    const word = await drawPlan(office.d, { ...asked, format: "docx" })
    expect((await readWord(word)).join(" ")).toContain("Hoàn thành tháng 4/2023")
  })

  test("a unit that is given a day of its own has a clock of its own, and both days are kept", async () => {
    const [task] = await of("1.1")
    if (!task) throw new Error("no task 1.1")
    const actor = await person("dieuphoi")
    await stepTask(office.d, extendTask, {
      ...(await seenOf(task.id, actor)),
      values: { until: "30/06/2023", reason: "Đơn vị đang kiện toàn tổ chức." },
    })
    const rows = (await writeLedger(office.d)).filter(({ kind }) => kind === "PLAN_TASK")
    expect(rows.find(({ id }) => id === `plan-task:${task.id}`)).toMatchObject({
      due: "2023-06-30",
      agencyId: task.agencyId,
    })
    expect(rows.find(({ id }) => id === "plan-task:kh-122-2023:1.1:mot-lan")).toMatchObject({
      due: "2023-04-30",
      state: "RUNNING",
    })
    expect((await getAssignment(task.id)).due).toBe("2023-04-30")
    expect(await keepLedger(office.d)).toBeGreaterThan(0)
  })

  test("acts of the system move the tasks that are bound to them, with what shows it", async () => {
    await followActs(office.d)
    for (const number of ["3.1", "3.3"]) {
      const task = (await of(number))[0]
      expect(task?.workflow.value, number).toBe("accepted")
      expect(task?.workflow.context.evidence.at(-1)).toMatchObject({
        kind: "ACT",
        link: expect.stringContaining("2023-1"),
      })
    }
    expect((await of("3.4"))[0]?.workflow.value).toBe("inProgress")
    expect(await followActs(office.d)).toBe(0)
  })

  test("a report without what its task asks for is refused, and so is confirming one's own", async () => {
    const [task] = await of("5.6")
    if (!task) throw new Error("no task 5.6")
    const actor = await reporterOf(task)
    const refused = await refusalOf(
      stepTask(office.d, reportTask, { ...(await seenOf(task.id, actor)), values: {} }),
    )
    expect(refused.message).toContain("minh chứng")
    const [own] = await of("2.4")
    if (!own) throw new Error("no task 2.4")
    const coordinator = await person("dieuphoi")
    await addEvidence(office.d, {
      ...(await seenOf(own.id, coordinator)),
      evidence: { kind: "TEXT", text: "Đã trình quy chế." },
    })
    await stepTask(office.d, reportTask, { ...(await seenOf(own.id, coordinator)), values: {} })
    const self = await refusalOf(
      stepTask(office.d, acceptTask, { ...(await seenOf(own.id, coordinator)), values: {} }),
    )
    expect(self.message).toContain("không tự xác nhận")
    const chief = await person("chanhvanphong")
    await stepTask(office.d, returnTask, {
      ...(await seenOf(own.id, chief)),
      values: { reason: "Thiếu dự thảo kèm theo." },
    })
    expect((await getAssignment(own.id)).workflow.value).toBe("returned")
    const stale = await refusalOf(
      stepTask(office.d, reportTask, { taskId: own.id, revision: 0, actor: coordinator, values: {} }),
    )
    expect(stale.code).toBe("CONCURRENT_EDIT")
    const stranger = await refusalOf(
      stepTask(office.d, reportTask, {
        ...(await seenOf(own.id, await person("chuyenvien.yte"))),
        values: {},
      }),
    )
    expect(stranger.code).toBe("FORBIDDEN")
  })

  test("progress over the whole is refused with what to do", async () => {
    const [task] = await of("2.2")
    if (!task) throw new Error("no task 2.2")
    const actor = await reporterOf(task)
    const refused = await refusalOf(
      stepTask(office.d, tellProgress, { ...(await seenOf(task.id, actor)), values: { done: "3", of: 2 } }),
    )
    expect(refused.message).toContain("quá 100%")
  })

  test("what a unit laid beside a task by mistake is taken away with a reason; what the system laid there stays", async () => {
    const [task] = await of("2.1")
    if (!task) throw new Error("no task 2.1")
    const actor = await reporterOf(task)
    const evidence = { kind: "TEXT" as const, text: "Báo cáo của nhiệm vụ khác." }
    await addEvidence(office.d, { ...(await seenOf(task.id, actor)), evidence })
    const [laid] = (await getAssignment(task.id)).workflow.context.evidence
    const values = { evidenceId: laid?.id, reason: "Gửi nhầm nhiệm vụ." }
    const silent = await refusalOf(
      stepTask(office.d, withdrawEvidence, {
        ...(await seenOf(task.id, actor)),
        values: { ...values, reason: "" },
      }),
    )
    expect(JSON.stringify(silent)).toContain("lý do")
    await stepTask(office.d, withdrawEvidence, { ...(await seenOf(task.id, actor)), values })
    expect((await getAssignment(task.id)).workflow.context.evidence).toEqual([])
    const page = await getTaskPage(office.d, { id: task.id, actor })
    expect(page.steps.find(({ event }) => event === "evidence.withdrawn")?.whyNot).toContain("do người thêm")
    const [bound] = await of("3.4")
    const act = bound?.workflow.context.evidence[0]
    expect(act?.kind).toBe("ACT")
    const kept = await refusalOf(
      stepTask(office.d, withdrawEvidence, {
        ...(await seenOf(bound?.id ?? "", await reporterOf(bound as TaskAssignment))),
        values: { ...values, evidenceId: act?.id },
      }),
    )
    expect(kept.code).toBe("WORKFLOW_REFUSED")
  })

  test("every one of the 23 tasks can be carried to its end", async () => {
    const numbers = (await getPlan("kh-122-2023.1")).content.rows.map(({ cells }) => cells.number)
    for (const number of numbers) {
      const task = (await of(number)).at(-1)
      if (!task) throw new Error(`nobody leads ${number}`)
      if (task.workflow.value !== "accepted") await carry(task)
      expect((await getAssignment(task.id)).workflow.value, number).toBe("accepted")
    }
  })

  test("the store reads back whole: every step of plan and tasks is in the log", async () => {
    await keepPlanTasks(office.d)
    expect((await verifyStore()).findings).toEqual([])
    expect(await findPlans(["inForce"])).toHaveLength(1)
  })
})

/** Reported with what the task asks for by its unit, confirmed by somebody else. */
async function carry(task: TaskAssignment): Promise<void> {
  const reporter = await reporterOf(task)
  const { needs, percent } = task.workflow.context
  if (percent !== null)
    await stepTask(office.d, tellProgress, {
      ...(await seenOf(task.id, reporter)),
      values: { done: "2", of: 2 },
    })
  const evidence: Record<typeof needs, NewEvidence> = {
    ANY: { kind: "LINK", text: "Văn bản trên Cổng tỉnh", link: "https://daknong.gov.vn/van-ban" },
    SUB_PLAN: { kind: "SUB_PLAN", text: "Kế hoạch của đơn vị", number: "15/KH-STP", day: "2023-04-12" },
    BUDGET: {
      kind: "BUDGET",
      text: "Dự toán năm 2024",
      year: 2024,
      amount: 1_250_000_000,
      source: "chi thường xuyên",
    },
  }
  await addEvidence(office.d, { ...(await seenOf(task.id, reporter)), evidence: evidence[needs] })
  await stepTask(office.d, reportTask, { ...(await seenOf(task.id, reporter)), values: { note: "Đã xong." } })
  const by = reporter.id === "dieuphoi" ? "chanhvanphong" : "dieuphoi"
  await stepTask(office.d, acceptTask, { ...(await seenOf(task.id, await person(by))), values: {} })
}
