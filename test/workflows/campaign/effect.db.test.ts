import { expect, test } from "vitest"
import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import { RegistrationModel } from "#models/registration/registration.schema.server.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { takeTo } from "#test/setup/stages.ts"
import { editionEffect } from "#workflows/campaign/edition-effect.server.ts"
import { EFFECT_LIST_NAMES, EFFECT_LISTS } from "#workflows/campaign/effect-lists.ts"
import { openOffersOf } from "#workflows/campaign/offers.server.ts"
import { consolidateEdition } from "#workflows/campaign/steps/consolidate-edition.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
import { moveRegistration } from "#workflows/registration/move-registrations.server.ts"
import { getEffectPage } from "#workflows/screens/effect-page.server.ts"

const office = officeForEach({ stage: "appraising" })
const campaign = () => getCampaign(office.campaignId)
const effectNow = async () => editionEffect(office.d, await campaign(), office.clock.now())
const revoke = async () => {
  const [one] = await findAllRegistrations(office.campaignId, ["approved"])
  await moveRegistration(office.d, {
    registrationId: one?.id ?? "",
    event: { type: "approval.revoked", reason: "Xem lại căn cứ" },
    actor: office.staff.chief,
  })
  return one
}

test("before the freeze the effect says what enters, what is left, and by how much it is ahead of its deadline", async () => {
  await revoke()
  office.clock.set(new Date("2023-03-20T02:00:00Z"))
  const effect = await effectNow()
  expect(effect.figures).toMatchObject({ services: 2, newServices: 2, withdrawnServices: 0 })
  expect(effect.leftOutServices).toBe(1)
  expect(effect.ahead.map(({ day }) => day)).toEqual(["2023-03-31", "2023-04-28"])
})

test("every number of the effect is as long as its list, before the freeze and after", async () => {
  await revoke()
  const numbersMatch = async () => {
    const { figures, leftOutServices, doubts } = await effectNow()
    const counts = {
      moi: figures.newServices,
      nang: figures.raisedServices,
      ha: figures.loweredServices,
      giu: figures.keptServices,
      rut: figures.withdrawnServices,
      "de-lai": leftOutServices,
      "nghi-ngo": doubts.doubted,
      "chua-tra-loi": doubts.open,
    }
    for (const list of EFFECT_LIST_NAMES) {
      const { rows } = await getEffectPage(office.d, {
        editionId: office.campaignId,
        list,
        actor: office.staff.chief,
      })
      expect([EFFECT_LISTS[list].label, rows.length]).toEqual([EFFECT_LISTS[list].label, counts[list]])
    }
    return counts
  }
  const before = await numbersMatch()
  await takeStep(office.d, consolidateEdition, {
    ...office.by("reviewer"),
    leftOutReason: "Chuyển sang đợt điều chỉnh",
  })
  expect(await numbersMatch()).toEqual(before)
})

test("an approved service whose doubt nobody answered is not frozen", async () => {
  const [one] = await findAllRegistrations(office.campaignId, ["approved"])
  await RegistrationModel.updateOne(
    { _id: one?.id },
    { $set: { "suggestion.sure": false, "suggestion.doubtful": ["a"] } },
  )
  expect((await effectNow()).doubts).toEqual({ doubted: expect.any(Number), open: 1 })
  const refusal = await refusalOf(takeStep(office.d, consolidateEdition, office.by("reviewer")))
  expect(refusal.message).toContain("1 dịch vụ đã phê duyệt còn điểm nghi ngờ")
})

test("while nothing is approved the freeze is not offered, and the page says why", async () => {
  const offered = async () => {
    const about = { campaign: await campaign(), actor: office.staff.chief, at: office.clock.now() }
    return (await openOffersOf(office.d, about)).next
  }
  expect(await offered()).toMatchObject({ intent: "consolidate", refusal: null })
  while ((await findAllRegistrations(office.campaignId, ["approved"])).length > 0) await revoke()
  const next = await offered()
  expect(next?.intent).toBe("consolidate")
  expect(next?.refusal).toContain("Chưa có đăng ký nào được phê duyệt")
  const refusal = await refusalOf(takeStep(office.d, consolidateEdition, office.by("chief")))
  expect(refusal.code).toBe("RULE_BROKEN")
})

test("the signatory sees the same effect as who froze it", async () => {
  const frozen = await effectNow()
  await takeTo(office, "submittedForSignature")
  const at = office.clock.now()
  const { next } = await openOffersOf(office.d, {
    campaign: await campaign(),
    actor: office.staff.leader,
    at,
  })
  expect(next?.intent).toBe("sign")
  expect(next?.effect?.figures).toEqual(frozen.figures)
})
