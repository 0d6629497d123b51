import { beforeEach, expect, test } from "vitest"
import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import { findCorrections } from "#models/fact-correction/fact-correction.repository.server.ts"
import { getRegistration } from "#models/registration/registration.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import { yearDeadlines } from "#seeds/scenarios/plan-calendar.ts"
import { registrationOf } from "#test/setup/office.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { openCampaign } from "#workflows/campaign/open-campaign.server.ts"
import { proposalConfirming } from "#workflows/classification/proposal-from-suggestion.ts"
import { registrationChart } from "#workflows/registration/chart.ts"
import { correctFact } from "#workflows/registration/correct-fact.server.ts"
import { moveRegistration } from "#workflows/registration/move-registrations.server.ts"
import { replay } from "#workflows/registration/registration-at.server.ts"

const office = officeForEach()
let marriage: Registration
beforeEach(async () => {
  marriage = await registrationOf("1.000894")
})

const now = () => getRegistration(marriage.id)
const specialist = () => office.staff.specialistOf(marriage.agencyId)
const deny = (factId: string, revision = 0, actor = specialist()) =>
  correctFact(office.d, {
    registrationId: marriage.id,
    revision,
    kind: "DENIED",
    factId,
    basis: "Luật mới cho ký bằng tài khoản định danh",
    actor,
  })

test("a denied fact is gone from the suggestion at once, stays with the service and is told in the history", async () => {
  expect(marriage.suggestion.facts.map(({ id }) => id)).toContain("presence.required")
  await deny("presence.required")
  const { suggestion, revision } = await now()
  expect(suggestion.facts.map(({ id }) => id)).not.toContain("presence.required")
  expect(revision).toBe(1)
  expect(await findCorrections([marriage.serviceId])).toMatchObject([
    { kind: "DENIED", factId: "presence.required", byName: specialist().name },
  ])
  expect((await findAuditTrail("registration", marriage.id)).at(-1)).toMatchObject({
    type: "fact.corrected",
    payload: { kind: "DENIED", basis: "Luật mới cho ký bằng tài khoản định danh" },
  })
  const trail = await findAuditTrail("registration", marriage.id)
  expect(replay(registrationChart, trail).at(-1)).toEqual((await now()).workflow)
})

test("the next campaign starts from the corrected facts", async () => {
  await deny("presence.required")
  await openCampaign(office.d, {
    year: 2023,
    sequence: 2,
    kind: "AMENDMENT",
    name: "Điều chỉnh",
    deadlines: yearDeadlines(2023),
    numberFirst: false,
    amends: null,
    serviceIds: [marriage.serviceId],
    actor: office.staff.reviewer,
  })
  const again = await getRegistration(`2023-2:${marriage.serviceId}`)
  expect(again.suggestion.facts).toEqual((await now()).suggestion.facts)
})

test("taking a correction back restores what the record says", async () => {
  await deny("presence.required")
  const [correction] = await findCorrections([marriage.serviceId])
  await correctFact(office.d, {
    registrationId: marriage.id,
    revision: 1,
    kind: "WITHDRAWN",
    correctionId: correction?.id ?? "",
    basis: "Đính chính nhầm thủ tục",
    actor: specialist(),
  })
  expect((await now()).suggestion).toEqual(marriage.suggestion)
  expect(await findCorrections([marriage.serviceId])).toEqual([])
})

test("a new word on a fact ends the former one", async () => {
  await deny("presence.required")
  await correctFact(office.d, {
    registrationId: marriage.id,
    revision: 1,
    kind: "STATED",
    factId: "presence.required",
    basis: "Điều 18 Luật Hộ tịch số 60/2014/QH13",
    actor: specialist(),
  })
  expect((await findCorrections([marriage.serviceId])).map(({ kind }) => kind)).toEqual(["STATED"])
})

test("what was drafted is left as it is", async () => {
  const proposal = { ...proposalConfirming(marriage.suggestion), note: "đang soạn" }
  await moveRegistration(office.d, {
    registrationId: marriage.id,
    revision: 0,
    event: { type: "draft.saved", proposal },
    actor: specialist(),
  })
  await deny("presence.required", 1)
  expect((await now()).workflow.context.proposal).toMatchObject(proposal)
})

test("a correction on an outdated page is refused and says what was corrected meanwhile", async () => {
  await deny("presence.required")
  await expect(deny("channel.online")).rejects.toMatchObject({
    code: "CONCURRENT_EDIT",
    details: { currentRevision: 1, changed: [{ field: "Dữ kiện" }] },
  })
})

test("another unit, a head and the office do not correct; nor anybody once it is submitted", async () => {
  for (const actor of [
    office.staff.specialistOf("so-y-te"),
    office.staff.headOf(marriage.agencyId),
    office.staff.reviewer,
  ])
    await expect(deny("presence.required", 0, actor)).rejects.toMatchObject({ code: "FORBIDDEN" })
  await moveRegistration(office.d, {
    registrationId: marriage.id,
    revision: 0,
    event: {
      type: "proposal.submitted",
      proposal: {
        ...proposalConfirming(marriage.suggestion),
        citation: "Điều 18 Luật Hộ tịch số 60/2014/QH13",
      },
    },
    actor: specialist(),
  })
  await expect(deny("presence.required", 1)).rejects.toMatchObject({ code: "WORKFLOW_REFUSED" })
  expect(await findCorrections()).toEqual([])
})

test("an unknown fact and an empty ground are said at their fields", async () => {
  await expect(deny("không.có")).rejects.toMatchObject({
    code: "INVALID_INPUT",
    issues: [{ field: "factId" }],
  })
  await expect(
    correctFact(office.d, {
      registrationId: marriage.id,
      revision: 0,
      kind: "STATED",
      factId: "channel.online",
      basis: " ",
      actor: specialist(),
    }),
  ).rejects.toMatchObject({ code: "INVALID_INPUT", issues: [{ field: "basis" }] })
})

test("a correction cannot be sent as a mere step of the registration", async () => {
  await expect(
    moveRegistration(office.d, {
      registrationId: marriage.id,
      revision: 0,
      event: {
        type: "fact.corrected",
        kind: "DENIED",
        factId: "presence.required",
        fact: "Phải có mặt",
        basis: "không kèm đính chính",
      },
      actor: specialist(),
    }),
  ).rejects.toMatchObject({ code: "FORBIDDEN" })
})
