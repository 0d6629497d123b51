import { expect, test } from "vitest"
import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import { findServicesOf } from "#models/online-service/online-service.repository.server.ts"
import { findChangePage, getChange } from "#models/register-change/register-change.repository.server.ts"
import type { ChangeState } from "#models/register-change/register-change.ts"
import { ROWS_CSV, registrationOf } from "#test/setup/office.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { proposalConfirming } from "#workflows/classification/proposal-from-suggestion.ts"
import { RepealForm } from "#workflows/intake/repeal-form.ts"
import { repealProcedure } from "#workflows/intake/repeal-procedure.server.ts"
import { type ResolutionKind, resolveChange } from "#workflows/intake/resolve-change.server.ts"
import { importProcedures } from "#workflows/register/import-procedures.server.ts"
import { moveRegistration } from "#workflows/registration/move-registrations.server.ts"
import { getChangePage } from "#workflows/screens/change-page.server.ts"

const office = officeForEach()

const importRows = (rows: string[], options: { isWhole?: boolean; knownVanished?: number } = {}) =>
  importProcedures(
    { store: office.store, clock: office.clock },
    {
      fileName: "lan-hai.csv",
      bytes: new TextEncoder().encode(`${[ROWS_CSV.headings, ...rows].join("\r\n")}\r\n`),
      partial: false,
      by: office.staff.reviewer.id,
      ...options,
    },
  )
const waiting = async (state: ChangeState = "OPEN") =>
  (await findChangePage(state, { number: 1, size: 50 })).rows

const [marriage, record, household] = ROWS_CSV.rows as [string, string, string]
const noPresence = marriage.replace("Hai bên nam nữ phải có mặt, cùng ký vào Sổ hộ tịch", "Trả kết quả")
const otherName = marriage.replace("Đăng ký kết hôn", "Đăng ký kết hôn trong nước")

const decide = (changeId: string, kind: ResolutionKind, note = "", actor = office.staff.reviewer) =>
  resolveChange(office.d, { changeId, kind, note, actor })

test("a change of a part that bears on the level waits for a decision, any other is only noted", async () => {
  await importRows([noPresence, record.replace("Tra cứu;", "Tra cứu;")])
  expect(await waiting()).toMatchObject([
    { code: "1.000894", kind: "CHANGED", relevantParts: ["Trình tự thực hiện"], otherParts: [] },
  ])
  await importRows([noPresence.replace("Đăng ký kết hôn", "Đăng ký kết hôn trong nước")])
  expect(await waiting()).toMatchObject([
    { relevantParts: ["Trình tự thực hiện"], otherParts: ["Tên thủ tục", "Dịch vụ công"] },
  ])
})

test("a mere change of name asks nobody for anything", async () => {
  await importRows([otherName])
  expect(await waiting()).toEqual([])
  expect(await waiting("NOTED")).toMatchObject([
    { code: "1.000894", otherParts: ["Tên thủ tục", "Dịch vụ công"] },
  ])
})

test("the same list twice notes nothing", async () => {
  await importRows(ROWS_CSV.rows, { isWhole: true })
  expect([...(await waiting()), ...(await waiting("NOTED"))]).toEqual([])
})

test("re-opening sends what was signed off back to the unit, with a suggestion from the new content", async () => {
  const before = await registrationOf("1.000894")
  await moveRegistration(office.d, {
    registrationId: before.id,
    event: {
      type: "proposal.submitted",
      proposal: {
        ...proposalConfirming(before.suggestion),
        citation: "Điều 18 Luật Hộ tịch số 60/2014/QH13",
      },
    },
    actor: office.staff.specialistOf(before.agencyId),
  })
  await moveRegistration(office.d, {
    registrationId: before.id,
    event: { type: "proposal.signedOff" },
    actor: office.staff.headOf(before.agencyId),
  })
  await importRows([noPresence])
  const [change] = await waiting()
  await decide(change?.id ?? "", "REOPENED")
  const after = await registrationOf("1.000894")
  expect(after.workflow.value).toBe("returned")
  const { signedOff, returns, proposal } = after.workflow.context
  expect(signedOff).toBeNull()
  expect(returns.at(-1)).toMatchObject({ stage: "INTAKE", reason: expect.stringContaining("Trình tự") })
  expect(proposal).not.toBeNull()
  expect(after.snapshotHash).toBe(change?.toHash)
  expect(after.suggestion.facts.some(({ id }) => id === "presence.required")).toBe(false)
  expect(await getChange(change?.id ?? "")).toMatchObject({ state: "REOPENED", resolvedBy: "thamdinh" })
  expect((await findAuditTrail("registerChange", change?.id ?? "")).map(({ type }) => type)).toEqual([
    "change.resolved",
  ])
})

