import { parse } from "csv-parse/sync"
import { expect, test } from "vitest"
import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import { getFrozenEdition } from "#models/catalogue-edition/catalogue-edition.repository.server.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import { readInForceOn } from "#models/catalogue-edition/read-in-force.server.ts"
import { findServicesOf } from "#models/online-service/online-service.repository.server.ts"
import { readOutbox } from "#models/outbox/outbox.repository.server.ts"
import { OutboxMessageModel } from "#models/outbox/outbox-message.schema.server.ts"
import { RegistrationModel } from "#models/registration/registration.schema.server.ts"
import { type IsoDay, instantOf } from "#models/shared/dates.ts"
import { runWholeYear } from "#seeds/scenarios/whole-year.server.ts"
import { registrationOf } from "#test/setup/office.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { carryOutRepeals } from "#workflows/intake/carry-out-repeals.server.ts"
import { undoPlannedRepeal } from "#workflows/intake/plan-repeal.server.ts"
import { RepealForm } from "#workflows/intake/repeal-form.ts"
import { repealProcedure } from "#workflows/intake/repeal-procedure.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { CatalogueQuery } from "#workflows/public-catalogue/catalogue-query.ts"
import { getEditionDownload } from "#workflows/public-catalogue/edition-downloads.server.ts"
import { moveRegistration } from "#workflows/registration/move-registrations.server.ts"
import { possibleEvents } from "#workflows/registration/possible-steps.ts"
import { getCataloguePage } from "#workflows/screens/catalogue-page.server.ts"
import { getProcedurePage } from "#workflows/screens/procedure-page.server.ts"

const office = officeForEach({ stage: "issued" })
const MARRIAGE = "1.000894"
const query = CatalogueQuery.parse({})

const on = (day: IsoDay) => office.clock.set(instantOf(day, "09:00:00"))
const form = (over: Record<string, unknown> = {}) =>
  RepealForm.parse({
    code: MARRIAGE,
    kind: "ABOLISHED",
    number: "1234/QĐ-BTP",
    decidedOn: "2023-07-20",
    effectiveOn: "2023-08-01",
    services: "1",
    ...over,
  })
const record = (over: Record<string, unknown> = {}, actor = office.staff.chief) =>
  repealProcedure(office.d, { form: form(over), actor })
/** One whose day has come. */
const repeal = async (over: Record<string, unknown> = {}, actor = office.staff.chief) => {
  const recorded = await record(over, actor)
  if (!("rows" in recorded)) throw new Error("it waits for its day")
  return recorded
}

const messagesOf = async (recordId: string) => {
  const all = []
  for await (const batch of readOutbox()) all.push(...batch)
  return all.filter((one) => one.recordId === recordId)
}
const rowsOn = async (day: IsoDay) =>
  (await readInForceOn(await findIssuedEditions(), day))?.rows.map(({ entry }) => entry.procedure.code) ?? []

test("a procedure repealed in August is in no list and no count in September, and the old decision still shows it", async () => {
  on("2023-08-14")
  const recorded = await repeal()
  expect(recorded).toMatchObject({ rows: [{ editionId: "2023-1" }], records: 2 })
  on("2023-09-05")
  const page = await getCataloguePage(office.d, { query })
  expect(page?.results.rows.map(({ procedureCode }) => procedureCode)).not.toContain(MARRIAGE)
  expect([page?.results.total, page?.figures.entries, page?.figures.procedures]).toEqual([2, 2, 2])
  expect(page?.repealed).toMatchObject([
    { number: "1234/QĐ-BTP", day: "2023-07-20", effectiveOn: "2023-08-01" },
  ])
  const old = await getCataloguePage(office.d, { editionId: "2023-1", query })
  expect(old?.results.total).toBe(3)
  expect(
    old?.results.rows.filter(({ repealed }) => repealed).map(({ procedureCode }) => procedureCode),
  ).toEqual([MARRIAGE])
  const procedure = await getProcedurePage(office.d, MARRIAGE)
  expect([procedure.isInForce, procedure.repealed?.number]).toEqual([false, "1234/QĐ-BTP"])
  expect(procedure.history.map(({ edition }) => edition.isInForce)).toEqual([false])
  // By day: until the last day of July it was in force.
  expect(await rowsOn("2023-07-31")).toContain(MARRIAGE)
  expect(await rowsOn("2023-08-01")).not.toContain(MARRIAGE)
})

