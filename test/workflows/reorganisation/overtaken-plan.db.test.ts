import { beforeEach, expect, test } from "vitest"
import { getReorganisation } from "#models/reorganisation/reorganisation.repository.server.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { aStoredUser } from "#test/app/setup/open-office.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { editReorganisation } from "#workflows/reorganisation/change-plan.server.ts"
import { draftReorganisation } from "#workflows/reorganisation/draft-plan.server.ts"
import { basicsOf } from "#workflows/reorganisation/edit-plan.ts"
import { stepReorganisation } from "#workflows/reorganisation/step-act.server.ts"

const office = officeForEach()
const someone = (id: string, name: string): Actor => ({
  id,
  name,
  assignments: [{ role: "ADMIN", agencyId: "van-phong-ubnd-tinh" }],
})
const AN = someone("an", "Nguyễn Văn An")
const BINH = someone("binh", "Lê Thị Bình")
beforeEach(async () => {
  for (const { id, name } of [AN, BINH]) await aStoredUser({ id, fullName: name, assignments: [] })
})
const PLAN = {
  kind: "MERGE" as const,
  title: "Hợp nhất hai sở",
  day: "2023-07-01",
  norm: { number: "1/NQ-HĐND", day: "2023-03-01", title: "Nghị quyết", clause: "Điều 1" },
  successions: [{ fromId: "so-giao-thong-van-tai", toId: "so-xay-dung", extent: "WHOLE" as const }],
}

test("basics that somebody else saved meanwhile are refused line by line: whose change, what stood there, what was typed, what stands now", async () => {
  const id = await draftReorganisation(office.d, { plan: PLAN, actor: AN })
  const opened = basicsOf((await getReorganisation(id)).plan)
  const save = (over: Partial<typeof opened>, actor: Actor, revision: number, seen = opened) =>
    editReorganisation(office.d, {
      id,
      revision,
      actor,
      edit: { intent: "basics", ...seen, ...over, seen: JSON.stringify(seen) },
    })
  await save({ title: "Hợp nhất hai Sở", day: "2023-08-01" }, BINH, 1)
  const refusal = await refusalOf(save({ title: "Sáp nhập hai Sở" }, AN, 1))
  expect(refusal.code).toBe("CONCURRENT_EDIT")
  expect(refusal.message).toContain("chưa ghi gì của bạn")
  const mine = { title: "Sáp nhập hai Sở" }
  expect(refusal.details).toMatchObject({
    by: BINH.name,
    currentRevision: 2,
    changed: [
      {
        field: "Tên việc sắp xếp",
        before: PLAN.title,
        mine: mine.title,
        now: "Hợp nhất hai Sở",
        take: { title: "Hợp nhất hai Sở" },
        by: BINH.name,
      },
      { field: "Ngày bắt đầu thực hiện", before: "01/07/2023", mine: "01/07/2023", now: "01/08/2023" },
    ],
  })
  const { plan } = await getReorganisation(id)
  expect(plan.title).toBe("Hợp nhất hai Sở")
  await save({ ...mine, day: "2023-08-01" }, AN, 2, basicsOf(plan))
  expect((await getReorganisation(id)).plan).toMatchObject({ ...mine, day: "2023-08-01" })
})

test("a step on an act that was changed meanwhile says who changed it", async () => {
  const id = await draftReorganisation(office.d, { plan: PLAN, actor: AN })
  await editReorganisation(office.d, {
    id,
    revision: 1,
    actor: BINH,
    edit: { intent: "renaming.add", agencyId: "so-xay-dung", name: "Sở Xây dựng mới", shortName: "" },
  })
  const step = { id, revision: 1, type: "plan.submitted" as const, reason: "", typed: "", actor: AN }
  expect((await refusalOf(stepReorganisation(office.d, step))).details).toMatchObject({ by: BINH.name })
})
