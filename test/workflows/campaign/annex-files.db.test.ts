import { beforeEach, expect, test } from "vitest"
import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import { getIssuedEdition } from "#models/catalogue-edition/issued-editions.server.ts"
import { findDocuments } from "#models/official-document/official-document.repository.server.ts"
import { OfficialDocumentModel } from "#models/official-document/official-document.schema.server.ts"
import { findMessages, getMessage } from "#models/outbox/outbox.repository.server.ts"
import { instantOf } from "#models/shared/dates.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { currentAnnexFiles, currentDecision } from "#workflows/campaign/decision-bytes.server.ts"
import { getDocumentForm } from "#workflows/campaign/document-form.server.ts"
import { issueDecision } from "#workflows/campaign/steps/issue-decision.server.ts"
import { resumeRevision } from "#workflows/campaign/steps/resume-revision.server.ts"
import { returnEdition } from "#workflows/campaign/steps/return-edition.server.ts"
import { sealDecision } from "#workflows/campaign/steps/seal-decision.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
import { lintDocument } from "#workflows/document-form/lint-document.server.ts"
import { documentSigning } from "#workflows/document-text/document-signing.ts"
import { annexFileChecks } from "#workflows/document-verification/annex-file-checks.ts"
import { signedElsewhere } from "#workflows/document-verification/signed-elsewhere.server.ts"
import { verifyDecision } from "#workflows/document-verification/verify-decision.server.ts"
import type { SigningService } from "#workflows/gateways/signing/signing-service.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { getEditionDownload } from "#workflows/public-catalogue/edition-downloads.server.ts"
import { getAnnexDocument, getOutgoingMetadata } from "#workflows/screens/edition-document.server.ts"

const office = officeForEach({ stage: "numbered", annexesApart: true })
beforeEach(() => office.clock.set(instantOf("2023-05-12", "10:15:30")))
const campaign = () => getCampaign("2023-1")
const annexes = async () => currentAnnexFiles(await campaign())
const AGENCY = "Ủy ban nhân dân tỉnh Đắk Nông"

test("submitted, the annexes are files beside the decision, in form, and the leader signs what names them", async () => {
  const { d, edition } = office
  const files = await annexes()
  expect(files.map(({ heading }) => heading)).toEqual(["Phụ lục I", "Phụ lục II"])
  const signed = await currentDecision(await campaign())
  expect((await verifyDecision(signed)).edition?.annexFiles).toEqual(files.map(({ bytes }) => sha256(bytes)))
  const { documents } = await getDocumentForm(d, { editionId: "2023-1", actor: office.staff.clerk })
  expect(documents.map(({ name, report }) => [name, report.findings])).toEqual([
    ["Quyết định", []],
    ["Phụ lục I", []],
    ["Phụ lục II", []],
    ["Tờ trình", []],
  ])
  expect(edition.totals.entries).toBeGreaterThan(1)
})

