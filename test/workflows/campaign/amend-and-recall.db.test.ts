import { afterAll, beforeAll, expect, test } from "vitest"
import { CampaignModel } from "#models/campaign/campaign.schema.server.ts"
import { getFrozenEdition } from "#models/catalogue-edition/catalogue-edition.repository.server.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import { readInForceOn } from "#models/catalogue-edition/read-in-force.server.ts"
import { findActiveServices } from "#models/online-service/online-service.repository.server.ts"
import { readOutbox } from "#models/outbox/outbox.repository.server.ts"
import { dayOf } from "#models/shared/dates.ts"
import type { Store } from "#models/store/connection.server.ts"
import { runWholeYear, type WholeYear } from "#seeds/scenarios/whole-year.server.ts"
import { type OfficeAt, openSmallOffice } from "#test/setup/office.ts"
import { openTestStore } from "#test/setup/store.ts"
import { typedNumber } from "#test/setup/typed-number.ts"
import { CampaignPlan, usualDeadlines } from "#workflows/campaign/campaign-plan.ts"
import { openNextCampaign } from "#workflows/campaign/open-next-campaign.server.ts"
import { assignNumber } from "#workflows/campaign/steps/assign-number.server.ts"
import { checkContent } from "#workflows/campaign/steps/check-content.server.ts"
import { checkForm } from "#workflows/campaign/steps/check-form.server.ts"
import { consolidateEdition } from "#workflows/campaign/steps/consolidate-edition.server.ts"
import { issueDecision } from "#workflows/campaign/steps/issue-decision.server.ts"
import { recallEdition } from "#workflows/campaign/steps/recall-edition.server.ts"
import { recordErratum } from "#workflows/campaign/steps/record-erratum.server.ts"
import { resumeRevision } from "#workflows/campaign/steps/resume-revision.server.ts"
import { returnEdition } from "#workflows/campaign/steps/return-edition.server.ts"
import { sealDecision } from "#workflows/campaign/steps/seal-decision.server.ts"
import { signDecision } from "#workflows/campaign/steps/sign-decision.server.ts"
import { stopCampaign } from "#workflows/campaign/steps/stop-campaign.server.ts"
import { submitForSignature } from "#workflows/campaign/steps/submit-for-signature.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
import { getCataloguePage } from "#workflows/screens/catalogue-page.server.ts"
import { getEditionPage } from "#workflows/screens/edition-page.server.ts"

const MARRIAGE = "1.000894"
const HOUSEHOLD_BUSINESS = "1.001612"
const reason = "Sai thẩm quyền ký ban hành"
let store: Store
let office: OfficeAt<"issued">

const dayIn = (month: string) => {
  const day = `2023-${month}-02`
  return {
    open: day,
    propose: day,
    signOff: day,
    appraise: day,
    freeze: day,
    checkContent: day,
    checkForm: day,
    submit: day,
    sign: day,
  }
}

const FROZEN = new Error("frozen")

async function amend(sequence: number, month: string, procedureCode: string, over: Partial<WholeYear> = {}) {
  const { d, clock, staff } = office
  const services = (await findActiveServices()).filter((one) => one.procedureCode === procedureCode)
  await runWholeYear(d, {
    year: 2023,
    sequence,
    kind: "AMENDMENT",
    amends: "2023-1",
    name: `Điều chỉnh ${sequence - 1}`,
    staff,
    clock,
    calendar: dayIn(month),
    serviceIds: services.map(({ id }) => id),
    ...over,
  })
}

/** In force today, as `mã thủ tục → số quyết định`. */
async function standing() {
  const found = await readInForceOn(await findIssuedEditions(), dayOf(office.clock.now()))
  return (found?.rows ?? []).map(({ entry, standsOn }) => [entry.procedure.code, standsOn.editionId]).sort()
}

// The whole of a hard year in order: the annual decision of May, an amendment in August, a second one that never comes out.
beforeAll(async () => {
  store = await openTestStore()
  office = await openSmallOffice(store, { stage: "issued" })
  await amend(2, "08", MARRIAGE)
  await amend(3, "09", HOUSEHOLD_BUSINESS, {
    stage: (name, work) => (name === "decide" ? Promise.reject(FROZEN) : work()),
  }).catch((error: unknown) => {
    if (error !== FROZEN) throw error
  })
}, 240_000)
afterAll(async () => {
  await store.close()
})

const by = (actor: (typeof office.staff)["chief"], campaignId = "2023-3") => ({ campaignId, actor })

test("the second amendment names the annual decision, whose row it changes, and that it was amended", async () => {
  const second = await getFrozenEdition("2023-3/1")
  expect(second.replaces?.editionId).toBe("2023-1")
  expect(second.amended).toMatchObject([{ editionId: "2023-1", amendedBy: [{ editionId: "2023-2" }] }])
})

/** What the chief reads before a recall. */
async function recallSays(editionId: string): Promise<string> {
  const { offers } = await getEditionPage(office.d, { editionId, actor: office.staff.chief })
  return offers.others.find(({ intent }) => intent === "recall")?.says.join("\n") ?? ""
}

