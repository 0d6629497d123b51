import { expect, test } from "vitest"
import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import type { RegistrationEvent } from "#models/registration/events.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { moveByAgency, proposeByRules } from "#seeds/scenarios/propose-by-rules.server.ts"
import { registrationOf } from "#test/setup/office.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { takeTo } from "#test/setup/stages.ts"
import { accountsOf } from "#workflows/campaign/accounts-of.ts"
import { submitForSignature } from "#workflows/campaign/steps/submit-for-signature.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { moveRegistration } from "#workflows/registration/move-registrations.server.ts"
import { getWorkList } from "#workflows/screens/work-list.server.ts"

const CODE = "2.000488"
const office = officeForEach()
const move = async (actor: Actor, event: RegistrationEvent) =>
  moveRegistration(office.d, { registrationId: (await registrationOf(CODE)).id, event, actor })
const urgent = { type: "approval.grantedUrgently" as const, reason: "Công điện yêu cầu công bố ngay" }

/** An opinion is outstanding on one of the three; the others wait to be appraised. */
async function consulting() {
  const { d, staff, campaignId } = office
  await proposeByRules(d, { campaignId, staff })
  const proposed = await findAllRegistrations(campaignId, ["awaitingUnitHead"])
  await moveByAgency(d, proposed, staff.headOf, () => ({ type: "proposal.signedOff" }))
  await move(staff.reviewer, { type: "appraisal.started" })
  await move(staff.reviewer, { type: "consultation.requested", question: "Đủ hạ tầng?", dueOn: "2023-04-10" })
}

test("an urgent approval waits for no opinion, is submitted only once a second person confirmed it, and stands in the Tờ trình", async () => {
  const { reviewer, chief, leader, specialistOf } = office.staff
  await consulting()
  const { agencyId } = await registrationOf(CODE)
  expect((await refusalOf(move(reviewer, urgent))).code).toBe("FORBIDDEN")
  const proposer = {
    ...specialistOf(agencyId),
    assignments: [{ role: "CHIEF_OF_OFFICE" as const, agencyId: "van-phong-ubnd-tinh" }],
  }
  expect((await refusalOf(move(proposer, urgent))).message).toContain("Người đã đề xuất không được")
  await move(chief, urgent)
  expect((await registrationOf(CODE)).workflow).toMatchObject({
    value: "approved",
    context: {
      appraised: { by: chief.id },
      approved: { by: chief.id, urgent: urgent.reason, waitedFor: "ý kiến chưa trả lời" },
    },
  })
  expect((await refusalOf(move(chief, { type: "approval.confirmed" }))).message).toContain(
    "cần người thứ hai",
  )

  await takeTo(office, "formChecked")
  const submit = () =>
    takeStep(office.d, submitForSignature, { ...office.by("chief"), signatoryId: leader.id })
  const waiting = async (actor: Actor) =>
    (await getWorkList(office.d, actor)).campaigns.flatMap(({ sections }) =>
      sections.map(({ key, count }) => [key, count]),
    )
  expect(await waiting(reviewer)).toEqual([["2023-1:REVIEWER:approved::", 1]])
  expect(await waiting(chief)).toEqual([])
  const refusal = await refusalOf(submit())
  expect(refusal.message).toContain("Còn 1 phê duyệt khẩn chưa có người thứ hai xác nhận")
  expect(refusal.message).toContain(CODE)
  expect((await getCampaign(office.campaignId)).workflow.value).toBe("formChecked")
  await move(reviewer, { type: "approval.confirmed" })
  expect(await waiting(reviewer)).toEqual([])
  await submit()
  const campaign = await getCampaign(office.campaignId)
  expect(accountsOf(campaign).join(" ")).toContain(
    "1 dịch vụ công được phê duyệt khẩn, đã được người thứ hai xác nhận. Lý do: Công điện yêu cầu công bố ngay.",
  )
  await takeTo(office, "issued")
  expect((await registrationOf(CODE)).workflow.value).toBe("announced")
  expect((await verifyStore()).findings).toEqual([])
}, 120_000)

test("taken back, it is appraised as before: nobody has appraised or approved it", async () => {
  await consulting()
  await move(office.staff.chief, urgent)
  await move(office.staff.chief, { type: "approval.recalled" })
  expect((await registrationOf(CODE)).workflow).toMatchObject({
    value: "underAppraisal",
    context: { appraised: null, approved: null },
  })
})
