import { beforeEach, expect, test } from "vitest"
import { findAuditPage } from "#models/audit/audit-entry.repository.server.ts"
import { setRunningDeadlines } from "#models/campaign/campaign.repository.server.ts"
import { DeadlineModel } from "#models/deadline/deadline.schema.server.ts"
import { InboxMessageModel } from "#models/inbox-message/inbox-message.schema.server.ts"
import { instantOf } from "#models/shared/dates.ts"
import type { Actor, Role } from "#models/shared/workflow.ts"
import type { Store } from "#models/store/connection.server.ts"
import { saveUsers } from "#models/user/user.repository.server.ts"
import { proposeByRules } from "#seeds/scenarios/propose-by-rules.server.ts"
import { registrationOf } from "#test/setup/office.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { phasesIn } from "#workflows/clocks/campaign-clocks.ts"
import { changeDeadline } from "#workflows/clocks/change-deadline.server.ts"
import { keepLedger } from "#workflows/clocks/keep-ledger.server.ts"
import { nextDueInstant } from "#workflows/clocks/next-due.server.ts"
import { clockLedger } from "#workflows/clocks/read-ledger.server.ts"
import { recordDeadline } from "#workflows/clocks/record-deadline.server.ts"
import { lapseConsultations } from "#workflows/registration/lapse-consultations.server.ts"
import { moveRegistration } from "#workflows/registration/move-registrations.server.ts"

const office = officeForEach()

const PEOPLE: [string, Role, string][] = [
  ["chuyenvien.tuphap", "SPECIALIST", "so-tu-phap"],
  ["lanhdao.tuphap", "UNIT_HEAD", "so-tu-phap"],
  ["chuyenvien.yte", "SPECIALIST", "so-y-te"],
  ["thamdinh.thu", "REVIEWER", "van-phong-ubnd-tinh"],
  ["chanhvanphong", "CHIEF_OF_OFFICE", "van-phong-ubnd-tinh"],
  ["dieuphoi", "COORDINATOR", "so-tt-tt"],
]
beforeEach(() =>
  saveUsers(
    PEOPLE.map(([id, role, agencyId]) => ({
      id,
      fullName: id,
      passwordHash: "scrypt$1",
      assignments: [{ role, agencyId, validFrom: "2022-08-15", validTo: null }],
      active: true,
      trainingPassword: null,
    })),
  ),
)

const actor = (id: string): Actor => {
  const [, role, agencyId] = PEOPLE.find(([known]) => known === id) ?? ["", "ADMIN", ""]
  return { id, name: id, assignments: [{ role: role as Role, agencyId }] }
}
const goTo = (day: string) => office.clock.set(instantOf(day, "08:00:00"))
const rowOf = async (kind: string) => (await clockLedger(office.d)).find((row) => row.kind === kind)
const kept = () => DeadlineModel.find().sort({ _id: 1 }).lean()
const told = async () =>
  (await InboxMessageModel.find().sort({ _id: 1 }).lean()).map(({ userId, title }) => `${userId} ${title}`)
const reminders = async () => (await findAuditPage({ type: "reminder.sent" }, 1, 100)).total

test("an opened review has its phases at once, with the plan's days, before any duty has run", async () => {
  const phases = phasesIn(await clockLedger(office.d), "2023-1")
  expect(phases.map(({ kind, day, movedFrom }) => [kind, day, movedFrom])).toEqual([
    ["registerBy", "2023-03-31", null],
    ["appraiseBy", "2023-04-28", null],
    ["announceBy", "2023-05-31", null],
    ["publishBy", "2023-06-30", null],
  ])
  expect(await kept()).toEqual([])
})

test("the duty keeps the rows, a second one changes nothing", async () => {
  await keepLedger(office.d)
  const first = await kept()
  expect(first.map(({ kind }) => kind).sort()).toEqual([
    "ANNOUNCE_BY",
    "APPRAISE_BY",
    "PUBLISH_BY",
    "QUARTERLY_REPORT",
    "REGISTER_BY",
  ])
  await keepLedger(office.d)
  expect(await kept()).toEqual(first)
})

test("a calendar that moves leaves the first day beside the new one, and reminders count to the new one", async () => {
  await keepLedger(office.d)
  await office.store.inTransaction((session) =>
    setRunningDeadlines(
      {
        year: 2023,
        registerBy: "2023-04-14",
        appraiseBy: "2023-04-30",
        announceBy: "2023-05-31",
        publishBy: "2023-06-30",
      },
      session,
    ),
  )
  goTo("2023-03-31")
  await keepLedger(office.d)
  expect(await rowOf("REGISTER_BY")).toMatchObject({ originalDue: "2023-03-31", due: "2023-04-14" })
  expect(await rowOf("REGISTER_BY")).toMatchObject({ moves: [{ from: "2023-03-31", to: "2023-04-14" }] })
  expect((await told()).filter((line) => line.includes("đăng ký xong"))).toEqual([])
  goTo("2023-04-11")
  await keepLedger(office.d)
  expect((await told()).some((line) => line.includes("còn 3 ngày"))).toBe(true)
})

