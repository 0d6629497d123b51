import { beforeEach, expect, test } from "vitest"
import { findAuditPage } from "#models/audit/audit-entry.repository.server.ts"
import { countUnread, findInbox } from "#models/inbox-message/inbox-message.repository.server.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { recoveryMark } from "#models/store-recovery/store-recovery.repository.server.ts"
import { StoreRecoveryModel } from "#models/store-recovery/store-recovery.schema.server.ts"
import { countPlaces, standingOf } from "#models/unit-return/return-standing.ts"
import { findParts } from "#models/unit-return/unit-return.repository.server.ts"
import { ReturnNumberModel, ReturnPartModel } from "#models/unit-return/unit-return.schema.server.ts"
import { saveUsers } from "#models/user/user.repository.server.ts"
import { proposeByRules } from "#seeds/scenarios/propose-by-rules.server.ts"
import { registrationOf } from "#test/setup/office.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { takeTo } from "#test/setup/stages.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { moveRegistration } from "#workflows/registration/move-registrations.server.ts"
import { readReturns } from "#workflows/unit-return/return-registrations.server.ts"
import { type SendReturn, sendReturn } from "#workflows/unit-return/send-return.server.ts"

const office = officeForEach()
const CAMPAIGN = "2023-1"
let agencyId: string
let head: Actor
let rows: Registration[]

beforeEach(async () => {
  ;({ agencyId } = await registrationOf("2.000488"))
  head = office.staff.headOf(agencyId)
  await proposeByRules(office.d, { campaignId: CAMPAIGN, staff: office.staff })
  rows = (await findAllRegistrations(CAMPAIGN, ["awaitingUnitHead"])).filter(
    (one) => one.agencyId === agencyId,
  )
  expect(rows.length).toBeGreaterThan(1)
})

const seen = (...some: Registration[]) => some.map(({ id, revision }) => ({ registrationId: id, revision }))
const send = (input: Partial<SendReturn> = {}) =>
  sendReturn(office.d, {
    campaignId: CAMPAIGN,
    agencyId,
    rows: seen(...rows),
    sendingId: crypto.randomUUID(),
    actor: head,
    ...input,
  })
const stateOf = async ({ id }: Registration) =>
  (await findAllRegistrations(CAMPAIGN, ["awaitingUnitHead", "registered", "drafting", "returned"])).find(
    (one) => one.id === id,
  )?.workflow.value
const countsOf = async () => {
  const unit = (await readReturns({ campaignId: CAMPAIGN, agencyId })).get(agencyId)
  return countPlaces([...(unit?.places.values() ?? [])])
}

test("a head signs off the whole list: all of it is registered, under one numbered letter, with its receipt in time", async () => {
  const part = await send()
  expect(part).toMatchObject({ sequence: 1, number: 1, left: 0, day: "2023-03-06", dueOn: "2023-03-31" })
  expect(part.rows.map(({ registrationId }) => registrationId).sort()).toEqual(
    rows.map(({ id }) => id).sort(),
  )
  for (const row of rows) expect(await stateOf(row)).toBe("registered")
  expect(await countsOf()).toMatchObject({ UNIT: 0, HEAD: 0, UNSENT: 0, SENT: rows.length })
})

test("a head sends a part, then the rest: two letters with following numbers, each with what it listed", async () => {
  const [first, ...others] = rows as [Registration, ...Registration[]]
  const one = await send({ rows: seen(first) })
  expect(one.rows.map(({ registrationId }) => registrationId)).toEqual([first.id])
  expect(one.left).toBe(others.length)
  for (const row of others) expect(await stateOf(row)).toBe("awaitingUnitHead")
  const two = await send({ rows: seen(...others) })
  expect([two.sequence, two.number, two.left]).toEqual([2, 2, 0])
  expect(two.rows.map(({ registrationId }) => registrationId).sort()).toEqual(
    others.map(({ id }) => id).sort(),
  )
})

test("what the head signed off one by one goes out with the next letter, though nothing more is signed", async () => {
  const [first] = rows as [Registration]
  await moveRegistration(office.d, {
    registrationId: first.id,
    event: { type: "proposal.signedOff" },
    actor: head,
  })
  expect((await countsOf()).UNSENT).toBe(1)
  const part = await send({ rows: [] })
  expect(part.rows.map(({ registrationId }) => registrationId)).toEqual([first.id])
  expect((await refusalOf(send({ rows: [] }))).message).toContain("Không có dịch vụ nào để gửi")
})

