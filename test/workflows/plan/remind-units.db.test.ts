import { afterAll, beforeAll, expect, test } from "vitest"
import { findInbox } from "#models/inbox-message/inbox-message.repository.server.ts"
import { dayOf, instantOf } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { Store } from "#models/store/connection.server.ts"
import { findUser } from "#models/user/user.repository.server.ts"
import { actorOn } from "#models/user/user.ts"
import { TRAINING_USERS } from "#seeds/reference/users.ts"
import { PLAN_122, seedPlan } from "#seeds/scenarios/training-plan.server.ts"
import { seedUsers } from "#seeds/seed-users.server.ts"
import { previewReminders, remindUnits } from "#workflows/plan-task/remind-units.server.ts"
import { getUnitPlanPage } from "#workflows/screens/plan-tasks.server.ts"
import { planWorkFor } from "#workflows/screens/plan-work.server.ts"
import { openSmallOffice, type SmallOffice } from "../../setup/office.ts"
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

const UNIT = "so-tu-phap"
const person = async (id: string): Promise<Actor> => {
  const user = await findUser(id)
  if (!user) throw new Error(`no ${id}`)
  return actorOn(user, dayOf(office.clock.now()))
}

test("what a unit's own page calls late is what the coordinator reminds it of, and stands in its officer's work list", async () => {
  const actor = await person("dieuphoi")
  const { units } = await previewReminders(office.d, actor)
  const unit = units.find(({ agencyId }) => agencyId === UNIT)
  const page = await getUnitPlanPage(office.d, { agencyId: UNIT, actor })
  expect(page.late.length).toBeGreaterThan(0)
  expect(unit?.tasks.map(({ id }) => id).sort()).toEqual(page.late.map(({ id }) => id).sort())
  const work = await planWorkFor(await person("chuyenvien.tuphap"), [], "2023-05-15")
  expect(work.map(({ id }) => id)).toEqual(expect.arrayContaining(page.late.map(({ id }) => id)))
})

test("a reminder goes to those who answer for the tasks, once a day; of another list than was shown nothing is sent", async () => {
  const actor = await person("dieuphoi")
  const { digest } = await previewReminders(office.d, actor)
  const asked = { agencyIds: [UNIT], note: "Báo cáo trước ngày 20/5.", actor }
  await expect(remindUnits(office.d, { ...asked, digest: "a".repeat(64) })).rejects.toThrow("chưa nhắc ai")
  await expect(remindUnits(office.d, { ...asked, digest, agencyIds: [] })).rejects.toThrow(
    "ít nhất một đơn vị",
  )
  const stranger = await person("chuyenvien.tuphap")
  await expect(remindUnits(office.d, { ...asked, digest, actor: stranger })).rejects.toMatchObject({
    code: "FORBIDDEN",
  })
  expect(await remindUnits(office.d, { ...asked, digest })).toBe(2)
  const { messages } = await findInbox("chuyenvien.tuphap", { number: 1, size: 50 })
  expect(messages.filter(({ title }) => title.startsWith("Đôn đốc"))).toHaveLength(1)
  await expect(remindUnits(office.d, { ...asked, digest })).rejects.toThrow()
})