test("two reviewers at once decide once", async () => {
  await importRows([noPresence])
  const [change] = await waiting()
  const id = change?.id ?? ""
  const both = await Promise.allSettled([decide(id, "REOPENED"), decide(id, "DISMISSED", "Không ảnh hưởng")])
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
})

test("keeping the level asks for a reason and leaves registrations alone", async () => {
  const before = await registrationOf("1.000894")
  await importRows([noPresence])
  const [change] = await waiting()
  await expect(decide(change?.id ?? "", "DISMISSED", " ")).rejects.toMatchObject({
    issues: [{ field: "note" }],
  })
  await decide(change?.id ?? "", "DISMISSED", "Chỉ sửa câu chữ")
  expect(await registrationOf("1.000894")).toEqual(before)
})

test("a list without more than one in twenty is not taken, until the sender knows the number", async () => {
  const refused = await importRows([marriage, record], { isWhole: true })
  expect(refused).toMatchObject({ outcome: "REFUSED", vanished: 1 })
  expect(refused.refused[0]?.reason).toContain("thiếu 1 trong 3 thủ tục")
  expect(await waiting()).toEqual([])
  expect(await importRows([marriage, record], { isWhole: true, knownVanished: 2 })).toMatchObject({
    outcome: "REFUSED",
  })
  const taken = await importRows([marriage, record], { isWhole: true, knownVanished: 1 })
  expect(taken).toMatchObject({ outcome: "TAKEN", vanished: 1 })
  expect(await waiting()).toMatchObject([{ kind: "VANISHED", code: "1.001612" }])
  await importRows([marriage, record], { isWhole: true, knownVanished: 1 })
  expect(await waiting()).toHaveLength(1)
})

test("a part of the list says nothing of what it does not hold", async () => {
  expect(await importRows([household])).toMatchObject({ outcome: "TAKEN", vanished: 0 })
  expect(await waiting()).toEqual([])
})

test("a repealed procedure ends its registrations and its services, and what waited for it", async () => {
  await importRows([marriage, record], { isWhole: true, knownVanished: 1 })
  const [change] = await waiting()
  await expect(decide(change?.id ?? "", "REOPENED")).rejects.toMatchObject({ code: "RULE_BROKEN" })
  await repealProcedure(office.d, {
    form: RepealForm.parse({
      code: "1.001612",
      kind: "ABOLISHED",
      number: "1234/QĐ-BKHĐT",
      decidedOn: "2023-03-01",
      effectiveOn: "2023-03-01",
    }),
    actor: office.staff.reviewer,
  })
  expect((await registrationOf("1.001612")).workflow.value).toBe("repealed")
  expect((await findServicesOf(["1.001612"])).every(({ active }) => !active)).toBe(true)
  expect(await getChange(change?.id ?? "")).toMatchObject({
    state: "WITHDRAWN",
    note: "1234/QĐ-BKHĐT ngày 01/03/2023",
  })
  // A list that still holds it as it was does not bring it back; one with another content does.
  await importRows([household])
  expect((await findServicesOf(["1.001612"])).some(({ active }) => active)).toBe(false)
  office.clock.set("2023-03-07T01:00:00Z")
  await importRows([household.replace("03 ngày làm việc", "02 ngày làm việc")])
  expect((await findServicesOf(["1.001612"])).some(({ active }) => active)).toBe(true)
  await importRows([household.replace("03 ngày làm việc", "02 ngày làm việc")])
  expect((await findServicesOf(["1.001612"])).some(({ active }) => active)).toBe(true)
})

test("only a reviewer decides; everyone in the office reads the comparison", async () => {
  await importRows([noPresence])
  const [change] = await waiting()
  const id = change?.id ?? ""
  const specialist = office.staff.specialistOf("so-tu-phap")
  await expect(decide(id, "DISMISSED", "Không ảnh hưởng", specialist)).rejects.toMatchObject({
    code: "FORBIDDEN",
  })
  const page = await getChangePage(office.d, { changeId: id, actor: specialist })
  expect(page).toMatchObject({ mayResolve: false, parts: [{ name: "Trình tự thực hiện", ours: null }] })
  expect(page.parts[0]?.nation).not.toEqual(page.parts[0]?.lastTaken)
})
