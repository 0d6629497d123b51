import { expect, test } from "vitest"
import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import { findDocuments } from "#models/official-document/official-document.repository.server.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { takeTo } from "#test/setup/stages.ts"
import { currentDecision } from "#workflows/campaign/decision-bytes.server.ts"
import {
  recallContentCheck,
  recallFormCheck,
  recallSubmission,
} from "#workflows/campaign/steps/recall-handover.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { getEditionDocument } from "#workflows/screens/edition-document.server.ts"

const office = officeForEach({ stage: "submittedForSignature" })
const stateOf = async () => (await getCampaign(office.campaignId)).workflow.value

test("a submission is taken back before anybody signed, submitted anew with documents of its own, and issued", async () => {
  const first = Buffer.from(await currentDecision(await getCampaign(office.campaignId)))
  await takeStep(office.d, recallSubmission, office.by("chief"))
  expect(await stateOf()).toBe("formChecked")
  await takeTo(office, "submittedForSignature")
  const again = await getCampaign(office.campaignId)
  expect(again.workflow.context.submission?.number).not.toBe("01")
  const { bytes } = await getEditionDocument(office.d, {
    editionId: office.campaignId,
    kind: "DECISION",
    actor: office.staff.leader,
  })
  expect(Buffer.from(bytes).length).toBeGreaterThan(0)
  const kept = await findDocuments(office.campaignId)
  expect(kept.filter(({ kind, stage }) => kind === "DECISION" && stage === "UNSIGNED")).toHaveLength(2)
  expect(first.length).toBeGreaterThan(0)
  await takeTo(office, "issued")
  expect((await verifyStore()).findings).toEqual([])
}, 120_000)

test("checks are taken back one by one by who made them; what is signed is not taken back", async () => {
  await takeStep(office.d, recallSubmission, office.by("chief"))
  expect((await refusalOf(takeStep(office.d, recallFormCheck, office.by("chief")))).code).toBe("FORBIDDEN")
  await takeStep(office.d, recallFormCheck, office.by("clerk"))
  await takeStep(office.d, recallContentCheck, office.by("chief"))
  expect(await stateOf()).toBe("consolidated")
  await takeTo(office, "signed")
  const refusal = await refusalOf(takeStep(office.d, recallSubmission, office.by("chief")))
  expect(refusal.code).toBe("WORKFLOW_REFUSED")
})
