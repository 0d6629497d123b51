import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import {
  findEditionDraftIds,
  getFrozenEdition,
} from "#models/catalogue-edition/catalogue-edition.repository.server.ts"
import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { documentSetOf } from "#models/catalogue-edition/document-set.ts"
import { editionDraftIdOf } from "#models/catalogue-edition/edition-id.ts"
import { totalsOf } from "#models/catalogue-edition/figures/totals.ts"
import { editionDigest } from "#models/catalogue-edition/freeze.server.ts"
import {
  findDocuments,
  getDocumentBytes,
} from "#models/official-document/official-document.repository.server.ts"
import {
  annexDocumentKind,
  type DocumentKind,
  type DocumentStage,
  documentIdOf,
  type OfficialDocument,
} from "#models/official-document/official-document.ts"
import { canonicalJson, digestOf, sha256 } from "#models/shared/digest.server.ts"
import { isOfficeError } from "#models/shared/errors.ts"
import type { Finding } from "./check-audit-chain.server.ts"

/**
 * Rechecks every frozen edition's digest and totals, that every document a campaign's steps name is kept, and every kept
 * document's bytes.
 */
export const checkEditions = async (
  onEdition: (edition: FrozenEdition) => void,
): Promise<{
  editions: number
  documents: number
  findings: Finding[]
}> => {
  const findings: Finding[] = []
  const documents = await findDocuments()
  const documentsById = new Map(documents.map((document) => [document.id, document]))
  const ids = await findEditionDraftIds()
  const digests = new Map<string, string>()
  for (const id of ids) {
    const edition = await getFrozenEdition(id)
    digests.set(id, edition.digest)
    onEdition(edition)
    if (editionDigest(edition) !== edition.digest)
      findings.push({ check: "Danh mục", where: id, message: "Nội dung không khớp mã băm đã chốt." })
    for (const { procedure, snapshotHash, serviceCode } of edition.entries)
      if (digestOf(procedure) !== snapshotHash)
        findings.push({
          check: "Danh mục",
          where: `${id} · ${serviceCode}`,
          message: "Thủ tục trong danh mục không khớp bản chụp đã chốt.",
        })
    if (canonicalJson(totalsOf(edition.entries)) !== canonicalJson(edition.totals))
      findings.push({ check: "Danh mục", where: id, message: "Tổng số không bằng số dòng." })
  }
  for (const campaign of await findCampaigns()) {
    const { frozen } = campaign.workflow.context
    if (frozen && digests.get(editionDraftIdOf(campaign.id, frozen.draft)) !== frozen.digest)
      findings.push({
        check: "Danh mục",
        where: campaign.id,
        message: "Quy trình ghi mã băm khác bản đã chốt.",
      })
    findings.push(...documentFaultsOf(campaign, documentsById))
  }
  for (const document of documents) {
    if ((await sha256OfBytes(document.id)) !== document.sha256)
      findings.push({
        check: "Văn bản",
        where: document.id,
        message: "Tệp đã bị thay đổi hoặc mất sau khi lưu.",
      })
  }
  return { editions: ids.length, documents: documents.length, findings }
}

/** The stages of every file the campaign went through, with the digest it noted; submission notes none of the decision. */
function documentFaultsOf(
  campaign: ReviewCampaign,
  documents: ReadonlyMap<string, OfficialDocument>,
): Finding[] {
  const { frozen, submission, initialled, signed, numbered, sealed } = campaign.workflow.context
  if (!frozen) return []
  const stages: [DocumentKind, DocumentStage, string | null][] = []
  const note = (stage: DocumentStage, digest: string | null, kind: DocumentKind = "DECISION") =>
    stages.push([kind, stage, digest])
  if (submission) note("UNSIGNED", null)
  for (const { kind, sha256 } of submission?.annexes ?? []) note("UNSIGNED", sha256, annexDocumentKind(kind))
  if (initialled) note("INITIALLED", initialled.documentSha256)
  if (signed) note("SIGNED", signed.documentSha256)
  if (numbered) note("NUMBERED", numbered.documentSha256)
  if (sealed) note("SEALED", sealed.documentSha256)
  for (const { kind, sha256 } of sealed?.annexes ?? []) {
    // Submitted before the step noted what was drawn.
    if (!submission?.annexes) note("UNSIGNED", null, annexDocumentKind(kind))
    note("SEALED", sha256, annexDocumentKind(kind))
  }
  return stages.flatMap(([kind, stage, digest]) => {
    const id = documentIdOf(documentSetOf(campaign) ?? "", kind, stage)
    const document = documents.get(id)
    if (!document)
      return [{ check: "Văn bản", where: id, message: "Quy trình đã qua bước này nhưng không còn văn bản." }]
    if (digest === null || document.sha256 === digest) return []
    return [{ check: "Văn bản", where: id, message: "Mã băm khác với mã băm quy trình đã ghi." }]
  })
}

async function sha256OfBytes(documentId: string): Promise<string | null> {
  try {
    return sha256(await getDocumentBytes(documentId))
  } catch (error) {
    if (isOfficeError(error) && error.code === "NOT_FOUND") return null
    throw error
  }
}