test("reminders climb from the officer of a unit that owes something to its head and to the chief of office", async () => {
  await keepLedger(office.d)
  const stages: string[][] = []
  for (const day of ["2023-03-20", "2023-03-21", "2023-03-28", "2023-03-31", "2023-04-03"]) {
    goTo(day)
    await keepLedger(office.d)
    const all = (await InboxMessageModel.find({ _id: /REGISTER_BY/ }).lean()).map(
      ({ userId, title }) => `${userId} ${title}`,
    )
    stages.push(all.filter((line) => !stages.flat().includes(line)).sort())
  }
  expect(stages).toEqual([
    [],
    ["chuyenvien.tuphap Đơn vị đăng ký xong: còn 10 ngày"],
    ["chuyenvien.tuphap Đơn vị đăng ký xong: còn 3 ngày"],
    ["chuyenvien.tuphap Đơn vị đăng ký xong: hạn hôm nay", "lanhdao.tuphap Đơn vị đăng ký xong: hạn hôm nay"],
    [
      "chanhvanphong Đơn vị đăng ký xong: quá hạn 3 ngày",
      "lanhdao.tuphap Đơn vị đăng ký xong: quá hạn 3 ngày",
    ],
  ])
})

test("a clock that was moved over several reminders tells the last one alone", async () => {
  goTo("2023-04-03")
  await keepLedger(office.d)
  const row = await rowOf("REGISTER_BY")
  expect(row?.fired.map(({ step, isPassedOver }) => [step, isPassedOver ?? false])).toEqual([
    ["T-10", true],
    ["T-3", true],
    ["T+0", true],
    ["T+3", false],
  ])
})

test("two processes that see the same row tell people once", async () => {
  goTo("2023-03-28")
  await Promise.allSettled([1, 2, 3, 4].map(() => keepLedger(office.d)))
  await keepLedger(office.d)
  const all = await told()
  expect(new Set(all).size).toBe(all.length)
  expect(all).toContain("chuyenvien.tuphap Đơn vị đăng ký xong: còn 3 ngày")
  expect(await reminders()).toBe(1)
})

/** A store that dies at its n-th commit: before it, so that nothing of it is kept, or just after. */
const dyingAt = (store: Store, place: number, when: "BEFORE" | "AFTER"): Pick<Store, "inTransaction"> => {
  let commits = 0
  const died = new Error("the process died")
  return {
    inTransaction: async (work) => {
      commits += 1
      const isLast = commits === place
      const result = await store.inTransaction(async (session) => {
        const done = await work(session)
        if (isLast && when === "BEFORE") throw died
        return done
      })
      if (isLast) throw died
      return result
    },
  }
}

test.each([1, 2, 3].flatMap((place) => (["BEFORE", "AFTER"] as const).map((when) => [when, place] as const)))(
  "killed %s commit %i, the next process tells each person once",
  async (when, place) => {
    await keepLedger(office.d)
    // Three reminders fall on one day: the phase, and two clocks of the office.
    for (const name of ["Văn bản thứ nhất", "Văn bản thứ hai"])
      await recordDeadline(office.d, {
        kind: "BEFORE_EFFECT",
        name,
        day: "2023-04-05",
        actor: actor("thamdinh.thu"),
      })
    goTo("2023-03-31")
    const dying = keepLedger({ ...office.d, store: dyingAt(office.store, place, when) })
    await expect(dying).rejects.toThrow("the process died")
    await keepLedger(office.d)
    await keepLedger(office.d)
    // As many as where nothing died: two of the review, two of each document, one of the report on either day.
    const messages = await InboxMessageModel.find().lean()
    expect(new Set(messages.map(({ userId, text }) => `${userId} ${text}`)).size).toBe(messages.length)
    expect(messages).toHaveLength(8)
    const rows = await kept()
    for (const kind of ["REGISTER_BY", "BEFORE_EFFECT"])
      for (const row of rows.filter((one) => one.kind === kind))
        expect(row.fired.filter(({ isPassedOver }) => !isPassedOver)).toHaveLength(1)
    expect(await reminders()).toBe(5)
  },
)

test("an opinion that is put off lapses by its new day, and the page of the day says so", async () => {
  const registration = await consulting("2023-03-20")
  await keepLedger(office.d)
  const row = await rowOf("OPINION")
  if (!row) throw new Error("no row")
  const chief = actor("chanhvanphong")
  const change = { id: row.id, actor: chief, reason: "Sở xin thêm thời gian", revision: row.revision }
  await changeDeadline(office.d, { ...change, act: { type: "deadline.moved", to: "2023-03-24" } })
  goTo("2023-03-22")
  expect(await lapseConsultations(office.d)).toBe(0)
  goTo("2023-03-25")
  expect(await lapseConsultations(office.d)).toBe(1)
  await keepLedger(office.d)
  expect(await rowOf("OPINION")).toMatchObject({
    state: "LATE",
    originalDue: "2023-03-20",
    due: "2023-03-24",
    subject: { id: registration.id },
  })
})