test("what was sent back and signed off anew is sent anew", async () => {
  const [first] = rows as [Registration]
  await send()
  const move = (event: Parameters<typeof moveRegistration>[1]["event"], actor: Actor) =>
    moveRegistration(office.d, { registrationId: first.id, event, actor })
  await move({ type: "appraisal.started" }, office.staff.reviewer)
  await move({ type: "proposal.returned", reason: "Chưa rõ căn cứ." }, office.staff.reviewer)
  expect(await countsOf()).toMatchObject({ UNIT: 1, SENT: rows.length - 1 })
  office.clock.set("2023-03-20T01:00:00Z")
  const again = (await findAllRegistrations(CAMPAIGN, ["returned"])).filter(({ id }) => id === first.id)
  await proposeByRules(office.d, { campaignId: CAMPAIGN, staff: office.staff, registrations: again })
  const [now] = (await findAllRegistrations(CAMPAIGN, ["awaitingUnitHead"])).filter(
    ({ id }) => id === first.id,
  )
  const part = await send({ rows: seen(now as Registration) })
  expect(part.sequence).toBe(2)
  expect(part.rows.map(({ registrationId }) => registrationId)).toEqual([first.id])
})

test("one row that moved since it was seen stops the whole sending, and is named with what it is now", async () => {
  const [first, second] = rows as [Registration, Registration]
  await moveRegistration(office.d, {
    registrationId: second.id,
    event: { type: "proposal.returnedByHead", reason: "Cần bổ sung." },
    actor: head,
  })
  const refusal = await refusalOf(send())
  expect(refusal.code).toBe("CONCURRENT_EDIT")
  expect(refusal.details.changed).toEqual([
    {
      field: `${second.serviceCode} ${second.procedureName}`,
      before: "Chờ lãnh đạo đơn vị ký duyệt",
      now: "Trả lại để hoàn thiện",
    },
  ])
  expect(await stateOf(first)).toBe("awaitingUnitHead")
  expect(await findParts({ campaignId: CAMPAIGN })).toEqual([])
  // Nor was a number used up.
  expect((await send({ rows: seen(first) })).number).toBe(1)
})

test("two heads at once: one sends, the other is told what changed, and no number is given twice", async () => {
  const deputy: Actor = { ...head, id: "pho.lanhdao", name: "Phó lãnh đạo" }
  const results = await Promise.allSettled([send(), send({ actor: deputy })])
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
  const lost = results.find((one) => one.status === "rejected")
  expect(lost?.reason).toMatchObject({ code: "CONCURRENT_EDIT" })
  const parts = await findParts({ campaignId: CAMPAIGN })
  expect(parts.map(({ number }) => number)).toEqual([1])
})

test("the same form sent twice is one sending", async () => {
  const sendingId = crypto.randomUUID()
  const [one, two] = [await send({ sendingId }), await send({ sendingId })]
  expect(two.id).toBe(one.id)
  expect(await findParts({ campaignId: CAMPAIGN })).toHaveLength(1)
})

test("a number the unit's records office has reached meanwhile may be given, an earlier one is refused", async () => {
  const [first, ...others] = rows as [Registration, ...Registration[]]
  expect((await send({ rows: seen(first), number: 41, symbol: "stp-kstt" })).symbol).toBe("STP-KSTT")
  const refusal = await refusalOf(send({ rows: seen(...others), number: 41 }))
  expect(refusal.message).toContain("Số tiếp theo là 42")
  expect((await send({ rows: seen(...others) })).number).toBe(42)
})

test("only a head of that unit sends; whoever proposed signs off nothing of it", async () => {
  for (const actor of [
    office.staff.specialistOf(agencyId),
    office.staff.reviewer,
    office.staff.headOf("so-y-te"),
  ])
    expect((await refusalOf(send({ actor }))).code).toBe("FORBIDDEN")
  const both: Actor = { ...office.staff.specialistOf(agencyId), assignments: head.assignments }
  const refusal = await refusalOf(send({ actor: both }))
  expect([refusal.code, await findParts({ campaignId: CAMPAIGN })]).toEqual(["RULE_BROKEN", []])
})

