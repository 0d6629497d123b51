import {
  annualOf,
  editionsInForceOn,
  isLater,
  isRecalledOn,
} from "#models/catalogue-edition/catalogue-in-force.ts"
import type { IssuedEdition } from "#models/catalogue-edition/issued-edition.ts"
import { findIssuedEditions, getIssuedEdition } from "#models/catalogue-edition/issued-editions.server.ts"
import { recallEnding, rowStandings } from "#models/catalogue-edition/row-standing.ts"
import { getDocumentBytes } from "#models/official-document/official-document.repository.server.ts"
import {
  annexDocumentKind,
  type DocumentKind,
  documentIdOf,
} from "#models/official-document/official-document.ts"
import { findKnownRepeals } from "#models/procedure-repeal/repeals-in-effect.server.ts"
import type { Clock } from "#models/shared/clock.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import { rememberLast } from "#models/shared/remember-last.ts"
import { toCatalogueCsv } from "#workflows/portal-record/catalogue-csv.ts"
import { toCatalogueXlsx } from "#workflows/portal-record/catalogue-xlsx.server.ts"
import { annexFilesOf } from "#workflows/portal-record/dcat.ts"
import {
  DESCRIPTION,
  type EditionFile,
  editionFiles,
  XLSX,
} from "#workflows/portal-record/edition-files.server.ts"
import { endByRecall } from "#workflows/portal-record/end-by-recall.ts"
import { annexFile, DECISION_FILE } from "#workflows/portal-record/signed-files.ts"
import { columnsWithStanding } from "#workflows/portal-record/standing-columns.ts"
import { STANDING_CSV, STANDING_XLSX } from "#workflows/portal-record/standing-files.ts"
import { actFileNamed, getActFile } from "./act-files.server.ts"

/** `editionDigest`: what the address may carry to be kept for good. */
export type Download = EditionFile & {
  sha256: string
  editionDigest: string
  /** Says how things stand today: no address of it is good for ever. */
  isOfToday?: true
}

const rememberFiles = rememberLast<Download[]>(3)

/** One file of an issued edition. @throws NotFoundError when the edition was not issued or has no such file */
export const getEditionDownload = async (
  editionId: string,
  name: string,
  { clock }: { clock: Clock },
): Promise<Download> => {
  const issued = await getIssuedEdition(editionId)
  const day = dayOf(clock.now())
  if (name === STANDING_CSV || name === STANDING_XLSX) return standingFile(issued, name, day)
  const change = actFileNamed(name)
  if (change)
    return { ...(await getActFile(editionId, change)), editionDigest: issued.digest, isOfToday: true }
  const signed = signedFiles(issued).find((file) => file.name === name)
  if (signed) return signedFile(issued, signed)
  const found = (await filesOf(issued, day)).find((file) => file.name === name)
  if (!found)
    throw new NotFoundError(
      `Danh mục «${editionId}» không có tệp «${name}». Xem các tệp ở trang của danh mục.`,
    )
  return found
}

/** The description of the edition in force, for open-data catalogues (DCAT). @throws NotFoundError when nothing is in force */
export const getDescriptionInForce = async ({ clock }: { clock: Clock }): Promise<Download> => {
  const inForce = editionsInForceOn(await findIssuedEditions(), dayOf(clock.now()))
  if (!inForce)
    throw new NotFoundError(
      "Hiện không có danh mục nào có hiệu lực. Xem các danh mục đã công bố ở trang tra cứu.",
    )
  return getEditionDownload(inForce.base.editionId, DESCRIPTION, { clock })
}

/** Drawn once per edition: the same rows and decision give the same bytes. Only the description says that it was recalled. */
const filesOf = async (issued: IssuedEdition, day: IsoDay): Promise<Download[]> => {
  const recall = recallEnding(issued, await findIssuedEditions(), day)
  const ended = recall ? endByRecall(recall.isItsOwn, recall) : undefined
  const key = `${issued.editionId} ${issued.digest} ${issued.documentSha256} ${ended?.day ?? ""}`
  return rememberFiles(key, async () =>
    (await editionFiles(await issued.load(), issued.decision, annexFilesOf(issued.annexes), ended)).map(
      (file) => ({
        ...file,
        sha256: sha256(file.bytes),
        editionDigest: issued.digest,
        ...(file.name === DESCRIPTION ? { isOfToday: true as const } : {}),
      }),
    ),
  )
}

/** The rows of an edition with how each stands today. */
async function standingFile(issued: IssuedEdition, name: string, day: IsoDay): Promise<Download> {
  const all = await findIssuedEditions()
  const holding = all.filter(
    (one) =>
      one.kind === "AMENDMENT" &&
      one.editionId !== issued.editionId &&
      !isRecalledOn(one, day) &&
      annualOf(one, all)?.editionId === annualOf(issued, all)?.editionId &&
      isLater(one, issued),
  )
  const amendments = []
  for (const one of holding)
    amendments.push({
      issued: one,
      serviceIds: new Set((await one.load()).entries.map(({ serviceId }) => serviceId)),
    })
  const edition = await issued.load()
  const standings = rowStandings(issued, { issued: all, repeals: await findKnownRepeals(), amendments, day })
  const columns = columnsWithStanding(
    edition,
    ({ serviceId, procedure }) => standings({ serviceId, procedureCode: procedure.code }),
    day,
  )
  const isCsv = name === STANDING_CSV
  const bytes = isCsv
    ? toCatalogueCsv(edition, issued.decision, columns)
    : await toCatalogueXlsx(edition, issued.decision, columns)
  const mimeType = isCsv ? "text/csv" : XLSX
  return {
    name,
    mimeType,
    bytes,
    sha256: sha256(bytes),
    editionDigest: issued.digest,
    isOfToday: true,
  }
}

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
    bytes: await getDocumentBytes(documentIdOf(issued.documents ?? issued.draftId, kind, "SEALED")),
    sha256,
    editionDigest: issued.digest,
  }
}
