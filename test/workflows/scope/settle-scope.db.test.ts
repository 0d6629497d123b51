import { expect, test } from "vitest"
import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import type { ScopeAnswerValue } from "#models/procedure-scope/scope.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import { REGISTRATION_STATES } from "#models/registration/states.ts"
import { yearDeadlines } from "#seeds/scenarios/plan-calendar.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { aNationalRecord, jsonLines } from "#test/workflows/register/register-files.ts"
import { openCampaign } from "#workflows/campaign/open-campaign.server.ts"
import { consolidateEdition } from "#workflows/campaign/steps/consolidate-edition.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
import { importProcedures } from "#workflows/register/import-procedures.server.ts"
import { findUnsettled } from "#workflows/scope/read-scopes.server.ts"
import { settleScope } from "#workflows/scope/settle-scope.server.ts"
import { getScopeEffect, getScopePage } from "#workflows/screens/scope-page.server.ts"

const office = officeForEach({ stage: "appraising" })
const DAY = "2023-03-06"

/** The executing agency is nobody the directory knows. */
const DOUBTFUL = aNationalRecord({
  code: "1.009999",
  departmentsExecuting: [{ code: "", name: "Cơ quan chủ quản" }],
  cases: [{ code: "1.009999.01", name: "Việc chưa rõ của ai" }],
})
const CUSTOMS = aNationalRecord({
  code: "1.009998",
  isWard: true,
  departmentsExecuting: [{ code: "", name: "Cục Hải quan" }],
  categoriesDetails: [{ code: "G12-TC04", name: "Hải quan" }],
  cases: [{ code: "1.009998.01", name: "Việc của hải quan" }],
})

const takeIn = (...records: unknown[]) =>
  importProcedures(office.d, {
    fileName: "them.jsonl",
    bytes: jsonLines(...records),
    partial: false,
    by: office.staff.reviewer.id,
  })
const settle = (answer: ScopeAnswerValue, over: Partial<Parameters<typeof settleScope>[1]> = {}) =>
  settleScope(office.d, {
    codes: ["1.009999"],
    answer,
    reason: "Chi cục thuộc Sở theo quyết định tổ chức",
    joining: "LATER",
    actor: office.staff.reviewer,
    ...over,
  })
const openAnother = (serviceIds?: string[]) =>
  openCampaign(office.d, {
    year: 2024,
    sequence: 1,
    kind: "ANNUAL",
    name: "Năm 2024",
    deadlines: yearDeadlines(2024),
    numberFirst: false,
    amends: null,
    ...(serviceIds ? { serviceIds } : {}),
    actor: office.staff.reviewer,
  })

test("the catalogue is not frozen while nobody has said whose a procedure is, and is once they have", async () => {
  await takeIn(DOUBTFUL)
  const refusal = await refusalOf(takeStep(office.d, consolidateEdition, office.by("reviewer")))
  expect(refusal.message).toContain("còn 1 thủ tục chưa rõ phạm vi (1.009999)")
  expect(refusal.message).toContain("/pham-vi")
  expect(await settle("NOT_OURS")).toEqual({ settled: 1, added: 0 })
  const { workflow } = await takeStep(office.d, consolidateEdition, office.by("reviewer"))
  expect(workflow.context.frozen?.entries).toBe(3)
})

test("a review takes up what is ours by rule or by an answer: nothing in doubt, no central branch", async () => {
  await takeIn(DOUBTFUL, CUSTOMS)
  const reviewed = async (campaignId: string) =>
    (await findAllRegistrations(campaignId, [...REGISTRATION_STATES])).map((one) => one.procedureCode).sort()
  const first = await openAnother()
  expect(await reviewed(first.id)).toEqual(["1.000894", "1.001612", "2.000488"])
  const alone = await refusalOf(openAnother(["1.009999.01@so-tu-phap", "1.009998.01@cuc-hai-quan"]))
  expect(alone.message).toContain("phạm vi")
})

