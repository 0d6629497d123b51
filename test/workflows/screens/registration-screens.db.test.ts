import { beforeEach, expect, test } from "vitest"
import { findAuditPage } from "#models/audit/audit-entry.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import { registrationOf } from "#test/setup/office.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { proposalConfirming } from "#workflows/classification/proposal-from-suggestion.ts"
import { moveRegistration } from "#workflows/registration/move-registrations.server.ts"
import { getAuditPage } from "#workflows/screens/audit-page.server.ts"
import { getCampaignBoard, listCampaigns } from "#workflows/screens/campaign-board.server.ts"
import { getRegistrationList } from "#workflows/screens/registration-list.server.ts"
import { getRegistrationPage } from "#workflows/screens/registration-page.server.ts"
import { getWorkList } from "#workflows/screens/work-list.server.ts"

const MARRIAGE = "1.000894"

const office = officeForEach()
let marriage: Registration
beforeEach(async () => {
  marriage = await registrationOf(MARRIAGE)
})

const submit = (over: { overruleReason?: string } = {}) =>
  moveRegistration(office.d, {
    registrationId: marriage.id,
    event: {
      type: "proposal.submitted",
      proposal: {
        ...proposalConfirming(marriage.suggestion),
        citation: "Điều 18 Luật Hộ tịch số 60/2014/QH13",
        ...over,
      },
    },
    actor: office.staff.specialistOf(marriage.agencyId),
  })

const everything = { state: "all", page: 1 } as const

test("a specialist's list holds their own agency only, whatever the address asks for", async () => {
  const specialist = office.staff.specialistOf(marriage.agencyId)
  const { rows, agencies } = await getRegistrationList(office.d, { query: everything, actor: specialist })
  expect(rows.length).toBeGreaterThan(0)
  expect(agencies.map(({ id }) => id)).toEqual([marriage.agencyId])
  await expect(
    getRegistrationList(office.d, { query: { ...everything, agency: "so-y-te" }, actor: specialist }),
  ).rejects.toMatchObject({ code: "FORBIDDEN" })
})

test("looking at another agency's registration is refused and leaves a line in the log", async () => {
  const stranger = office.staff.specialistOf("so-y-te")
  await expect(
    getRegistrationPage(office.d, { registrationId: marriage.id, query: everything, actor: stranger }),
  ).rejects.toMatchObject({ code: "FORBIDDEN" })
  const { entries } = await findAuditPage({ type: "access.denied", by: stranger.id }, 1, 10)
  expect(entries[0]).toMatchObject({
    subject: { kind: "registration", id: marriage.id },
    payload: { action: "registration.view" },
  })
})

test("words without accents find a procedure by its name", async () => {
  const { rows } = await getRegistrationList(office.d, {
    query: { ...everything, q: "dang ky ket hon" },
    actor: office.staff.reviewer,
  })
  expect(rows.map(({ procedureName }) => procedureName)).toEqual(["Đăng ký kết hôn"])
})

test.each([
  "hôn thú",
  "TTHC kết hôn",
  "dang ki ket hon",
  "kết hôn đăng ký",
  "đăng ký kết hom",
  "1.000894.000.00.00.H16",
  "1000894",
  "đăng ký kết hôn".normalize("NFD"),
])("the office's list is searched as the public one: “%s” finds the registration of marriages", async (q) => {
  const { rows, total } = await getRegistrationList(office.d, {
    query: { ...everything, q },
    actor: office.staff.reviewer,
  })
  expect(rows.map(({ serviceCode }) => serviceCode)).toContain(marriage.serviceCode)
  expect(total).toBeLessThan(10)
})

test("the page offers each person only the steps that are theirs in the present state", async () => {
  const offered = async (actor: typeof office.staff.reviewer) =>
    (await getRegistrationPage(office.d, { registrationId: marriage.id, query: everything, actor })).possible
  const specialist = office.staff.specialistOf(marriage.agencyId)
  const head = office.staff.headOf(marriage.agencyId)
  expect(await offered(specialist)).toEqual(["draft.saved", "proposal.submitted", "proposal.withdrawn"])
  expect(await offered(head)).toEqual(["proposal.withdrawn"])
  await submit()
  expect(await offered(head)).toEqual(["proposal.signedOff", "proposal.returnedByHead", "proposal.withdrawn"])
  expect(await offered(specialist)).toEqual(["submission.recalled", "proposal.withdrawn"])
  expect(await offered(office.staff.clerk)).toEqual([])
})

