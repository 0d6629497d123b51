import { beforeAll, expect, test } from "vitest"
import { targetFor } from "#models/indicator/indicator-target.ts"
import { findIndicatorTargets } from "#models/reference/reference.repository.server.ts"
import { getReferenceChange } from "#models/reference-change/reference-change.repository.server.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { officeForAll } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { isEditable } from "#workflows/administration/edit-draft.server.ts"
import { setTargets } from "#workflows/administration/set-targets.server.ts"
import { stepReferenceChange } from "#workflows/administration/step-change.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { getTargetsPage } from "#workflows/screens/indicator-targets-page.server.ts"
import { CHIEF, SPECIALIST, savePeople } from "./an-administration.ts"

const office = officeForAll()
beforeAll(savePeople)

const COORDINATOR: Actor = {
  id: "dieuphoi",
  name: "Hoàng Thị Điều Phối",
  assignments: [{ role: "COORDINATOR", agencyId: "van-phong-ubnd-tinh" }],
}
const INDICATOR = "766-3.1"
const YEAR = 2023

const pageOf = (unit: string) =>
  getTargetsPage(office.d, { actor: COORDINATOR, query: { indicator: INDICATOR, unit, year: YEAR, page: 1 } })
const lineOf = async (unitId: string, values: string[]) => {
  const [row] = (await pageOf(unitId)).rows
  return { indicatorId: INDICATOR, unitId, seen: (row?.seen ?? "").split("|"), values }
}
const set = (lines: Parameters<typeof setTargets>[1]["lines"], actor = COORDINATOR) =>
  setTargets(office.d, { year: YEAR, lines, reason: "Công văn giao chỉ tiêu số 15", actor })
const step = async (changeId: string, type: "change.submitted" | "change.confirmed", actor: Actor) =>
  stepReferenceChange(office.d, {
    changeId,
    revision: (await getReferenceChange(changeId)).revision,
    type,
    actor,
  })
const firstUnit = async () => (await pageOf("")).units[1]?.id ?? ""

test("the coordinator sets a unit's targets per quarter; they count once the chief of office confirms", async () => {
  const unitId = await firstUnit()
  const line = await lineOf(unitId, ["", "70", "75,5", ""])
  const id = await set([line])
  expect(isEditable(await getReferenceChange(id))).toBe(false)
  const on = async (day: string) => targetFor(await findIndicatorTargets(), INDICATOR, unitId, day)?.value
  expect(await on("2023-05-01")).toBe(80)
  await step(id, "change.submitted", COORDINATOR)
  await expect(step(id, "change.confirmed", COORDINATOR)).rejects.toThrow()
  await step(id, "change.confirmed", CHIEF)
  expect([
    await on("2023-03-31"),
    await on("2023-04-01"),
    await on("2023-09-30"),
    await on("2023-10-01"),
  ]).toEqual([80, 70, 75.5, 80])
  const [row] = (await pageOf(unitId)).rows
  expect(row).toMatchObject({ values: ["", "70", "75,5", ""], common: ["80", "80", "80", "80"] })
  expect((await verifyStore()).findings).toEqual([])
})

test("a table drawn before somebody else's targets were confirmed is refused, cell by cell, with whose they are", async () => {
  const unitId = (await pageOf("")).units[2]?.id ?? ""
  const stale = await lineOf(unitId, ["", "", "60", ""])
  const id = await set([await lineOf(unitId, ["", "", "65", ""])])
  await step(id, "change.submitted", COORDINATOR)
  await step(id, "change.confirmed", CHIEF)
  const refusal = await refusalOf(set([stale]))
  expect(refusal.code).toBe("CONCURRENT_EDIT")
  expect(refusal.details.changed).toMatchObject([
    { before: "không đặt riêng", now: "65", mine: "60", take: { "rows.0.q3": "65" }, by: CHIEF.name },
  ])
  expect(refusal.details.made).toEqual({ on: { "rows.0.seen": "|||" }, against: { "rows.0.seen": "||65|" } })
})

test("what is no number, names no unit or changes nothing is said where it stands, and nothing is drafted", async () => {
  const unitId = (await pageOf("")).units[3]?.id ?? ""
  const before = (await pageOf("")).open
  const wrong = await refusalOf(set([await lineOf(unitId, ["tám mươi", "", "", ""])]))
  expect(wrong.details.issues).toMatchObject([{ field: "rows.0.q1" }])
  const nobody = {
    indicatorId: INDICATOR,
    unitId: "khong-co",
    seen: ["", "", "", ""],
    values: ["5", "", "", ""],
  }
  expect((await refusalOf(set([nobody]))).message).toContain("không có cơ quan «khong-co»")
  const unknown = { ...(await lineOf(unitId, ["5", "", "", ""])), indicatorId: "khong-co" }
  expect((await refusalOf(set([unknown]))).details.issues).toMatchObject([{ field: "rows.0.q1" }])
  expect((await refusalOf(set([await lineOf(unitId, ["", "", "", ""])]))).message).toContain("Chưa sửa")
  expect((await pageOf("")).open).toEqual(before)
})

test("only who sets targets drafts them; everyone sees them", async () => {
  const unitId = await firstUnit()
  expect((await refusalOf(set([await lineOf(unitId, ["1", "", "", ""])], SPECIALIST))).code).toBe("FORBIDDEN")
  const seen = await getTargetsPage(office.d, {
    actor: SPECIALIST,
    query: { indicator: "", unit: unitId, year: YEAR, page: 1 },
  })
  expect(seen.maySet).toBe(false)
  expect(seen.indicator).toBeNull()
  expect(seen.rows.every((row) => row.unitId === unitId)).toBe(true)
  expect(seen.total).toBe(seen.indicators.length)
})