test("an answer somebody gave meanwhile is not replaced unseen: the refusal says whose it is and what stood there", async () => {
  await takeIn(DOUBTFUL)
  const other = { ...office.staff.reviewer, id: "thamdinh.hai", name: "Phạm Văn Hai" }
  const asked = { codes: ["1.009999"], answer: "OURS" as const, actor: other }
  const { answered, replaced } = await getScopeEffect(office.d, asked)
  expect([answered, replaced]).toEqual([{ "1.009999": null }, []])
  await settle("NOT_OURS")
  const refusal = await refusalOf(settle("OURS", { actor: other, seenAnswers: answered }))
  expect(refusal.code).toBe("CONCURRENT_EDIT")
  const by = office.staff.reviewer.name
  expect(refusal.details).toMatchObject({
    by,
    changed: [
      {
        field: "Thủ tục 1.009999",
        before: "chưa ai trả lời",
        now: "Không thuộc phạm vi của tỉnh",
        by,
      },
    ],
  })
  const seen = await getScopeEffect(office.d, asked)
  expect(seen.replaced).toMatchObject([{ code: "1.009999", answer: "NOT_OURS", byName: by }])
  expect(await settle("OURS", { actor: other, seenAnswers: seen.answered })).toMatchObject({
    settled: 1,
  })
})

test("an answer says who, when and why in the log, and may be changed while nothing rests on it", async () => {
  await takeIn(DOUBTFUL)
  await settle("NOT_OURS")
  await settle("OURS", { reason: "Đã xác minh với Sở Nội vụ" })
  expect((await findUnsettled(DAY)).length).toBe(0)
  const trail = await findAuditTrail("procedure", "1.009999")
  expect(trail.map(({ type, by, payload }) => ({ type, by, payload }))).toEqual([
    {
      type: "scope.settled",
      by: office.staff.reviewer.id,
      payload: {
        answer: "NOT_OURS",
        before: null,
        doubt: "UNKNOWN_EXECUTOR",
        reason: "Chi cục thuộc Sở theo quyết định tổ chức",
      },
    },
    {
      type: "scope.settled",
      by: office.staff.reviewer.id,
      payload: {
        answer: "OURS",
        before: "NOT_OURS",
        doubt: "UNKNOWN_EXECUTOR",
        reason: "Đã xác minh với Sở Nội vụ",
      },
    },
  ])
  await openAnother()
  const refusal = await refusalOf(settle("NOT_OURS"))
  expect(refusal.message).toContain("1.009999")
  expect(refusal.message).toContain("đã có phiếu đăng ký ở đợt 2024-1")
})

test("a record that says something else by now is asked about anew", async () => {
  await takeIn(DOUBTFUL)
  await settle("OURS")
  await takeIn({ ...DOUBTFUL, departmentsExecuting: [{ code: "", name: "Cơ quan khác nữa" }] })
  expect((await findUnsettled(DAY)).map(({ home }) => home.code)).toEqual(["1.009999"])
})

test("nobody answers without a reason, a right or a row, nor what a rule answers already", async () => {
  await takeIn(DOUBTFUL)
  const stranger = { ...office.staff.clerk }
  expect((await refusalOf(settle("OURS", { actor: stranger }))).code).toBe("FORBIDDEN")
  expect((await refusalOf(settle("OURS", { reason: " " }))).code).toBe("INVALID_INPUT")
  expect((await refusalOf(settle("OURS", { codes: [] }))).code).toBe("INVALID_INPUT")
  expect((await refusalOf(settle("OURS", { codes: ["1.000894"] }))).message).toContain("đã rõ theo quy tắc")
  expect((await refusalOf(settle("OURS", { codes: ["9.999999"] }))).message).toContain("9.999999")
  const many = Array.from({ length: 20 }, (_, index) => `1.1000${String(index).padStart(2, "0")}`)
  const unconfirmed = await refusalOf(settle("OURS", { codes: many }))
  expect(JSON.stringify(unconfirmed.details)).toContain("Gõ đúng số 20")
})

