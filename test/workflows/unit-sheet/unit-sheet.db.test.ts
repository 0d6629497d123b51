import fc from "fast-check"
import { beforeEach, expect, test } from "vitest"
import type { Proposal } from "#models/registration/proposal.ts"
import { findAllRegistrations, getRegistration } from "#models/registration/registration.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { REGIME_A } from "#seeds/reference/regimes/regime-a.ts"
import { registrationOf } from "#test/setup/office.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { proposalConfirming } from "#workflows/classification/proposal-from-suggestion.ts"
import { moveRegistration } from "#workflows/registration/move-registrations.server.ts"
import { readUnitSheet } from "#workflows/unit-sheet/read-unit-sheet.ts"
import {
  getUnitSheetComparison,
  getUnitSheetFile,
  receiveUnitSheet,
  takeUnitSheet,
} from "#workflows/unit-sheet/unit-sheet.server.ts"
import { writeUnitSheet } from "#workflows/unit-sheet/write-unit-sheet.server.ts"
import { IMPORT_LIMITS } from "#workflows/uploads/import-limits.ts"
import { readXlsx } from "#workflows/uploads/read-xlsx.server.ts"

const office = officeForEach()
let marriage: Registration
let specialist: Actor
beforeEach(async () => {
  marriage = await registrationOf("1.000894")
  specialist = office.staff.specialistOf(marriage.agencyId)
})

/** The unit's list as somebody filled it in: these proposals written over what stands. */
const filledIn = (registrations: Registration[], fill: (one: Registration) => Proposal | null) =>
  writeUnitSheet(
    registrations.map((one) => ({
      ...one,
      workflow: { ...one.workflow, context: { ...one.workflow.context, proposal: fill(one) } },
    })),
    REGIME_A,
  )
const own = async () =>
  (await findAllRegistrations("2023-1", ["drafting", "returned"])).filter(
    ({ agencyId }) => agencyId === marriage.agencyId,
  )
const suggested = (one: Registration): Proposal => ({
  ...proposalConfirming(one.suggestion),
  citation: one.suggestion.level === "PARTIAL" ? "Điều 18 Luật Hộ tịch số 60/2014/QH13" : "",
})
const send = async (bytes: Uint8Array, actor = specialist) =>
  receiveUnitSheet(office.d, { fileName: "dien-xong.xlsx", bytes, actor })
const compared = async (sheetId: string, actor = specialist) =>
  (await getUnitSheetComparison(office.d, { sheetId, actor })).rows

test("the list as it was downloaded changes nothing", async () => {
  const { bytes, name } = await getUnitSheetFile(office.d, specialist)
  expect(name).toBe("dang-ky-2023-1.xlsx")
  const rows = await compared(await send(bytes))
  expect(rows.length).toBe((await own()).length)
  expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(["UNCHANGED"]))
})

test("filled-in rows are shown before they are taken, taken once as drafts, and a second time do nothing", async () => {
  const sheetId = await send(await filledIn(await own(), suggested))
  const before = await compared(sheetId)
  expect(before.every(({ kind }) => kind === "NEW")).toBe(true)
  expect(before[0]?.changes.map(({ column }) => column)).toContain("Mức độ đề xuất")
  expect((await getRegistration(marriage.id)).revision).toBe(0)
  const outcome = await takeUnitSheet(office.d, { sheetId, submit: false, actor: specialist })
  expect(outcome).toEqual({ saved: before.length, submitted: 0, refused: [] })
  const after = await getRegistration(marriage.id)
  expect(after).toMatchObject({ revision: 1, workflow: { value: "drafting" } })
  expect(after.workflow.context.proposal).toMatchObject(suggested(marriage))
  expect(await takeUnitSheet(office.d, { sheetId, submit: false, actor: specialist })).toEqual({
    saved: 0,
    submitted: 0,
    refused: [],
  })
  expect((await compared(sheetId)).every(({ kind }) => kind === "UNCHANGED")).toBe(true)
})

