import { expect, test } from "vitest"
import { findCampaigns, getCampaign } from "#models/campaign/campaign.repository.server.ts"
import { isOfficeError } from "#models/shared/errors.ts"
import { takeTurn } from "#models/turn/turn.repository.server.ts"
import { registrationOf } from "#test/setup/office.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { CampaignPlan, usualDeadlines } from "#workflows/campaign/campaign-plan.ts"
import { openNextCampaign } from "#workflows/campaign/open-next-campaign.server.ts"
import { consolidateEdition } from "#workflows/campaign/steps/consolidate-edition.server.ts"
import { stopCampaign } from "#workflows/campaign/steps/stop-campaign.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { moveRegistration } from "#workflows/registration/move-registrations.server.ts"

const office = officeForEach({ stage: "appraising" })

const planOf = (year: number) =>
  CampaignPlan.parse({
    year: String(year),
    yearAgain: String(year),
    name: `Rà soát năm ${year}`,
    ...usualDeadlines(year),
  })

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "OK",
    (error: unknown) => (isOfficeError(error) ? error.code : String(error)),
  )

/** Does something else while rows are read and drawn. */
const whileDrawing = (work: () => Promise<unknown>) => {
  const { reference } = office.d
  let isDone = false
  return {
    ...office.d,
    reference: {
      ...reference,
      groups: async () => {
        if (!isDone) await work()
        isDone = true
        return reference.groups()
      },
    },
  }
}

const freezing = { campaignId: "2023-1", leftOutReason: "Chuyển sang đợt điều chỉnh" }

test("an approval taken back, corrected and given again at the same level while rows are drawn is no longer what was read", async () => {
  const { d, staff } = office
  const { id, agencyId, workflow } = await registrationOf("1.000894")
  const proposal = workflow.context.proposal
  if (!proposal) throw new Error("nothing was proposed")
  const corrected = { ...proposal, citation: "Điều 19 Luật Hộ tịch số 60/2014/QH13" }
  const d2 = whileDrawing(async () => {
    const move = (actor: typeof staff.chief, event: Parameters<typeof moveRegistration>[1]["event"]) =>
      moveRegistration(d, { registrationId: id, event, actor })
    await move(staff.reviewer, { type: "approval.revoked", reason: "Căn cứ ghi sai điều" })
    await move(staff.reviewer, { type: "proposal.returned", reason: "Căn cứ ghi sai điều" })
    await move(staff.specialistOf(agencyId), { type: "proposal.submitted", proposal: corrected })
    await move(staff.headOf(agencyId), { type: "proposal.signedOff" })
    await move(staff.reviewer, { type: "appraisal.started" })
    await move(staff.reviewer, { type: "appraisal.agreed", note: "" })
    await move(staff.chief, { type: "approval.granted" })
  })
  const refusal = await takeStep(d2, consolidateEdition, { ...freezing, actor: staff.reviewer }).catch(
    (error: unknown) => error,
  )
  expect(refusal).toMatchObject({
    code: "CONCURRENT_EDIT",
    message: expect.stringContaining("1 đăng ký vừa thay đổi trong lúc chốt danh mục"),
    details: {
      changed: [{ field: expect.stringContaining("1.000894"), now: expect.stringContaining("lại") }],
    },
  })
  expect((await getCampaign("2023-1")).workflow.value).toBe("appraising")
  const again = await takeStep(d, consolidateEdition, { ...freezing, actor: staff.reviewer })
  expect(again.workflow.value).toBe("consolidated")
  expect((await verifyStore()).findings).toEqual([])
})

test("whoever comes with an older page of an edition is told whose step came between, and from where to where it went", async () => {
  const { d, by } = office
  const { revision } = await getCampaign("2023-1")
  await takeStep(d, consolidateEdition, { ...freezing, ...by("reviewer") })
  const refusal = await takeStep(d, stopCampaign, { ...by("chief"), revision, reason: "Mở nhầm đợt" }).then(
    () => null,
    (error: unknown) => error,
  )
  const who = by("reviewer").actor.id
  expect(refusal).toMatchObject({
    code: "CONCURRENT_EDIT",
    message: expect.stringContaining(who),
    details: {
      by: who,
      changed: [
        { field: "Trạng thái", before: "Đang thẩm định", now: expect.stringContaining("chốt"), by: who },
      ],
    },
  })
})

test("a list taken into the register while rows are drawn asks for another look", async () => {
  const { d, staff } = office
  const d2 = whileDrawing(() => d.store.inTransaction((session) => takeTurn("REGISTER", session)))
  const code = await codeOf(takeStep(d2, consolidateEdition, { ...freezing, actor: staff.reviewer }))
  expect(code).toBe("CONCURRENT_EDIT")
})

test("of reviews of different years opened at once one opens, and the others are told so", async () => {
  await takeStep(office.d, stopCampaign, { ...office.by("chief"), reason: "Mở nhầm đợt" })
  const years = [2023, 2024, 2025, 2026, 2027, 2028]
  const codes = await Promise.all(
    years.map((year) =>
      codeOf(openNextCampaign(office.d, { plan: planOf(year), actor: office.staff.chief })),
    ),
  )
  expect(codes.filter((code) => code === "OK")).toHaveLength(1)
  for (const code of codes) expect(["OK", "RULE_BROKEN", "CONCURRENT_EDIT"]).toContain(code)
  expect(await findCampaigns()).toHaveLength(2)
})

test("twelve equal requests open one review; none ends in an unexplained fault", async () => {
  await takeStep(office.d, stopCampaign, { ...office.by("chief"), reason: "Mở nhầm đợt" })
  const ask = () => codeOf(openNextCampaign(office.d, { plan: planOf(2024), actor: office.staff.chief }))
  const codes = await Promise.all(Array.from({ length: 12 }, ask))
  expect(codes.filter((code) => code === "OK")).toHaveLength(1)
  for (const code of codes) expect(["OK", "RULE_BROKEN", "CONCURRENT_EDIT"]).toContain(code)
  expect((await verifyStore()).findings).toEqual([])
})
