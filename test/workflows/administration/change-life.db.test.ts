import { beforeEach, expect, test } from "vitest"
import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import { storedReference } from "#models/reference/stored-reference.server.ts"
import { getReferenceChange } from "#models/reference-change/reference-change.repository.server.ts"
import { ReferenceChangeModel } from "#models/reference-change/reference-change.schema.server.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { ADMIN, administrationOf, CHIEF, SECOND_ADMIN, SPECIALIST, savePeople } from "./an-administration.ts"

const office = officeForEach()
const admin = administrationOf(office)
beforeEach(savePeople)

const bridge = { day: "2023-06-05", kind: "OFF", name: "Nghỉ bù", announced: true }

test("a change waits for a second person and holds from its own day, and the log tells it all", async () => {
  const id = await admin.draft("ngay-nghi", "ADD", bridge)
  await admin.step(id, "change.submitted", ADMIN)
  expect((await storedReference.workCalendar()).daysOff.has("2023-06-05")).toBe(false)
  expect((await refusalOf(admin.step(id, "change.confirmed", ADMIN))).message).toContain("người thứ hai")
  await admin.step(id, "change.confirmed", SECOND_ADMIN)
  expect((await storedReference.workCalendar()).daysOff.has("2023-06-05")).toBe(true)
  expect((await getReferenceChange(id)).workflow.value).toBe("confirmed")
  const log = await findAuditTrail("referenceChange", id)
  expect(log.map(({ type, by }) => `${type} ${by}`)).toEqual([
    "change.drafted quantri",
    "change.submitted quantri",
    "change.confirmed quantri.hai",
  ])
  expect((await verifyStore()).findings).toEqual([])
})

test("whoever submits another's draft cannot confirm it either", async () => {
  const id = await admin.draft("ngay-nghi", "ADD", bridge)
  await admin.step(id, "change.submitted", SECOND_ADMIN)
  expect((await refusalOf(admin.step(id, "change.confirmed", SECOND_ADMIN))).code).toBe("WORKFLOW_REFUSED")
  await admin.step(id, "change.confirmed", CHIEF)
})

test("a refused or withdrawn change is taken no more, and says why", async () => {
  const refused = await admin.draft("ngay-nghi", "ADD", bridge)
  await admin.step(refused, "change.submitted", ADMIN)
  expect((await refusalOf(admin.step(refused, "change.refused", CHIEF, ""))).code).toBe("INVALID_INPUT")
  await admin.step(refused, "change.refused", CHIEF, "Chưa có thông báo")
  expect((await refusalOf(admin.step(refused, "change.confirmed", CHIEF))).code).toBe("WORKFLOW_REFUSED")
  const withdrawn = await admin.draft("ngay-nghi", "ADD", bridge)
  await admin.step(withdrawn, "change.withdrawn", ADMIN, "Soạn nhầm ngày")
  expect((await getReferenceChange(withdrawn)).workflow.context.ended?.reason).toBe("Soạn nhầm ngày")
  expect((await verifyStore()).findings).toEqual([])
})

test("only an administrator drafts, and only the chief of office confirms what law hangs on", async () => {
  expect((await refusalOf(admin.draft("ngay-nghi", "ADD", bridge, { actor: SPECIALIST }))).code).toBe(
    "FORBIDDEN",
  )
  expect((await refusalOf(admin.draft("ngay-nghi", "ADD", bridge, { actor: CHIEF }))).code).toBe("FORBIDDEN")
  const [lead = {}] = await admin.rows("linh-vuc")
  const id = await admin.draft("linh-vuc", "CORRECT", { ...lead, validTo: "2023-12-31" }, { of: lead })
  await admin.step(id, "change.submitted", ADMIN)
  expect((await refusalOf(admin.step(id, "change.confirmed", SECOND_ADMIN))).code).toBe("FORBIDDEN")
  await admin.step(id, "change.confirmed", CHIEF)
})

test("of two changes of one row the second is refused with both versions; nothing of it is written", async () => {
  const [row = {}] = (await admin.rows("ngay-nghi")).filter(({ day }) => day === "2023-09-04")
  const first = await admin.draft("ngay-nghi", "CORRECT", { ...row, name: "Nghỉ bù (một)" }, { of: row })
  const second = await admin.draft("ngay-nghi", "CORRECT", { ...row, name: "Nghỉ bù (hai)" }, { of: row })
  for (const id of [first, second]) await admin.step(id, "change.submitted", ADMIN)
  await admin.step(first, "change.confirmed", CHIEF)
  const refusal = await refusalOf(admin.step(second, "change.confirmed", CHIEF))
  expect(refusal.code).toBe("CONCURRENT_EDIT")
  expect(refusal.details.changed).toEqual([
    { field: "Tên", before: "Nghỉ bù Quốc khánh 2/9", now: "Nghỉ bù (một)" },
  ])
  expect((await admin.rows("ngay-nghi")).find(({ day }) => day === "2023-09-04")?.name).toBe("Nghỉ bù (một)")
})

test("a form opened before another change was confirmed is refused as it is sent", async () => {
  const [row = {}] = (await admin.rows("ngay-nghi")).filter(({ day }) => day === "2023-09-04")
  await admin.take("ngay-nghi", "CORRECT", { ...row, name: "Khác" }, { of: row })
  const late = admin.draft("ngay-nghi", "CORRECT", { ...row, name: "Muộn" }, { of: row })
  const refusal = await refusalOf(late)
  expect(refusal.code).toBe("CONCURRENT_EDIT")
  expect(refusal.details.changed).toEqual([
    expect.objectContaining({ field: "Tên", mine: "Muộn", now: "Khác", take: { "cells.name": "Khác" } }),
  ])
  expect(refusal.details.by).toMatch(/\S \S/)
})

test("rows that were tampered with after the draft are not confirmed, and the store says so", async () => {
  const id = await admin.draft("ngay-nghi", "ADD", bridge)
  await admin.step(id, "change.submitted", ADMIN)
  await ReferenceChangeModel.updateOne({ _id: id }, { $set: { "rows.0.after.day": "2023-06-06" } })
  expect((await refusalOf(admin.step(id, "change.confirmed", CHIEF))).code).toBe("RULE_BROKEN")
  expect((await verifyStore()).findings).toMatchObject([{ check: "Dữ liệu nền" }])
})

test("what is past is not taken out, and a Monday is no day to make up for", async () => {
  const [past = {}] = (await admin.rows("ngay-nghi")).filter(({ day }) => day === "2023-01-02")
  expect((await refusalOf(admin.draft("ngay-nghi", "REMOVE", past, { of: past }))).message).toContain(
    "không xóa",
  )
  const monday = { ...bridge, kind: "WORK" }
  const refusal = await refusalOf(admin.draft("ngay-nghi", "ADD", monday))
  expect(refusal.details.issues).toEqual([
    { field: "cells.kind", message: expect.stringContaining("05/06/2023 không phải thứ Bảy hay Chủ nhật") },
  ])
})
