import decodeQR from "qr/decode.js"
import { expect, test } from "vitest"
import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import { getDocumentBytes } from "#models/official-document/official-document.repository.server.ts"
import { documentIdOf } from "#models/official-document/official-document.ts"
import { storedReference } from "#models/reference/stored-reference.server.ts"
import type { OfficeError } from "#models/shared/errors.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { pictureOfPage, textOfPages } from "#test/setup/pdf-tools.ts"
import { getDocumentForm } from "#workflows/campaign/document-form.server.ts"
import { checkForm } from "#workflows/campaign/steps/check-form.server.ts"
import { submitForSignature } from "#workflows/campaign/steps/submit-for-signature.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"

const office = officeForEach({ stage: "contentChecked" })

const check = (reference = storedReference) =>
  takeStep({ ...office.d, reference }, checkForm, { ...office.by("clerk"), digest: office.edition.digest })
const withDegree = {
  ...storedReference,
  signatoriesOn: async (day: string) =>
    (await storedReference.signatoriesOn(day)).map((one) => ({ ...one, fullName: `TS. ${one.fullName}` })),
}

const submit = (reference = storedReference) =>
  takeStep({ ...office.d, reference }, submitForSignature, {
    ...office.by("chief"),
    signatoryId: office.staff.leader.id,
  })

test("before anything is submitted the records office sees a proof for everyone who may sign, and the Tờ trình", async () => {
  const form = await getDocumentForm(office.d, {
    editionId: "2023-1",
    actor: office.staff.clerk,
  })
  const decisions = form.documents.filter(({ kind }) => kind === "DECISION")
  expect(decisions.length).toBeGreaterThan(0)
  expect(new Set(decisions.map(({ signatory }) => signatory)).size).toBe(decisions.length)
  expect(form.documents.at(-1)).toMatchObject({ kind: "SUBMISSION", isProof: true })
  for (const { report } of form.documents) expect(report).toMatchObject({ ok: true, findings: [] })
})

test("the records office cannot confirm the form of a document that breaks a rule", async () => {
  const before = await getCampaign("2023-1")
  await expect(check(withDegree)).rejects.toMatchObject({
    code: "RULE_BROKEN",
    details: { failed: ["signing.name-plain"] },
  })
  expect(await getCampaign("2023-1")).toEqual(before)
  expect((await check()).workflow.value).toBe("formChecked")
})

test("documents that keep the rules are laid before the leader, and the office sees that they do", async () => {
  await check()
  const moved = await submit()
  expect(moved.workflow.value).toBe("submittedForSignature")
  const { documents } = await getDocumentForm(office.d, {
    editionId: "2023-1",
    actor: office.staff.clerk,
  })
  expect(documents.map(({ kind, isProof }) => [kind, isProof])).toEqual([
    ["DECISION", false],
    ["SUBMISSION", false],
  ])
  for (const { report } of documents) expect(report).toMatchObject({ ok: true, findings: [] })
})

test("where the public address is known, the decision carries the code that leads to its check", async () => {
  await check()
  const publicUrl = "https://danh-muc.example.vn"
  await takeStep({ ...office.d, publicUrl }, submitForSignature, {
    ...office.by("chief"),
    signatoryId: office.staff.leader.id,
  })
  const bytes = await getDocumentBytes(documentIdOf(office.edition.id, "DECISION", "UNSIGNED"))
  const { width, height, rgba } = pictureOfPage(bytes, textOfPages(bytes).length)
  expect(decodeQR({ width, height, data: rgba })).toBe(`${publicUrl}/xac-minh?so=${office.edition.digest}`)
})

test("a document that breaks a rule is not laid before anybody and nothing is kept of it", async () => {
  await check()
  const before = await getCampaign("2023-1")
  const refusal = await submit(withDegree).then(
    () => null,
    (error: OfficeError) => error,
  )
  expect(refusal?.code).toBe("RULE_BROKEN")
  expect(refusal?.details).toEqual({ failed: ["signing.name-plain"] })
  expect(refusal?.message).toMatch(
    /^Quyết định chưa đúng thể thức nên chưa trình ký được\. Trước họ tên không ghi học hàm.* Trang \d: tìm thấy «TS\. /u,
  )
  expect(await getCampaign("2023-1")).toEqual(before)
  await expect(getDocumentBytes(documentIdOf(office.edition.id, "DECISION", "UNSIGNED"))).rejects.toThrow()
  expect((await submit()).workflow.value).toBe("submittedForSignature")
})

test("only who may see the edition sees how its documents stand", async () => {
  const stranger = { id: "la", name: "Người lạ", assignments: [] }
  await expect(getDocumentForm(office.d, { editionId: "2023-1", actor: stranger })).rejects.toMatchObject({
    code: "FORBIDDEN",
  })
})