test("another unit's rows are refused, though the ids were made up", async () => {
  const other = (await findAllRegistrations(CAMPAIGN, ["awaitingUnitHead"])).find(
    (one) => one.agencyId !== agencyId,
  )
  const refusal = await refusalOf(send({ rows: seen(other as Registration) }))
  expect(refusal.code).toBe("CONCURRENT_EDIT")
  expect(JSON.stringify(refusal.details)).not.toContain(other?.procedureName)
})

test("once the catalogue is drawn up nothing more is sent", async () => {
  await takeTo(office, "consolidated")
  expect((await refusalOf(send({ rows: [] }))).code).toBe("WORKFLOW_REFUSED")
})

test("the appraisers are told what came, by which letter, how much is left and that it is late; the log keeps it", async () => {
  await saveUsers([
    {
      id: "thamdinh",
      fullName: "Chuyên viên thẩm định",
      passwordHash: "scrypt$x",
      assignments: [
        { role: "REVIEWER", agencyId: "van-phong-ubnd-tinh", validFrom: "2023-01-01", validTo: null },
      ],
      active: true,
      trainingPassword: null,
    },
  ])
  office.clock.set("2023-04-05T01:00:00Z")
  const [first] = rows as [Registration]
  await send({ rows: seen(first) })
  expect(await countUnread("thamdinh")).toBe(1)
  const { messages } = await findInbox("thamdinh", { number: 1, size: 10 })
  expect(messages[0]?.title).toContain("gửi phiếu đăng ký: 1 dịch vụ")
  expect(messages[0]?.text).toContain("Công văn số 01/")
  expect(messages[0]?.text).toContain(`còn ${rows.length - 1} dịch vụ ở đơn vị`)
  expect(messages[0]?.text).toContain("Đến sau hạn đăng ký 31/03/2023")
  expect((await findAuditPage({ type: "return.sent" }, 1, 10)).total).toBe(1)
})

test("a return is open, partly in, whole, and late by the day it came or by today", async () => {
  const stand = async (today: string) => {
    const parts = await findParts({ campaignId: CAMPAIGN, agencyId })
    return standingOf(await countsOf(), parts, "2023-03-31", today)
  }
  expect(await stand("2023-03-31")).toEqual({ state: "OPEN", daysLate: 0 })
  expect(await stand("2023-04-02")).toEqual({ state: "OPEN", daysLate: 2 })
  const [first, ...others] = rows as [Registration, ...Registration[]]
  await send({ rows: seen(first) })
  expect(await stand("2023-03-31")).toEqual({ state: "PARTLY", daysLate: 0 })
  office.clock.set("2023-04-05T01:00:00Z")
  await send({ rows: seen(...others) })
  expect(await stand("2023-05-01")).toEqual({ state: "COMPLETE", daysLate: 5 })
})

test("after a restore the unit's next letter carries the number of its own book, and those after it go on", async () => {
  const mark = recoveryMark(new Date(Date.now() - 1000), { file: "ban-sao", madeAt: office.clock.now() })
  await StoreRecoveryModel.create([mark.document])
  const [first, ...others] = rows as [Registration, ...Registration[]]
  const refused = await refusalOf(send({ rows: seen(first) }))
  expect(JSON.stringify(refused)).toContain("sổ công văn đi của đơn vị")
  expect(await findParts({ campaignId: CAMPAIGN })).toEqual([])
  expect((await send({ rows: seen(first), number: 7 })).number).toBe(7)
  expect((await send({ rows: seen(...others) })).number).toBe(8)
})

test.each<[string, () => Promise<unknown>, string]>([
  ["a letter that is gone", () => ReturnPartModel.deleteOne({}), "1 lần gửi, bản lưu có 0"],
  [
    "a letter with another number",
    () => ReturnPartModel.updateOne({}, { $set: { number: 3 } }),
    "khác điều nhật ký ghi",
  ],
  [
    "a letter that lists what was never signed off",
    () => ReturnPartModel.updateOne({}, { $set: { "rows.0.signedOffAt": "2023-03-01T00:00:00.000Z" } }),
    "không ghi việc ký duyệt",
  ],
  [
    "a number that is given out again",
    () => ReturnNumberModel.updateOne({}, { $set: { last: 0 } }),
    "vượt số cuối cùng",
  ],
])("%s is found by the check of the store", async (_, damage, words) => {
  await send()
  expect((await verifyStore()).findings).toEqual([])
  await damage()
  expect((await verifyStore()).findings.map(({ message }) => message).join()).toContain(words)
})
