import { afterAll, beforeAll, expect, test } from "vitest"
import { getPlan } from "#models/plan/kept-plan.repository.server.ts"
import { instantOf } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { Store } from "#models/store/connection.server.ts"
import { findUser } from "#models/user/user.repository.server.ts"
import { actorOn } from "#models/user/user.ts"
import { TRAINING_USERS } from "#seeds/reference/users.ts"
import { PLAN_122, seedPlan } from "#seeds/scenarios/training-plan.server.ts"
import { seedUsers } from "#seeds/seed-users.server.ts"
import { draftNextVersion, writePlan } from "#workflows/plan/draft-plan.server.ts"
import { editPlan } from "#workflows/plan/edit-plan.server.ts"
import { stepPlan } from "#workflows/plan/step-plan.server.ts"
import { submitPlan } from "#workflows/plan/steps/submit.ts"
import { openSmallOffice, type SmallOffice } from "../../setup/office.ts"
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

const person = async (id: string): Promise<Actor> => {
  const user = await findUser(id)
  if (!user) throw new Error(`no ${id}`)
  return actorOn(user, "2023-05-15")
}
const seen = async (id: string) => ({ id, revision: (await getPlan(id)).revision })
const cells = (number: string, due: string) => ({
  number,
  text: "Công khai số liệu cung cấp dịch vụ công trực tuyến",
  leads: "Văn phòng UBND tỉnh",
  coordinating: "",
  due,
  product: "",
  note: "",
})
const way = { act: null, needs: "ANY", measure: null } as const

test("a plan is written by hand, argued with as a file is, and stale changes are refused", async () => {
  const actor = await person("dieuphoi")
  const short = await refusalOf(writePlan(office.d, { title: "Ngắn", actor }))
  expect(JSON.stringify(short)).toContain("Ghi trích yếu")
  const id = await writePlan(office.d, { title: "Kế hoạch công khai số liệu quý III năm 2023", actor })
  const empty = stepPlan(office.d, submitPlan, { ...(await seen(id)), values: {}, actor })
  await expect(empty).rejects.toThrow("chưa có nhiệm vụ nào")
  const part = { what: "PART", number: "1", heading: "Công khai" } as const
  await editPlan(office.d, { ...(await seen(id)), edit: part, actor })
  const stale = await seen(id)
  const task = { what: "TASK", place: null, part: "1", cells: cells("1.1", "tháng 13/2023"), way } as const
  await editPlan(office.d, { ...stale, edit: task, actor })
  const [kept] = (await getPlan(id)).content.rows
  const mine = { ...task, place: kept?.place ?? "", cells: { ...cells("1.1", "tháng 13/2023"), note: "gấp" } }
  const late = await refusalOf(editPlan(office.d, { ...stale, edit: mine, actor }))
  expect(late).toMatchObject({
    code: "CONCURRENT_EDIT",
    details: {
      changed: [{ field: "Ghi chú", now: "để trống", mine: "gấp", take: { note: "" } }],
      made: { against: { revision: String((await getPlan(id)).revision) } },
    },
  })
  expect(late.message).toContain("chưa ghi gì của bạn")
  await expect(editPlan(office.d, { ...(await seen(id)), edit: part, actor })).rejects.toThrow("đã có")
  const [row] = (await getPlan(id)).content.rows
  expect((await getPlan(id)).faults.map(({ found }) => found).join()).toContain("13/2023")
  await editPlan(office.d, {
    ...(await seen(id)),
    edit: { ...task, place: row?.place ?? "", cells: cells("1.1", "Quý III/2023") },
    actor,
  })
  expect((await getPlan(id)).faults.filter(({ answer }) => answer === null)).toEqual([])
  await stepPlan(office.d, submitPlan, { ...(await seen(id)), values: {}, actor })
  expect((await getPlan(id)).workflow.value).toBe("awaitingApproval")
})

test("a next version begins with what the one in force says, and there is one at a time", async () => {
  const actor = await person("dieuphoi")
  const id = await draftNextVersion(office.d, { id: "kh-122-2023.1", actor })
  expect((await getPlan(id)).content).toEqual((await getPlan("kh-122-2023.1")).content)
  await expect(draftNextVersion(office.d, { id: "kh-122-2023.1", actor })).rejects.toThrow("chưa xong")
  const before = await getPlan(id)
  const gone = before.content.rows[0]?.place ?? ""
  await editPlan(office.d, { ...(await seen(id)), edit: { what: "REMOVE_TASK", place: gone }, actor })
  const head = { what: "HEAD", title: `${before.title} (sửa đổi)`, endsOn: "2023-12-31" } as const
  await editPlan(office.d, { ...(await seen(id)), edit: head, actor })
  // A task written by hand in the version before had the place of its revision: a new one never takes it.
  const task = { what: "TASK", place: null, part: "1", cells: cells("1.99", "Quý III/2023"), way } as const
  await editPlan(office.d, { ...(await seen(id)), edit: task, actor })
  const added = (await getPlan(id)).content.rows.at(-1)?.place ?? ""
  expect(added).toMatch(/^nhập tay 2\.\d+$/)
  await editPlan(office.d, { ...(await seen(id)), edit: { what: "REMOVE_TASK", place: added }, actor })
  const after = await getPlan(id)
  expect(after.content.rows).toHaveLength(before.content.rows.length - 1)
  expect(after.title).toContain("(sửa đổi)")
  expect((await getPlan("kh-122-2023.1")).workflow.value).toBe("inForce")
})
