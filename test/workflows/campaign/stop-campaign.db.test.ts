import { expect, test } from "vitest"
import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import { peekNextNumber } from "#models/document-number/document-number.repository.server.ts"
import { RegisterChangeModel } from "#models/register-change/register-change.schema.server.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { takeTo } from "#test/setup/stages.ts"
import { CampaignPlan, usualDeadlines } from "#workflows/campaign/campaign-plan.ts"
import { openNextCampaign } from "#workflows/campaign/open-next-campaign.server.ts"
import { issueDecision } from "#workflows/campaign/steps/issue-decision.server.ts"
import { returnEdition } from "#workflows/campaign/steps/return-edition.server.ts"
import { stopCampaign } from "#workflows/campaign/steps/stop-campaign.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { moveRegistration } from "#workflows/registration/move-registrations.server.ts"
import { getEditionPage } from "#workflows/screens/edition-page.server.ts"

const office = officeForEach({ stage: "appraising" })
const reason = "Sẽ công bố chung với đợt sau"
const stop = () => takeStep(office.d, stopCampaign, { ...office.by("chief"), reason })
const pageOf = (editionId: string) => getEditionPage(office.d, { editionId, actor: office.staff.chief })

test("before it is stopped it says how many registrations stop with it, and only the chief of office may", async () => {
  const { others } = (await pageOf("2023-1")).offers
  const offer = others.find(({ intent }) => intent === "stop")
  expect(offer?.says[0]).toContain("Đợt có 3 phiếu đăng ký, trong đó 3 đã phê duyệt")
  const refusal = takeStep(office.d, stopCampaign, { ...office.by("leader"), reason })
  await expect(refusal).rejects.toMatchObject({ code: "FORBIDDEN" })
})

test("what was proposed and approved in a stopped review stays, moves no more, and the next review opens", async () => {
  await stop()
  const kept = await findAllRegistrations("2023-1", ["approved"])
  expect(kept).toHaveLength(3)
  const move = moveRegistration(office.d, {
    registrationId: kept[0]?.id ?? "",
    event: { type: "approval.revoked", reason },
    actor: office.staff.chief,
  })
  await expect(move).rejects.toThrow("«Đã dừng»")
  const plan = CampaignPlan.parse({ year: "2023", name: "Rà soát lại năm 2023", ...usualDeadlines(2023) })
  const next = await openNextCampaign(office.d, { plan, actor: office.staff.chief })
  expect(next).toMatchObject({ id: "2023-2", kind: "ANNUAL" })
  expect((await verifyStore()).findings).toEqual([])
})

test("changes of the register that a stopped review had taken up wait for the next one again", async () => {
  const change = {
    code: "1.000894",
    procedureName: "Đăng ký kết hôn",
    importId: "lan-nhap",
    at: office.clock.now(),
    kind: "CHANGED" as const,
    fromHash: "a",
    toHash: "b",
    state: "IN_REVIEW" as const,
    resolvedBy: "tham-dinh",
    resolvedByName: "Thẩm định",
    resolvedAt: office.clock.now(),
    note: "Đợt rà soát «Năm 2023»",
  }
  await RegisterChangeModel.create([
    { ...change, _id: "1.000894|lan-nhap", reviewId: "2023-1" },
    { ...change, _id: "1.000894|lan-truoc", reviewId: "2022-1" },
  ])
  await stop()
  const states = await RegisterChangeModel.find({}, { state: 1, note: 1 }).sort({ _id: 1 }).lean()
  expect(states.map(({ state, note }) => [state, note])).toEqual([
    ["OPEN", ""],
    ["IN_REVIEW", "Đợt rà soát «Năm 2023»"],
  ])
})

test("a sealed decision that is not issued can be stopped; its number stands as cancelled and is not given again", async () => {
  await takeTo(office, "sealed")
  const { numbered } = (await getCampaign("2023-1")).workflow.context
  await stop()
  const { voidedNumbers, campaign } = await pageOf("2023-1")
  expect(campaign.state).toBe("stopped")
  expect(voidedNumbers).toMatchObject([{ number: `${numbered?.number}/QĐ-UBND`, reason }])
  expect(await peekNextNumber(2023, "QĐ-UBND")).toBe(Number(numbered?.number) + 1)
  await expect(takeStep(office.d, issueDecision, office.by("clerk"))).rejects.toThrow("«Đã dừng»")
  expect((await verifyStore()).findings).toEqual([])
})

test("a numbered decision that is returned leaves its number cancelled too", async () => {
  await takeTo(office, "numbered")
  await takeStep(office.d, returnEdition, { ...office.by("chief"), reason: "Sai tên đơn vị" })
  expect((await pageOf("2023-1")).voidedNumbers).toMatchObject([
    { number: "01/QĐ-UBND", reason: "Sai tên đơn vị" },
  ])
})