test("each service portal is told once to withdraw it, with the repealing decision; registration and service end", async () => {
  on("2023-08-14")
  const { rows } = await repeal()
  const id = rows[0]?.serviceId ?? ""
  const told = (await messagesOf(id)).filter(({ act }) => act?.kind === "REPEAL")
  expect(
    told
      .map(({ target, operation, version, decision, effectiveFrom }) => [
        target,
        operation,
        version,
        decision,
        effectiveFrom,
      ])
      .sort(),
  ).toEqual([
    ["cong-quoc-gia", "WITHDRAW", 2, "1234/QĐ-BTP", "2023-08-01"],
    ["cong-tinh", "WITHDRAW", 2, "1234/QĐ-BTP", "2023-08-01"],
  ])
  expect(told[0]?.payloadText).toContain("bị bãi bỏ theo Quyết định số 1234/QĐ-BTP ngày 20/07/2023")
  expect((await registrationOf(MARRIAGE)).workflow.value).toBe("repealed")
  const [service] = await findServicesOf([MARRIAGE])
  expect([service?.active, service?.announcedLevel]).toEqual([false, null])
  expect(
    (await findAuditTrail("procedure", MARRIAGE)).map(({ type, payload }) => [type, payload]),
  ).toMatchObject([["procedure.repealed", { number: "1234/QĐ-BTP", services: 1, records: 2 }]])
  expect((await verifyStore()).findings).toEqual([])
})

test("the next year's decision does not take it out a second time", async () => {
  on("2023-08-14")
  const { rows } = await repeal()
  const day = "2024-05-02"
  await runWholeYear(office.d, {
    year: 2024,
    staff: office.staff,
    clock: office.clock,
    calendar: {
      open: day,
      propose: day,
      signOff: day,
      appraise: day,
      freeze: day,
      checkContent: day,
      checkForm: day,
      submit: day,
      sign: day,
    },
  })
  const next = await getFrozenEdition("2024-1/1")
  expect([next.entries.length, next.removed]).toEqual([2, []])
  expect(
    (await messagesOf(rows[0]?.serviceId ?? "")).filter(({ editionId }) => editionId === "2024-1"),
  ).toEqual([])
  expect((await verifyStore()).findings).toEqual([])
})

test("what is in force the chief of office ends, on the ground of a decision with number and day, from its day on", async () => {
  on("2023-08-14")
  await expect(repeal({}, office.staff.reviewer)).rejects.toMatchObject({ code: "FORBIDDEN" })
  for (const number of ["", "QĐ bãi bỏ", "1234"])
    expect(RepealForm.safeParse({ ...form(), number }).success).toBe(false)
  await expect(repeal({ decidedOn: "2023-08-15" })).rejects.toMatchObject({
    issues: [{ field: "decidedOn" }],
  })
  await expect(repeal({ services: "3" })).rejects.toMatchObject({ issues: [{ field: "services" }] })
  await expect(repeal({ code: "9.999999" })).rejects.toMatchObject({ code: "FORBIDDEN" })
  expect(await rowsOn("2023-08-14")).toHaveLength(3)
  const both = await Promise.allSettled([repeal(), repeal({ number: "1235/QĐ-BTP" })])
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
})