test("who proposed is offered no sign-off, even when they also head the unit", async () => {
  const specialist = office.staff.specialistOf(marriage.agencyId)
  await submit()
  const both = {
    ...specialist,
    assignments: [...specialist.assignments, { role: "UNIT_HEAD" as const, agencyId: marriage.agencyId }],
  }
  const page = await getRegistrationPage(office.d, {
    registrationId: marriage.id,
    query: everything,
    actor: both,
  })
  expect(page.possible).not.toContain("proposal.signedOff")
})

test("the next item is the next of the same list, and there is none after the last", async () => {
  const actor = office.staff.reviewer
  const { rows } = await getRegistrationList(office.d, { query: everything, actor })
  const ids = rows.map(({ id }) => id)
  const next = async (registrationId: string) =>
    (await getRegistrationPage(office.d, { registrationId, query: everything, actor })).nextId
  expect(await Promise.all(ids.map(next))).toEqual([...ids.slice(1), null])
})

test("work waits with the person whose turn it is, with the reason of a return", async () => {
  const specialist = office.staff.specialistOf(marriage.agencyId)
  const head = office.staff.headOf(marriage.agencyId)
  const sections = async (actor: typeof head) =>
    (await getWorkList(office.d, actor)).campaigns[0]?.sections.map(({ title, count }) => ({
      title,
      count,
    })) ?? []
  expect(await sections(head)).toEqual([])
  await submit()
  expect(await sections(head)).toEqual([{ title: "Chờ ký duyệt đăng ký của đơn vị", count: 1 }])
  await moveRegistration(office.d, {
    registrationId: marriage.id,
    event: { type: "proposal.returnedByHead", reason: "Thiếu điều, khoản của luật." },
    actor: head,
  })
  const { campaigns } = await getWorkList(office.d, specialist)
  const returned = campaigns[0]?.sections.find(({ title }) => title.startsWith("Bị trả lại"))
  expect(returned?.items[0]?.remark).toBe("Lý do trả lại: Thiếu điều, khoản của luật.")
})

test("the board's totals are the sums of its rows, and only what a person may see leads further", async () => {
  await submit()
  const head = office.staff.headOf(marriage.agencyId)
  const board = await getCampaignBoard(office.d, { campaignId: "2023-1", actor: head })
  const sum = (pick: (row: (typeof board.rows)[number]) => number) =>
    board.rows.reduce((total, row) => total + pick(row), 0)
  expect(board.totals.total).toBe(sum((row) => row.total))
  expect(board.totals.groups.awaitingUnitHead).toBe(1)
  expect(sum((row) => row.groups.awaitingUnitHead)).toBe(1)
  expect(board.levels.reduce((total, { count }) => total + count, 0)).toBe(board.totals.total)
  expect(board.rows.filter((row) => row.isOpenToActor).map((row) => row.agencyId)).toEqual([
    marriage.agencyId,
  ])
  expect(board.offers).toEqual([])
})

test("a second campaign is not offered while one is running", async () => {
  expect((await listCampaigns(office.d, office.staff.chief)).mayOpen).toBe(false)
})

test("the log is read by those it is for; others are refused, which is itself in the log", async () => {
  const { chief, clerk } = office.staff
  await expect(getAuditPage(office.d, { query: { page: 1 }, actor: clerk })).rejects.toMatchObject({
    code: "FORBIDDEN",
  })
  await submit()
  const all = await getAuditPage(office.d, { query: { page: 1 }, actor: chief })
  expect(all.lines.map(({ what }) => what)).toEqual([
    "Trình lãnh đạo đơn vị",
    "Bị từ chối truy cập",
    "Mở đợt rà soát",
    "Nhập thủ tục vào sổ",
  ])
  expect(all.lines[1]).toMatchObject({ by: clerk.id, detail: "quyền «Xem nhật ký»" })
  const before = await getAuditPage(office.d, { query: { page: 1, to: "2023-03-05" }, actor: chief })
  expect(before.total).toBe(0)
  const that = await getAuditPage(office.d, { query: { page: 1, subjectId: marriage.id }, actor: chief })
  expect(that.lines.map(({ to }) => to)).toEqual(["Chờ lãnh đạo đơn vị ký duyệt"])
})
