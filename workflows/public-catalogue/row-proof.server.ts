import { decisionOf } from "#models/catalogue-edition/issued-edition.ts"
import { getIssuedEdition } from "#models/catalogue-edition/issued-editions.server.ts"
import { proveRow } from "#models/catalogue-edition/row-proof.server.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import type { Download } from "./edition-downloads.server.ts"
import { proofPage } from "./proof-page.ts"

/**
 * A page of its own that proves, without network and without us, that one row was in the list that was signed.
 * @throws NotFoundError when the edition was not issued or has no such row
 */
export const getRowProof = async (editionId: string, serviceId: string): Promise<Download> => {
  const issued = await getIssuedEdition(editionId)
  const { number, day } = decisionOf(issued)
  const edition = await issued.load()
  const proof = proveRow(edition, serviceId, {
    number,
    day,
    documentSha256: issued.documentSha256,
  })
  const bytes = new TextEncoder().encode(proofPage(proof, edition.issuer.training))
  return {
    name: `bang-chung-${proof.row.serviceCode}.html`,
    mimeType: "text/html",
    bytes,
    sha256: sha256(bytes),
    editionDigest: issued.digest,
  }
}