test("before its recall a decision shows what hangs on it", async () => {
  const annual = await recallSays("2023-1")
  expect(annual).toMatch(/Điều chỉnh theo Quyết định số \S+ ngày 02\/08\/2023: hết hiệu lực cùng/)
  expect(annual).toMatch(/Đợt «Điều chỉnh 2» \(đã tổng hợp, chốt danh mục\)/)
  expect(annual).toContain("– 0 công văn đính chính.")
  expect(annual).toMatch(/– [1-9][\d.]* bản tin đã lập cho các cổng \(/)
  const first = await recallSays("2023-2")
  expect(first).not.toContain("Điều chỉnh theo Quyết định")
  expect(first).toContain("Đợt «Điều chỉnh 2»")
})

test("an archived edition stays in force, takes an erratum and can be recalled", async () => {
  const { d, staff } = office
  const before = await standing()
  for (const id of ["2023-1", "2023-2"])
    await CampaignModel.updateOne({ _id: id }, { $set: { "workflow.value": "archived" } })
  expect(await standing()).toEqual(before)
  await takeStep(d, recordErratum, {
    ...by(staff.chief, "2023-1"),
    letter: "12/UBND-KSTT",
    letterDay: "2023-06-01",
    concerns: "TEXT",
    where: "Dòng sau phần căn cứ",
    wrong: "QUYẾT ĐỊNH:",
    right: "Quyết định:",
    text: "Sửa lỗi trình bày",
  })
  await takeStep(d, recallEdition, { ...by(staff.chief, "2023-2"), reason, ...(await typedNumber("2023-2")) })
  expect(await standing()).toEqual(before.map(([code]) => [code, "2023-1"]))
})

test("what was frozen with a decision that is recalled since goes back and is frozen anew", async () => {
  const { d, staff } = office
  const { digest } = await getFrozenEdition("2023-3/1")
  await expect(takeStep(d, checkContent, { ...by(staff.chief), digest })).rejects.toThrow(
    /đã bị thu hồi ngày 02\/09\/2023\. Văn bản đã chốt còn nêu quyết định đó\. Hãy trả lại hồ sơ/,
  )
  await takeStep(d, returnEdition, { ...by(staff.chief), reason: "Quyết định được nêu đã bị thu hồi" })
  await takeStep(d, resumeRevision, by(staff.reviewer))
  await takeStep(d, consolidateEdition, by(staff.reviewer))
  expect((await getFrozenEdition("2023-3/2")).amended).toMatchObject([{ editionId: "2023-1", amendedBy: [] }])
})

test("an amendment whose annual decision is recalled while it waits for the seal is not issued, and the office is told what to do", async () => {
  const { d, staff } = office
  const { digest } = await getFrozenEdition("2023-3/2")
  await takeStep(d, checkContent, { ...by(staff.chief), digest })
  await takeStep(d, checkForm, { ...by(staff.clerk), digest })
  await takeStep(d, submitForSignature, { ...by(staff.chief), signatoryId: staff.leader.id })
  await takeStep(d, signDecision, by(staff.leader))
  await takeStep(d, assignNumber, by(staff.clerk))
  await takeStep(d, recallEdition, { ...by(staff.chief, "2023-1"), reason, ...(await typedNumber("2023-1")) })
  const told =
    /đã bị thu hồi ngày 02\/09\/2023\. Đợt điều chỉnh này sửa đổi quyết định đó nên không còn căn cứ.*«Dừng đợt»/
  await expect(takeStep(d, sealDecision, by(staff.clerk))).rejects.toThrow(told)
  await CampaignModel.updateOne({ _id: "2023-3" }, { $set: { "workflow.value": "sealed" } })
  await expect(takeStep(d, issueDecision, by(staff.clerk))).rejects.toThrow(told)
  await CampaignModel.updateOne({ _id: "2023-3" }, { $set: { "workflow.value": "numbered" } })
  const page = await getEditionPage(d, { editionId: "2023-3", actor: staff.clerk })
  expect(page.standingFault).toMatch(told)
})

test("with the annual decision recalled nothing is in force: services have no level, portals are told, the public reads so", async () => {
  const { d } = office
  expect(await standing()).toEqual([])
  expect(await getCataloguePage(d, { query: { q: "", page: 1 } as never })).toBeNull()
  const page = await getCataloguePage(d, { editionId: "2023-1", query: { q: "", page: 1 } as never })
  expect(page?.standing.leftInForce).toBeNull()
  expect((await findActiveServices()).map(({ announcedLevel }) => announcedLevel)).toEqual([null, null, null])
  const online = (await getFrozenEdition("2023-1/1")).entries.filter(({ url }) => url !== "")
  const sent = []
  for await (const batch of readOutbox()) sent.push(...batch)
  const withdrawn = sent.filter(
    ({ editionId, operation }) => editionId === "2023-1" && operation === "WITHDRAW",
  )
  const portals = new Set(withdrawn.map(({ target }) => target))
  expect(portals.size).toBe(2)
  expect(withdrawn).toHaveLength(online.length * portals.size)
})

test("the stuck amendment is stopped with a reason, and the year's catalogue is announced anew", async () => {
  const { d, staff } = office
  const plan = CampaignPlan.parse({ year: "2023", name: "Công bố lại năm 2023", ...usualDeadlines(2023) })
  await expect(openNextCampaign(d, { plan, actor: staff.chief })).rejects.toThrow("đang chạy")
  const stopped = await takeStep(d, stopCampaign, {
    ...by(staff.chief),
    reason: "Quyết định được sửa đổi đã bị thu hồi",
  })
  expect(stopped.workflow).toMatchObject({ value: "stopped", context: { stopped: { by: staff.chief.id } } })
  expect(await openNextCampaign(d, { plan, actor: staff.chief })).toMatchObject({
    id: "2023-4",
    kind: "ANNUAL",
  })
})
