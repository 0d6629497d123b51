import { expect, test } from "vitest"
import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import { instantOf } from "#models/shared/dates.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { takeTo } from "#test/setup/stages.ts"
import { issueDecision } from "#workflows/campaign/steps/issue-decision.server.ts"
import { sealDecision } from "#workflows/campaign/steps/seal-decision.server.ts"
import { signDecision } from "#workflows/campaign/steps/sign-decision.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"

const office = officeForEach({ stage: "submittedForSignature", numberFirst: true })
const contextNow = async () => (await getCampaign(office.campaignId)).workflow.context
const isOn = (day: string) => office.clock.set(instantOf(day, "09:00:00"))
const sign = () => takeStep(office.d, signDecision, office.by("leader"))

test("numbered in the evening and signed in the morning, the seal asks why, and the day of effect is that of the signature", async () => {
  isOn("2023-05-15")
  await takeTo(office, "numbered")
  isOn("2023-05-16")
  await sign()
  const refusal = await refusalOf(takeStep(office.d, sealDecision, office.by("clerk")))
  expect(refusal.message).toContain("ghi ngày 15/05/2023 nhưng ký ngày 16/05/2023")
  const dayReason = "Lãnh đạo đi công tác, sáng hôm sau mới ký"
  await takeStep(office.d, sealDecision, { ...office.by("clerk"), dayReason })
  await takeStep(office.d, issueDecision, office.by("clerk"))
  const { dayReasons, issued } = await contextNow()
  expect(dayReasons.map(({ rules, reason }) => [rules, reason])).toEqual([
    [["DATED_BEFORE_SIGNED"], dayReason],
  ])
  expect(issued?.effectiveOn).toBe("2023-05-16")
})

test("a number of last year is not signed this year", async () => {
  isOn("2023-12-29")
  await takeTo(office, "numbered")
  isOn("2024-01-02")
  expect((await refusalOf(sign())).message).toContain("thuộc sổ của năm 2023")
  expect((await contextNow()).signed).toBeNull()
})