test("a repeal recorded ahead takes effect by itself on its day: until then in force everywhere, from it on nowhere, and the portals are told once", async () => {
  on("2023-08-14")
  const plan = await record({ effectiveOn: "2023-09-01" })
  expect(plan).toMatchObject({ state: "WAITING", effectiveOn: "2023-09-01" })
  const id = (await getFrozenEdition("2023-1/1")).entries.find(
    ({ procedure }) => procedure.code === MARRIAGE,
  )?.serviceId
  const told = async () => (await messagesOf(id ?? "")).filter(({ act }) => act?.kind === "REPEAL")
  on("2023-08-31")
  expect(await carryOutRepeals(office.d)).toBe(0)
  expect(await told()).toEqual([])
  expect((await getProcedurePage(office.d, MARRIAGE)).repealAhead?.effectiveOn).toBe("2023-09-01")
  expect((await getCataloguePage(office.d, { query }))?.results.total).toBe(3)
  expect((await registrationOf(MARRIAGE)).workflow.value).toBe("announced")
  on("2023-09-01")
  // Out of force on the day, whenever the office gets to it.
  expect((await getCataloguePage(office.d, { query }))?.results.total).toBe(2)
  expect((await getProcedurePage(office.d, MARRIAGE)).repealed?.number).toBe("1234/QĐ-BTP")
  expect(await carryOutRepeals(office.d)).toBe(1)
  expect(await carryOutRepeals(office.d)).toBe(0)
  expect((await told()).map(({ operation, target }) => [operation, target]).sort()).toEqual([
    ["WITHDRAW", "cong-quoc-gia"],
    ["WITHDRAW", "cong-tinh"],
  ])
  expect((await registrationOf(MARRIAGE)).workflow.value).toBe("repealed")
  expect(await rowsOn("2023-08-31")).toContain(MARRIAGE)
  expect(await rowsOn("2023-09-01")).not.toContain(MARRIAGE)
  const { bytes } = await getEditionDownload("2023-1", "catalogue-hien-trang.csv", office.d)
  const rows = parse(Buffer.from(bytes), { bom: true, columns: true }) as Record<string, string>[]
  expect(rows.find((row) => row.ma_tthc === MARRIAGE)).toMatchObject({
    hieu_luc: "Hết hiệu lực",
    ngay_het_hieu_luc: "2023-09-01",
    van_ban_het_hieu_luc: "Thủ tục bị bãi bỏ theo Quyết định số 1234/QĐ-BTP ngày 20/07/2023",
  })
  expect((await verifyStore()).findings).toEqual([])
})

test("a repeal recorded ahead may be undone before its day and recorded again; not after, not twice, not by others", async () => {
  on("2023-08-14")
  await expect(record({ effectiveOn: "2023-09-01" }, office.staff.reviewer)).rejects.toMatchObject({
    code: "FORBIDDEN",
  })
  const { id } = await record({ effectiveOn: "2023-09-01" })
  await expect(record({ effectiveOn: "2023-09-01" })).rejects.toThrow("đã được ghi nhận")
  await expect(record({ effectiveOn: "2023-10-01", number: "9/QĐ-BTP" })).rejects.toThrow("Hủy việc đó trước")
  const undo = (reason: string, actor = office.staff.chief) =>
    undoPlannedRepeal(office.d, { id, reason, actor })
  await expect(undo("Bộ rút lại quyết định", office.staff.reviewer)).rejects.toMatchObject({
    code: "FORBIDDEN",
  })
  await expect(undo("")).rejects.toMatchObject({ issues: [{ field: "reason" }] })
  await undo("Bộ rút lại quyết định")
  await expect(undo("Bộ rút lại quyết định")).rejects.toThrow("chỉ hủy được trước ngày đó")
  on("2023-09-02")
  expect(await carryOutRepeals(office.d)).toBe(0)
  expect(await rowsOn("2023-09-02")).toContain(MARRIAGE)
  await record({ effectiveOn: "2023-09-05" })
  on("2023-09-05")
  await expect(undo("Bộ rút lại quyết định")).rejects.toThrow("chỉ hủy được trước ngày đó")
  expect(await carryOutRepeals(office.d)).toBe(1)
  expect((await verifyStore()).findings).toEqual([])
})

test("on announced registrations the office is not offered to record a repeal that would be refused", async () => {
  const registration = await registrationOf(MARRIAGE)
  expect(possibleEvents(registration, office.staff.reviewer)).not.toContain("procedure.repealed")
})

test("an announced service cannot be ended from its registration alone: the portals would keep it", async () => {
  const { id } = await registrationOf(MARRIAGE)
  await expect(
    moveRegistration(office.d, {
      registrationId: id,
      event: { type: "procedure.repealed", decision: "1234/QĐ-BTP" },
      actor: office.staff.reviewer,
    }),
  ).rejects.toThrow("«Bãi bỏ thủ tục»")
})

test("a withdrawal that is lost, or a registration that is not ended, is found by the check of the store", async () => {
  on("2023-08-14")
  const { rows } = await repeal()
  await OutboxMessageModel.deleteOne({ recordId: rows[0]?.serviceId, "act.kind": "REPEAL" })
  await RegistrationModel.updateOne({ procedureCode: MARRIAGE }, { $set: { "workflow.value": "announced" } })
  const found = (await verifyStore()).findings.map(({ message }) => message).join("\n")
  expect(found).toContain("Việc bãi bỏ ghi 2 bản ghi báo các cổng nhưng hộp gửi có 1.")
  expect(found).toContain("1 đăng ký của thủ tục đã bãi bỏ không ghi là đã bãi bỏ.")
})
