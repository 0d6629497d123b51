import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import {
  findEditionDraftIds,
  getFrozenEdition,
} from "#models/catalogue-edition/catalogue-edition.repository.server.ts"
import { totalsOf } from "#models/catalogue-edition/totals.ts"
import {
  findDocuments,
  getDocumentBytes,
} from "#models/official-document/official-document.repository.server.ts"
import { canonicalJson, sha256 } from "#models/shared/digest.server.ts"
import { editionDigest } from "#workflows/campaign/freeze.server.ts"
import { campaignContext } from "#workflows/campaign/step-campaign.server.ts"
import type { Finding } from "./check-audit-chain.server.ts"

/** Rechecks every frozen edition's digest and totals, and every kept document's bytes. */
export const checkEditions = async (): Promise<{
  editions: number
  documents: number
  findings: Finding[]
}> => {
  const findings: Finding[] = []
  const ids = await findEditionDraftIds()
  const digests = new Map<string, string>()
  for (const id of ids) {
    const edition = await getFrozenEdition(id)
    digests.set(id, edition.digest)
    if (editionDigest(edition) !== edition.digest)
      findings.push({ check: "Danh mục", where: id, message: "Nội dung không khớp mã băm đã chốt." })
    if (canonicalJson(totalsOf(edition.entries)) !== canonicalJson(edition.totals))
      findings.push({ check: "Danh mục", where: id, message: "Tổng số không bằng số dòng." })
  }
  for (const campaign of await findCampaigns()) {
    const { frozen } = campaignContext(campaign)
    if (frozen && digests.get(`${campaign.id}/${frozen.draft}`) !== frozen.digest)
      findings.push({
        check: "Danh mục",
        where: campaign.id,
        message: "Quy trình ghi mã băm khác bản đã chốt.",
      })
  }
  const documents = await findDocuments()
  for (const document of documents) {
    if (sha256(await getDocumentBytes(document.id)) !== document.sha256)
      findings.push({ check: "Văn bản", where: document.id, message: "Tệp đã bị thay đổi sau khi lưu." })
  }
  return { editions: ids.length, documents: documents.length, findings }
}
