import { expect, test } from "vitest"
import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import { instantOf } from "#models/shared/dates.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { pdfSignatures, qpdfCheck } from "#test/setup/pdf-tools.ts"
import { DECIDED, takeTo } from "#test/setup/stages.ts"
import { currentDecision } from "#workflows/campaign/decision-bytes.server.ts"
import { assignNumber } from "#workflows/campaign/steps/assign-number.server.ts"
import { initialDecision } from "#workflows/campaign/steps/initial-decision.server.ts"
import { resumeRevision } from "#workflows/campaign/steps/resume-revision.server.ts"
import { returnEdition } from "#workflows/campaign/steps/return-edition.server.ts"
import { sealDecision } from "#workflows/campaign/steps/seal-decision.server.ts"
import { signDecision } from "#workflows/campaign/steps/sign-decision.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
import { lintDocument } from "#workflows/document-form/lint-document.server.ts"
import { documentSigning } from "#workflows/document-text/document-signing.ts"
import { verifyDecision } from "#workflows/document-verification/verify-decision.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"

const office = officeForEach({ stage: "formChecked", initials: true })
const campaign = () => getCampaign("2023-1")
const file = async () => currentDecision(await campaign())

const submit = async () => {
  await takeTo(office, "submittedForSignature")
  office.clock.set(DECIDED)
}

test("initialled, signed, numbered and sealed, a decision holds with three signatures, at every stage in form", async () => {
  const { d } = office
  await submit()
  const drawn = await file()
  await expect(takeStep(d, signDecision, office.by("leader"))).rejects.toThrow(/chưa được ký nháy/u)
  await takeStep(d, initialDecision, office.by("chief"))
  const initialled = await file()
  expect(initialled.subarray(0, drawn.length)).toEqual(drawn)
  expect((await lintDocument(initialled)).findings).toEqual([])
  await takeStep(d, signDecision, office.by("leader"))
  await takeStep(d, assignNumber, office.by("clerk"))
  await takeStep(d, sealDecision, office.by("clerk"))
  const sealed = await file()
  expect((await lintDocument(sealed)).findings).toEqual([])
  const report = await verifyDecision(sealed)
  expect(report.checks.filter(({ ok }) => !ok)).toEqual([])
  expect(report.signatures.map(({ kind, signer, valid }) => [kind, signer, valid])).toEqual([
    ["INITIAL", office.staff.chief.name, true],
    ["PERSONAL", "Đinh Thị Bích Vân", true],
    ["AGENCY", "Ủy ban nhân dân tỉnh Đắk Nông", true],
  ])
  expect(pdfSignatures(sealed).map(({ verdict }) => verdict)).toEqual(Array(3).fill("Signature is Valid."))
  qpdfCheck(sealed)
  expect((await verifyStore()).findings).toEqual([])
})

test("nobody else initials, nobody twice, and not before the decision is drawn", async () => {
  const { d } = office
  await expect(takeStep(d, initialDecision, office.by("chief"))).rejects.toMatchObject({
    code: "WORKFLOW_REFUSED",
  })
  await submit()
  await expect(takeStep(d, initialDecision, office.by("leader"))).rejects.toMatchObject({ code: "FORBIDDEN" })
  await takeStep(d, initialDecision, office.by("chief"))
  await expect(takeStep(d, initialDecision, office.by("chief"))).rejects.toMatchObject({
    code: "WORKFLOW_REFUSED",
  })
})

test("returned after the initials, the next draft must be initialled anew", async () => {
  const { d } = office
  await submit()
  await takeStep(d, initialDecision, office.by("chief"))
  await takeStep(d, returnEdition, { ...office.by("leader"), reason: "Xem lại tên đơn vị" })
  expect((await campaign()).workflow.context.initialled).toBeNull()
  await takeStep(d, resumeRevision, office.by("reviewer"))
  expect((await verifyStore()).findings).toEqual([])
})

test("initials that come after the leader's signature are noticed", async () => {
  const { d } = office
  await submit()
  const { signing, reference } = d
  const [signatory] = (await reference.signatoriesOn("2023-05-12")).filter(
    ({ personId }) => personId === office.staff.leader.id,
  )
  if (!signatory) throw new Error("nobody signs")
  const at = (time: string) => instantOf("2023-05-12", time)
  const signed = await documentSigning(signing).signPersonal(await file(), { signatory, at: at("09:00:00") })
  const person = { fullName: office.staff.chief.name, position: "CHÁNH VĂN PHÒNG" }
  const late = await documentSigning(signing).signInitial(signed, { person, at: at("09:30:00") })
  const { checks } = await verifyDecision(late)
  expect(checks.find(({ rule }) => rule === "additions")?.message).toMatch(
    /chưa được ký, cấp số và đóng dấu đủ và đúng thứ tự/u,
  )
})
