import { expect, test } from "vitest"
import type { Actor } from "#models/shared/workflow.ts"
import { proposeByRules } from "#seeds/scenarios/propose-by-rules.server.ts"
import { registrationOf } from "#test/setup/office.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { takeTo } from "#test/setup/stages.ts"
import { getWorkList } from "#workflows/screens/work-list.server.ts"

const office = officeForEach()

const workOf = async (actor: Actor) => {
  const { campaigns } = await getWorkList(office.d, actor)
  const [campaign] = campaigns
  if (!campaign) throw new Error("no review is running")
  return campaign
}
const chair: Actor = {
  id: "chutich",
  name: "Phan Trọng Khải",
  assignments: [{ role: "LEADER", agencyId: "ubnd-tinh" }],
}

test("only the leader a decision was drawn for has it among their work; the clerk who may not check has nothing", async () => {
  await takeTo(office, "submittedForSignature")
  expect((await workOf(office.staff.leader)).editionStep?.title).toBe("Ký ban hành quyết định")
  expect((await workOf(chair)).editionStep).toBeNull()
})

test("whoever checked the content is not told to check the form", async () => {
  await takeTo(office, "contentChecked")
  const both: Actor = {
    ...office.staff.chief,
    assignments: [
      ...office.staff.chief.assignments,
      { role: "RECORDS_CLERK", agencyId: "van-phong-ubnd-tinh" },
    ],
  }
  expect((await workOf(both)).editionStep).toBeNull()
  expect((await workOf(office.staff.clerk)).editionStep?.title).toBe("Kiểm tra thể thức văn bản")
})

test("locking the collection waits for the office once all is in or the day is past, and for nobody else", async () => {
  const lock = async (actor: Actor) => (await workOf(actor)).standing.lockable
  expect(await lock(office.staff.chief)).toBeNull()
  office.clock.set("2023-04-03T01:00:00Z")
  expect(await lock(office.staff.chief)).toContain("Đã qua hạn đăng ký")
  const { agencyId } = await registrationOf("2.000488")
  expect(await lock(office.staff.headOf(agencyId))).toBeNull()
})

test("a unit is told what others have of it", async () => {
  await proposeByRules(office.d, { campaignId: office.campaignId, staff: office.staff })
  const { agencyId } = await registrationOf("2.000488")
  const { standing } = await workOf(office.staff.specialistOf(agencyId))
  expect(standing.waiting.map(({ what }) => what)).toEqual(["Chờ lãnh đạo đơn vị ký duyệt"])
  expect((await workOf(office.staff.reviewer)).standing.waiting[0]?.what).toBe(
    "Các đơn vị đang soạn, chờ ký duyệt",
  )
})

test("while the catalogue is drawn up nobody is told to move registrations that stand still", async () => {
  await takeTo(office, "consolidated")
  const { agencyId } = await registrationOf("2.000488")
  for (const actor of [office.staff.reviewer, office.staff.specialistOf(agencyId)])
    expect((await workOf(actor)).sections).toEqual([])
})