test("one step seals the decision and every annex, each with number and time of signing on it, and all are issued", async () => {
  const { d, clock, staff } = office
  await takeStep(d, sealDecision, office.by("clerk"))
  const decision = await verifyDecision(await currentDecision(await campaign()))
  const files = await annexes()
  const reports = await Promise.all(files.map(({ bytes }) => verifyDecision(bytes)))
  for (const report of [decision, ...reports]) expect(report.checks.filter(({ ok }) => !ok)).toEqual([])
  expect(annexFileChecks(decision, reports)).toMatchObject([{ ok: true }])
  for (const { bytes } of files) expect((await lintDocument(bytes)).findings).toEqual([])
  const shown = Buffer.from(
    (await getAnnexDocument(d, { editionId: "2023-1", actor: staff.clerk, number: 1 })).bytes,
  )
  expect(shown.equals(Buffer.from(files[0]?.bytes ?? []))).toBe(true)
  const kept = await findDocuments("2023-1")
  expect(
    kept.filter(({ kind }) => kind.startsWith("ANNEX")).map(({ kind, stage }) => `${kind} ${stage}`),
  ).toEqual(["ANNEX_FULL UNSIGNED", "ANNEX_PARTIAL UNSIGNED", "ANNEX_FULL SEALED", "ANNEX_PARTIAL SEALED"])
  clock.set(instantOf("2023-05-12", "14:00:00"))
  await takeStep(d, issueDecision, office.by("clerk"))
  for (const [index, { sha256: digest }] of (await getIssuedEdition("2023-1")).annexes.entries()) {
    const file = await getEditionDownload("2023-1", `annex-${index + 1}.pdf`, office.d)
    expect(sha256(file.bytes)).toBe(digest)
    expect(file.sha256).toBe(digest)
  }
  await expect(getEditionDownload("2023-1", "annex-3.pdf", office.d)).rejects.toMatchObject({
    code: "NOT_FOUND",
  })
  const description = new TextDecoder().decode(
    (await getEditionDownload("2023-1", "records/dcat.jsonld", office.d)).bytes,
  )
  expect(description).toContain("/danh-muc/2023-1/annex-2.pdf")
  const { messages } = await findMessages({ editionId: "2023-1", target: "du-lieu-mo" })
  const dataset = await getMessage(messages[0]?.id ?? "")
  expect(dataset.payloadText).toContain("/danh-muc/2023-1/annex-2.pdf")
  const unsigned = kept.filter(({ kind, stage }) => kind !== "SUBMISSION" && stage === "UNSIGNED")
  const pages = unsigned.reduce((sum, document) => sum + document.pages, 0)
  const { bytes } = await getOutgoingMetadata(d, { editionId: "2023-1", actor: staff.clerk })
  expect(new TextDecoder().decode(bytes)).toContain(`<PageAmount>${pages}</PageAmount>`)
  expect((await verifyStore()).findings).toEqual([])
})

/** The waiting files, sealed by software of somebody's own. */
const sealedBy = async (signing: SigningService, decisionNumber = "01/QĐ-UBND"): Promise<Uint8Array[]> => {
  const at = office.clock.now()
  const sealed = [
    await documentSigning(signing).sealAgency(await currentDecision(await campaign()), {
      agencyName: AGENCY,
      at,
    }),
  ]
  for (const { heading, bytes } of await annexes())
    sealed.push(
      await documentSigning(signing).sealAnnex(bytes, { agencyName: AGENCY, heading, decisionNumber, at }),
    )
  return sealed
}

test("sealed elsewhere, all files are taken together in any order; one missing and nothing is kept", async () => {
  const { d } = office
  const [decision = new Uint8Array(), first = new Uint8Array(), second = new Uint8Array()] = await sealedBy(
    d.signing,
  )
  const handIn = (files: Uint8Array[]) =>
    takeStep(
      { ...d, signing: signedElsewhere(files, { certificates: [], revocationLists: [] }) },
      sealDecision,
      office.by("clerk"),
    )
  const documents = (await findDocuments("2023-1")).length
  await expect(handIn([decision, first])).rejects.toThrow(/không có tệp Phụ lục II/u)
  await expect(handIn([first, second])).rejects.toThrow(/không có tệp quyết định/u)
  await expect(handIn([decision])).rejects.toThrow(/không có tệp Phụ lục I /u)
  const [untouched] = await annexes()
  await expect(handIn([decision, untouched?.bytes ?? first, second])).rejects.toThrow(
    /không có tệp Phụ lục I /u,
  )
  expect((await campaign()).workflow.value).toBe("numbered")
  expect(await findDocuments("2023-1")).toHaveLength(documents)
  await handIn([second, decision, first])
  expect((await campaign()).workflow.value).toBe("sealed")
  expect((await annexes()).map(({ bytes }) => sha256(bytes))).toEqual([first, second].map(sha256))
  expect((await verifyStore()).findings).toEqual([])
})

