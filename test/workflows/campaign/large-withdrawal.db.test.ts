import { beforeAll, expect, test } from "vitest"
import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import { findActiveServices } from "#models/online-service/online-service.repository.server.ts"
import { saveReference } from "#models/reference/reference.repository.server.ts"
import { runWholeYear } from "#seeds/scenarios/whole-year.server.ts"
import { officeForAll } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { accountsOf } from "#workflows/campaign/accounts-of.ts"
import { currentEdition } from "#workflows/campaign/decision-bytes.server.ts"
import { editionEffect } from "#workflows/campaign/edition-effect.server.ts"
import { consolidateEdition } from "#workflows/campaign/steps/consolidate-edition.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
import { chiefOfOffice } from "#workflows/campaign/who-signs.server.ts"
import { composeSubmission } from "#workflows/document-text/compose-submission.ts"

const office = officeForAll({ stage: "issued" })
const freeze = (values: { withdrawalReason?: string; typed?: string } = {}) =>
  takeStep(office.d, consolidateEdition, {
    campaignId: "2024-1",
    actor: office.staff.reviewer,
    leftOutReason: "",
    ...values,
  })

// 2023-1 announces three services; next year reviews one of them only.
let refused: string
beforeAll(async () => {
  const { d, clock, staff } = office
  const [one] = await findActiveServices()
  const refusal = await refusalOf(
    runWholeYear(d, { year: 2024, staff, clock, serviceIds: one ? [one.id] : [] }),
  )
  refused = refusal.message
}, 120_000)

test("taking two of three services out is a red check: it is typed, with a reason, or not done", async () => {
  expect(refused).toContain("2 dịch vụ công đưa ra khỏi Danh mục")
  const effect = await editionEffect(office.d, await getCampaign("2024-1"), office.clock.now())
  expect(effect).toMatchObject({ isLarge: true, limit: 0.1, before: 3, figures: { withdrawnServices: 2 } })
  expect(effect.portals.every(({ withdrawn }) => withdrawn === effect.withdrawnOnline)).toBe(true)
  const wrong = await refusalOf(freeze({ withdrawalReason: "Chuyển cơ quan ngành dọc", typed: "3" }))
  expect(wrong.details.issues).toEqual([{ field: "typed", message: "Bạn gõ «3», cần gõ đúng «2»." }])
  const silent = await refusalOf(freeze({ typed: "2" }))
  expect(silent.details.issues).toMatchObject([{ field: "withdrawalReason" }])
  expect((await getCampaign("2024-1")).workflow.value).toBe("appraising")
})

test("how much is large is the office's to say", async () => {
  await saveReference("officeRules", [
    {
      largeWithdrawal: 0.9,
      approver: "ANOTHER_PERSON",
      reason: "Năm sắp xếp lại đơn vị",
      validFrom: "2024-01-01",
      validTo: null,
    },
  ])
  const effect = await editionEffect(office.d, await getCampaign("2024-1"), office.clock.now())
  expect(effect.isLarge).toBe(false)
  await saveReference("officeRules", [])
})

test("the reason stands in the Tờ trình, before the request", async () => {
  await freeze({ withdrawalReason: "Chuyển cơ quan ngành dọc quản lý", typed: "2" })
  const campaign = await getCampaign("2024-1")
  const accounts = accountsOf(campaign)
  expect(accounts).toEqual([
    "Có 2 dịch vụ công đưa ra khỏi Danh mục. Lý do: Chuyển cơ quan ngành dọc quản lý.",
  ])
  const { blocks } = composeSubmission(await currentEdition(campaign), {
    signatory: chiefOfOffice(),
    submission: null,
    accounts,
  })
  const texts = blocks.flatMap((block) =>
    block.block === "paragraph" ? [block.runs.map(({ text }) => text).join("")] : [],
  )
  const at = texts.indexOf(accounts[0] ?? "")
  expect(at).toBeGreaterThan(0)
  expect(texts[at + 1]).toContain("Kiến nghị")
})