test("the page lists what is in doubt with why and a hint, and says beforehand what an answer comes to", async () => {
  await takeIn(DOUBTFUL, CUSTOMS)
  const page = await getScopePage(office.d, {
    query: { list: "chua-ro", doubt: null, text: "chu quan", page: 1 },
    actor: office.staff.reviewer,
  })
  expect(page.counts).toMatchObject({ "chua-ro": 1, "da-tra-loi": 0, "nganh-doc": 1, "cua-tinh": 3 })
  expect(page.rows).toMatchObject([
    { code: "1.009999", doubt: "UNKNOWN_EXECUTOR", suggestion: "OURS", answer: null },
  ])
  const effect = await getScopeEffect(office.d, {
    codes: ["1.009999"],
    answer: "OURS",
    actor: office.staff.reviewer,
  })
  expect(effect).toMatchObject({
    changed: 1,
    services: 1,
    ofBranches: 0,
    brings: { review: "Năm 2023", registrations: 1 },
    closed: null,
    resting: 0,
  })
})

const added = async () =>
  (await findAllRegistrations(office.campaignId, [...REGISTRATION_STATES])).filter(
    ({ procedureCode }) => procedureCode === "1.009999",
  )

test("what an answer brings to the running review joins it where the person says so, and is never left out unsaid", async () => {
  await takeIn(DOUBTFUL)
  const unsaid = await refusalOf(settle("OURS", { joining: null }))
  expect(JSON.stringify(unsaid.details)).toContain("1 đăng ký vào đợt «Năm 2023»")
  expect(await added()).toEqual([])
  expect(await settle("OURS", { joining: "REVIEW", seen: 1 })).toEqual({ settled: 1, added: 1 })
  expect(await added()).toMatchObject([
    { serviceId: "1.009999.01@so-tu-phap", workflow: { value: "drafting" } },
  ])
  const [entry] = await findAuditTrail("procedure", "1.009999")
  expect(entry?.payload).toMatchObject({ added: { campaignId: "2023-1", registrations: 1 } })
  // What it brought is an open registration like any other: the freeze asks about it.
  const refusal = await refusalOf(takeStep(office.d, consolidateEdition, office.by("reviewer")))
  expect(refusal.message).toContain("Còn 1 đăng ký chưa được phê duyệt")
})

test("who put it off may let it join later, and twice is once", async () => {
  await takeIn(DOUBTFUL)
  await settle("OURS")
  expect(await added()).toEqual([])
  expect(await settle("OURS", { joining: "REVIEW" })).toEqual({ settled: 0, added: 1 })
  expect(await settle("OURS", { joining: "REVIEW" })).toEqual({ settled: 0, added: 0 })
  expect(await added()).toHaveLength(1)
})

test("another number than was shown is shown anew, and a review that is frozen takes nothing", async () => {
  await takeIn(DOUBTFUL)
  expect((await refusalOf(settle("OURS", { joining: "REVIEW", seen: 2 }))).message).toContain("nay là 1")
  await settle("NOT_OURS")
  await takeStep(office.d, consolidateEdition, office.by("reviewer"))
  const effect = await getScopeEffect(office.d, {
    codes: ["1.009999"],
    answer: "OURS",
    actor: office.staff.reviewer,
  })
  expect(effect).toMatchObject({ brings: null, closed: "Năm 2023" })
  expect(await settle("OURS", { joining: "REVIEW" })).toEqual({ settled: 1, added: 0 })
  expect(await added()).toEqual([])
})

test("an answer brings no service that the register gives to a central branch, and says so", async () => {
  await takeIn(
    aNationalRecord({
      code: "1.009997",
      departmentsExecuting: [{ code: "", name: "Ủy ban nhân dân cấp tỉnh" }],
      categoriesDetails: [{ code: "G12-TC04", name: "Hải quan" }],
      cases: [{ code: "1.009997.01", name: "Việc của tỉnh trong lĩnh vực hải quan" }],
    }),
  )
  const asked = { codes: ["1.009997"], answer: "OURS" as const, actor: office.staff.reviewer }
  expect(await getScopeEffect(office.d, asked)).toMatchObject({
    services: 0,
    ofBranches: 1,
    brings: { registrations: 0 },
  })
  expect(await settle("OURS", { codes: ["1.009997"], joining: null })).toEqual({ settled: 1, added: 0 })
})
