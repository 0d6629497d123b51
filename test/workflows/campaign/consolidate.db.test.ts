import { expect, test } from "vitest"
import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import { moveAll } from "#seeds/scenarios/propose-by-rules.server.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { takeTo } from "#test/setup/stages.ts"
import { checkContent } from "#workflows/campaign/steps/check-content.server.ts"
import { checkForm } from "#workflows/campaign/steps/check-form.server.ts"
import { consolidateEdition } from "#workflows/campaign/steps/consolidate-edition.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"

const office = officeForEach({ stage: "appraising" })

test("an unfinished registration keeps the catalogue open until somebody says why it is left out", async () => {
  const [one] = await findAllRegistrations(office.campaignId, ["approved"])
  await moveAll(
    office.d,
    [{ registrationId: one?.id ?? "", event: { type: "approval.revoked", reason: "Xem lại căn cứ" } }],
    office.staff.chief,
  )
  const refusal = await refusalOf(takeStep(office.d, consolidateEdition, office.by("reviewer")))
  expect(refusal.code).toBe("RULE_BROKEN")
  expect(refusal.message).toContain("Còn 1 đăng ký")
  const { workflow } = await takeStep(office.d, consolidateEdition, {
    ...office.by("reviewer"),
    leftOutReason: "Chuyển sang đợt điều chỉnh",
  })
  expect(workflow.context.frozen?.entries).toBe(2)
})

test("the one who checked the content does not check the form, and a specialist checks nothing", async () => {
  await takeTo(office, "consolidated")
  const digest = (await getCampaign(office.campaignId)).workflow.context.frozen?.digest ?? ""
  const refusal = await refusalOf(takeStep(office.d, checkContent, { ...office.by("clerk"), digest }))
  expect(refusal.code).toBe("FORBIDDEN")
  await takeStep(office.d, checkContent, { ...office.by("chief"), digest })
  const chiefAndClerk = {
    ...office.staff.chief,
    assignments: [...office.staff.chief.assignments, ...office.staff.clerk.assignments],
  }
  const again = await refusalOf(
    takeStep(office.d, checkForm, { campaignId: office.campaignId, actor: chiefAndClerk, digest }),
  )
  expect(again.message).toContain("phải khác người kiểm tra nội dung")
})
