import { expect, test } from "vitest"
import { registrationOf } from "#test/setup/office.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { approveAll, takeTo } from "#test/setup/stages.ts"
import { closeCollection } from "#workflows/campaign/steps/close-collection.server.ts"
import { returnEdition } from "#workflows/campaign/steps/return-edition.server.ts"
import { stopCampaign } from "#workflows/campaign/steps/stop-campaign.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
import { moveRegistration } from "#workflows/registration/move-registrations.server.ts"
import { getRegistrationPage } from "#workflows/screens/registration-page.server.ts"

const LATE = "2.000488"
const office = officeForEach()

/** All but one are approved; the late one is back with its unit. */
const allButOne = async () => {
  const { d, staff } = office
  await approveAll(office)
  const { id } = await registrationOf(LATE)
  const move = (event: Parameters<typeof moveRegistration>[1]["event"]) =>
    moveRegistration(d, { registrationId: id, event, actor: staff.reviewer })
  await move({ type: "approval.revoked", reason: "Căn cứ ghi sai điều" })
  await move({ type: "proposal.returned", reason: "Căn cứ ghi sai điều" })
}
/** What the page of the late registration tells its specialist, and what it offers them. */
const told = async (code = LATE) => {
  const { id, agencyId } = await registrationOf(code)
  const actor = office.staff.specialistOf(agencyId)
  const { afterClose, possible } = await getRegistrationPage(office.d, {
    registrationId: id,
    query: { page: 1 },
    actor,
  })
  return { says: afterClose && `${afterClose.title}. ${afterClose.what}`, possible }
}

test("a late item says after each close what became of it and what can still be done, and offers just that", async () => {
  const { d, by } = office
  await allButOne()
  expect((await told()).says).toBeNull()

  await takeStep(d, closeCollection, by("reviewer"))
  const closed = await told()
  expect(closed.says).toMatch(
    /^Đợt đã khóa đăng ký\. .*hạn 31\/03\/2023\. Vẫn trình và ký duyệt được đến khi/u,
  )
  expect(closed.possible).toContain("proposal.submitted")

  await takeTo(office, "consolidated")
  const frozen = await told()
  expect(frozen.says).toMatch(/^Bị để lại khi chốt danh mục\. .*trả lại để hoàn thiện thì làm tiếp được/u)
  expect(frozen.possible).toEqual([])
  expect((await told("1.000894")).says).toBeNull()

  await takeStep(d, returnEdition, { ...by("chief"), reason: "Thiếu một đơn vị" })
  const open = await told()
  expect([open.says, open.possible.includes("proposal.submitted")]).toEqual([null, true])
})

test("once the decision is out, or the review was stopped, a late item says where it is done instead", async () => {
  await allButOne()
  await takeStep(office.d, closeCollection, office.by("reviewer"))
  await takeTo(office, "issued")
  const issued = await told()
  expect(issued.says).toMatch(/^Không có trong danh mục đã phát hành\. .*ngày 12\/05\/2023 .*đợt điều chỉnh/u)
  expect(issued.possible).toEqual([])
})

test("of a review that was stopped every item says so, with the reason", async () => {
  await takeStep(office.d, stopCampaign, { ...office.by("chief"), reason: "Mở nhầm đợt" })
  expect((await told()).says).toMatch(/^Đợt này đã dừng\. .*lý do: Mở nhầm đợt; .*đợt rà soát sau\./u)
})