test("rows that lack nothing may go straight to the head; the others stay drafts", async () => {
  const all = await own()
  const sheetId = await send(
    await filledIn(all, (one) =>
      one.id === marriage.id ? { ...suggested(one), level: "PARTIAL", partialReason: null } : suggested(one),
    ),
  )
  const outcome = await takeUnitSheet(office.d, { sheetId, submit: true, actor: specialist })
  expect(outcome).toEqual({ saved: 1, submitted: all.length - 1, refused: [] })
  expect((await getRegistration(marriage.id)).workflow.value).toBe("drafting")
})

test("what changed after the download is shown and never written over; what was submitted is closed", async () => {
  const bytes = await filledIn(await own(), suggested)
  await moveRegistration(office.d, {
    registrationId: marriage.id,
    event: { type: "draft.saved", proposal: { ...suggested(marriage), note: "sửa trên màn hình" } },
    actor: specialist,
  })
  const sheetId = await send(bytes)
  const row = (await compared(sheetId)).find(({ registrationId }) => registrationId === marriage.id)
  expect(row).toMatchObject({
    kind: "STALE",
    changes: [{ column: "Ghi chú", before: "sửa trên màn hình", now: "" }],
  })
  await takeUnitSheet(office.d, { sheetId, submit: true, actor: specialist })
  expect((await getRegistration(marriage.id)).workflow.context.proposal).toMatchObject({
    note: "sửa trên màn hình",
  })
})

test("another unit's rows, made-up ids and another person's file are not to be had", async () => {
  const everything = await findAllRegistrations("2023-1", ["drafting"])
  const foreign = everything.filter(({ agencyId }) => agencyId !== marriage.agencyId)
  const sheetId = await send(await filledIn([...foreign, { ...marriage, id: "2023-1:không-có" }], suggested))
  const rows = await compared(sheetId)
  expect(rows.map(({ kind, procedureName }) => [kind, procedureName])).toEqual(
    rows.map(() => ["NOT_YOURS", ""]),
  )
  expect(await takeUnitSheet(office.d, { sheetId, submit: true, actor: specialist })).toMatchObject({
    saved: 0,
    submitted: 0,
  })
  const colleague = { ...specialist, id: "đồng-nghiệp" }
  await expect(compared(sheetId, colleague)).rejects.toMatchObject({ code: "NOT_FOUND" })
  await expect(getUnitSheetFile(office.d, office.staff.reviewer)).rejects.toMatchObject({ code: "FORBIDDEN" })
})

test("what cannot be read is named by row and column, and the other rows are still taken", async () => {
  const bytes = await filledIn([marriage], suggested)
  const { cells } = await readXlsx(bytes, IMPORT_LIMITS)
  const broken = cells.map((row, index) =>
    index === 0
      ? row
      : {
          ...row,
          cells: row.cells.map((cell, at) => (at === 5 ? "Rất toàn trình" : at === 6 ? "có" : cell)),
        },
  )
  const [row] = readUnitSheet(broken, REGIME_A)
  expect(row?.faults.map(({ column }) => column)).toEqual(["Mức độ đề xuất", "Tiêu chí a", "Mức độ đề xuất"])
  expect(() => readUnitSheet(cells.slice(1), REGIME_A)).toThrow("không phải danh sách tải từ đây")
  const twice = readUnitSheet([...cells, ...cells.slice(1)], REGIME_A)
  expect(twice.every(({ faults }) => faults.some(({ message }) => message.includes("nhiều dòng")))).toBe(true)
})

test("any words an officer writes come back as they were", async () => {
  const words = fc
    .string({ unit: fc.constantFrom(..."aăđêôơư ĐỘ=+-@'\";,\n.0"), maxLength: 60 })
    .map((text) => text.normalize("NFC").trim())
  await fc.assert(
    fc.asyncProperty(words, words, words, async (citation, overruleReason, note) => {
      const proposal = { ...suggested(marriage), citation, overruleReason, note }
      const { cells } = await readXlsx(await filledIn([marriage], () => proposal), IMPORT_LIMITS)
      const [row] = readUnitSheet(cells, REGIME_A)
      expect(row).toMatchObject({ registrationId: marriage.id, revision: 0, proposal, faults: [] })
    }),
    { numRuns: 30 },
  )
})