test("an opinion that is given closes its clock as kept", async () => {
  const { id } = await consulting("2023-03-20")
  await keepLedger(office.d)
  await moveRegistration(office.d, {
    registrationId: id,
    event: { type: "consultation.answered", opinion: "Đồng ý với đề xuất" },
    actor: actor("dieuphoi"),
  })
  await keepLedger(office.d)
  expect(await rowOf("OPINION")).toMatchObject({ state: "KEPT" })
})

test("a clock that stood still is due later by as many days, tells nobody meanwhile, and says why", async () => {
  await recordDeadline(office.d, {
    kind: "BEFORE_EFFECT",
    name: "Nghị quyết về phí",
    day: "2023-03-25",
    actor: actor("thamdinh.thu"),
  })
  await keepLedger(office.d)
  const row = await rowOf("BEFORE_EFFECT")
  if (!row) throw new Error("no row")
  expect(row.due).toBe("2023-03-20")
  const by = { id: row.id, actor: actor("chanhvanphong") }
  goTo("2023-03-07")
  const paused = await changeDeadline(office.d, {
    ...by,
    revision: row.revision,
    act: { type: "deadline.paused" },
    reason: "Chờ văn bản của Bộ",
  })
  goTo("2023-03-17")
  await keepLedger(office.d)
  expect((await told()).filter((line) => line.includes("hiệu lực"))).toEqual([])
  const again = await changeDeadline(office.d, {
    ...by,
    revision: paused.revision,
    act: { type: "deadline.resumed" },
    reason: "Bộ đã trả lời",
  })
  expect(again).toMatchObject({
    due: "2023-03-30",
    originalDue: "2023-03-20",
    pauses: [{ from: "2023-03-07", until: "2023-03-17", reason: "Chờ văn bản của Bộ" }],
  })
})

test("what is refused says what to do: no reason, another's right, a review's own day, a stale page", async () => {
  await keepLedger(office.d)
  const row = await rowOf("REGISTER_BY")
  const quarter = await rowOf("QUARTERLY_REPORT")
  if (!row || !quarter) throw new Error("no row")
  const chief = actor("chanhvanphong")
  const moved = { type: "deadline.moved", to: "2023-04-10" } as const
  const asked = { id: row.id, revision: row.revision, act: moved, reason: "Theo kế hoạch mới", actor: chief }
  await expect(changeDeadline(office.d, { ...asked, reason: " " })).rejects.toThrow("Chưa ghi lý do")
  await expect(changeDeadline(office.d, { ...asked, actor: actor("chuyenvien.yte") })).rejects.toThrow(
    "không có quyền",
  )
  await expect(changeDeadline(office.d, asked)).rejects.toThrow("Lịch rà soát")
  const done = { ...asked, id: quarter.id, act: { type: "deadline.done", on: "2023-03-06" } as const }
  await expect(changeDeadline(office.d, { ...done, revision: 7 })).rejects.toMatchObject({
    code: "CONCURRENT_EDIT",
  })
  await changeDeadline(office.d, { ...done, revision: quarter.revision })
  expect(await rowOf("QUARTERLY_REPORT")).toMatchObject({ state: "KEPT", endedBy: "chanhvanphong" })
  await expect(
    recordDeadline(office.d, {
      kind: "INTERRUPTION_NOTICE",
      name: "Bảo trì cổng",
      day: "2023-06-01",
      actor: chief,
    }),
  ).rejects.toThrow("không đặt thời hạn này")
})

test("the next day that anything falls due is the ledger's", async () => {
  const next = nextDueInstant(office.d)
  expect(await next(office.clock.now())).toEqual(instantOf("2023-03-14", "08:00:00"))
  expect(await next(instantOf("2023-03-14", "08:00:00"))).toEqual(instantOf("2023-03-31", "08:00:00"))
})

/** The registration of marriage on its way, with an opinion asked for until a day. */
async function consulting(dueOn: string) {
  const registration = await registrationOf("1.000894")
  const { staff, campaignId } = office
  await proposeByRules(office.d, { campaignId, staff, registrations: [registration] })
  for (const [by, event] of [
    [staff.headOf(registration.agencyId), { type: "proposal.signedOff" }],
    [staff.reviewer, { type: "appraisal.started" }],
    [staff.reviewer, { type: "consultation.requested", question: "Có đủ điều kiện kỹ thuật?", dueOn }],
  ] as const)
    await moveRegistration(office.d, { registrationId: registration.id, event, actor: by })
  return registration
}
