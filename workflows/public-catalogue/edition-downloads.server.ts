import { editionsInForceOn } from "#models/catalogue-edition/catalogue-in-force.ts"
import type { IssuedEdition } from "#models/catalogue-edition/issued-edition.ts"
import { findIssuedEditions, getIssuedEdition } from "#models/catalogue-edition/issued-editions.server.ts"
import { getDocumentBytes } from "#models/official-document/official-document.repository.server.ts"
import {
  annexDocumentKind,
  type DocumentKind,
  documentIdOf,
} from "#models/official-document/official-document.ts"
import type { Clock } from "#models/shared/clock.ts"
import { dayOf } from "#models/shared/dates.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import { rememberLast } from "#models/shared/remember-last.ts"
import { annexFilesOf } from "#workflows/portal-record/dcat.ts"
import { type EditionFile, editionFiles } from "#workflows/portal-record/edition-files.server.ts"
import { annexFile, DECISION_FILE } from "#workflows/portal-record/signed-files.ts"

/** `editionDigest`: what the address may carry to be kept for good. */
export type Download = EditionFile & { sha256: string; editionDigest: string }

const rememberFiles = rememberLast<Download[]>(3)

/** One file of an issued edition. @throws NotFoundError when the edition was not issued or has no such file */
export const getEditionDownload = async (editionId: string, name: string): Promise<Download> => {
  const issued = await getIssuedEdition(editionId)
  const signed = signedFiles(issued).find((file) => file.name === name)
  if (signed) return signedFile(issued, signed)
  const found = (await filesOf(issued)).find((file) => file.name === name)
  if (!found)
    throw new NotFoundError(
      `Danh mục «${editionId}» không có tệp «${name}». Xem các tệp ở trang của danh mục.`,
    )
  return found
}

/** The description of the edition in force for open-data catalogues (DCAT). @throws NotFoundError when nothing is in force */
export const getDescriptionInForce = async ({ clock }: { clock: Clock }): Promise<Download> => {
  const inForce = editionsInForceOn(await findIssuedEditions(), dayOf(clock.now()))
  if (!inForce)
    throw new NotFoundError(
      "Hiện không có danh mục nào có hiệu lực. Xem các danh mục đã công bố ở trang tra cứu.",
    )
  return getEditionDownload(inForce.base.editionId, "records/dcat.jsonld")
}

/** Drawn once per edition: the same rows and decision give the same bytes. */
const filesOf = (issued: IssuedEdition): Promise<Download[]> =>
  rememberFiles(`${issued.editionId} ${issued.digest} ${issued.documentSha256}`, async () =>
    (await editionFiles(await issued.load(), issued.decision, annexFilesOf(issued.annexes))).map((file) => ({
      ...file,
      sha256: sha256(file.bytes),
      editionDigest: issued.digest,
    })),
  )

type SignedFile = { name: string; kind: DocumentKind; sha256: string }

const signedFiles = ({ documentSha256, annexes }: IssuedEdition): SignedFile[] => [
  { name: DECISION_FILE, kind: "DECISION", sha256: documentSha256 },
  ...annexes.map(({ kind, sha256 }, index) => ({
    name: annexFile(index),
    kind: annexDocumentKind(kind),
    sha256,
  })),
]

/** A sealed file, byte for byte as it was issued. */
async function signedFile(issued: IssuedEdition, { name, kind, sha256 }: SignedFile): Promise<Download> {
  return {
    name,
    mimeType: "application/pdf",
    bytes: await getDocumentBytes(documentIdOf(issued.draftId, kind, "SEALED")),
    sha256,
    editionDigest: issued.digest,
  }
}