test("an annex signed elsewhere with the leader's certificate, or in form but for another agency, is refused", async () => {
  const { d, clock } = office
  const [decision = new Uint8Array(), first = new Uint8Array()] = await sealedBy(d.signing)
  const [, second] = await annexes()
  if (!second) throw new Error("two annexes")
  const wrong = await documentSigning(d.signing).sealAnnex(second.bytes, {
    agencyName: "Sở Tư pháp",
    heading: second.heading,
    decisionNumber: "01/QĐ-UBND",
    at: clock.now(),
  })
  const signing = signedElsewhere([decision, first, wrong], { certificates: [], revocationLists: [] })
  await expect(takeStep({ ...d, signing }, sealDecision, office.by("clerk"))).rejects.toThrow(
    /là của «Sở Tư pháp»/u,
  )
  expect((await campaign()).workflow.value).toBe("numbered")
})

test("an annex that shows a seal, another number, another day, or not the number at all is refused", async () => {
  const { d, clock } = office
  const handIn = async (files: Uint8Array[]) => {
    const signing = signedElsewhere(files, { certificates: [], revocationLists: [] })
    return takeStep({ ...d, signing }, sealDecision, office.by("clerk"))
  }
  const shown: [decisionNumber: string, said: RegExp][] = [
    ["99/QĐ-UBND", /tệp Phụ lục I ghi số «99\/QĐ-UBND»/u],
    ["1/QĐ-UBND", /tệp Phụ lục I ghi số «1\/QĐ-UBND»/u],
    ["01 /QĐ-UBND", /tệp Phụ lục I không ghi số của quyết định, không ghi đúng ngày ký/u],
    ["01/QĐ-UBND; 02/QĐ-UBND", /tệp Phụ lục I không ghi số của quyết định/u],
    ["01/QĐ-UBND; 01/01/2020; 00:00:00 +07:00", /tệp Phụ lục I không ghi số của quyết định/u],
  ]
  for (const [decisionNumber, said] of shown)
    await expect(handIn(await sealedBy(d.signing, decisionNumber)), decisionNumber).rejects.toThrow(said)
  const [decision = new Uint8Array(), good = new Uint8Array(), second = new Uint8Array()] = await sealedBy(
    d.signing,
  )
  const [first] = await annexes()
  if (!first) throw new Error("two annexes")
  const red = await documentSigning(d.signing).sealAgency(first.bytes, {
    agencyName: AGENCY,
    at: clock.now(),
  })
  await expect(handIn([decision, red, second])).rejects.toThrow(/tệp Phụ lục I có hình con dấu/u)
  expect((await campaign()).workflow.value).toBe("numbered")
  // Copies signed by the wrong hand or in the wrong form do not stand in the way of the right one.
  const wrong = await documentSigning(d.signing).sealAnnex(first.bytes, {
    agencyName: "Sở Tư pháp",
    heading: first.heading,
    decisionNumber: "01/QĐ-UBND",
    at: clock.now(),
  })
  await handIn([decision, wrong, red, good, second])
  expect((await campaign()).workflow.value).toBe("sealed")
})

test("an annex that is lost or changed after submission is noticed, sealed or not", async () => {
  expect((await verifyStore()).findings).toEqual([])
  const [first] = (await campaign()).workflow.context.submission?.annexes ?? []
  expect(first).toMatchObject({ kind: "FULL" })
  await OfficialDocumentModel.deleteOne({ _id: "2023-1/1:ANNEX_FULL:UNSIGNED" })
  await OfficialDocumentModel.updateOne(
    { _id: "2023-1/1:ANNEX_PARTIAL:UNSIGNED" },
    { $set: { sha256: "0".repeat(64) } },
  )
  expect((await verifyStore()).findings.map(({ where }) => where)).toEqual(
    expect.arrayContaining(["2023-1/1:ANNEX_FULL:UNSIGNED", "2023-1/1:ANNEX_PARTIAL:UNSIGNED"]),
  )
})

test("returned after the number, the next draft has annex files of its own", async () => {
  const { d } = office
  await takeStep(d, returnEdition, { ...office.by("clerk"), reason: "Sai tên một dịch vụ" })
  expect((await campaign()).workflow.context.annexesApart).toBe(true)
  await takeStep(d, resumeRevision, office.by("reviewer"))
  await expect(currentAnnexFiles(await campaign())).rejects.toThrow(/chưa được chốt/u)
  expect((await verifyStore()).findings).toEqual([])
})
