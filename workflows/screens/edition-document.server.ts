import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import { annexesOf } from "#models/catalogue-edition/annex-headings.ts"
import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { documentSetOf } from "#models/catalogue-edition/document-set.ts"
import { effectiveDayOfAct, effectStatedIn } from "#models/catalogue-edition/effect-stated.ts"
import {
  findDocuments,
  getDocumentBytes,
} from "#models/official-document/official-document.repository.server.ts"
import {
  annexDocumentKind,
  type DocumentKind,
  type DocumentStage,
  documentIdOf,
} from "#models/official-document/official-document.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { NotFoundError, RuleBrokenError } from "#models/shared/errors.ts"
import { rememberLast } from "#models/shared/remember-last.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { currentEdition, reachedStage } from "#workflows/campaign/decision-bytes.server.ts"
import type { EditionDependencies } from "#workflows/campaign/dependencies.ts"
import { leadersWhoMaySign } from "#workflows/campaign/who-signs.server.ts"
import { drawDecisionPreview } from "#workflows/document-drawing/draw-decision.server.ts"
import { outgoingMetadata } from "#workflows/document-text/outgoing-metadata.ts"
import type { pageImage } from "#workflows/pdf-reading/page-image.server.ts"
import { toCatalogueXlsx } from "#workflows/portal-record/catalogue-xlsx.server.ts"
import { apart } from "#workflows/uploads/apart.server.ts"

export type EditionDocument = { bytes: Uint8Array; sha256: string; isDraft: boolean }

type Wanted = { editionId: string; actor: Actor; kind: DocumentKind; stage?: DocumentStage | undefined }

/**
 * A document of an edition for the office. From submission on the very bytes that are kept, at the stage asked for or the
 * newest; before that the decision is drawn as a marked draft that nobody can sign.
 * @throws NotFoundError for what does not exist yet, ForbiddenError
 */
export const getEditionDocument = async (
  d: EditionDependencies,
  { editionId, actor, kind, stage }: Wanted,
): Promise<EditionDocument> => {
  await authorise(d, actor, "edition.view", { kind: "campaign", id: editionId })
  const campaign = await getCampaign(editionId)
  const { frozen, submission } = campaign.workflow.context
  if (!frozen) throw new NotFoundError("Danh mục chưa được chốt nên chưa có văn bản.")
  if (submission) {
    const wanted = kind === "SUBMISSION" ? "UNSIGNED" : (stage ?? reachedStage(campaign, kind))
    const documents = documentSetOf(campaign) ?? ""
    return kept(await getDocumentBytes(documentIdOf(documents, kind, wanted)))
  }
  if (kind !== "DECISION" || stage) throw new NotFoundError("Văn bản này có khi danh mục được trình ký.")
  return previewOf(d, await currentEdition(campaign), dayOf(d.clock.now()))
}

const drawPage = apart<typeof pageImage>("pageImage")
const IMAGE_WIDTH = 900
const rememberImage = rememberLast<Uint8Array>(24)

/**
 * An annex of the decision that is a file of its own, by its place from 1; else as `getEditionDocument`.
 * @throws NotFoundError also where the annexes are in the decision's file
 */
export const getAnnexDocument = async (
  d: EditionDependencies,
  { number, ...wanted }: Omit<Wanted, "kind"> & { number: number },
): Promise<EditionDocument> => {
  await authorise(d, wanted.actor, "edition.view", { kind: "campaign", id: wanted.editionId })
  const campaign = await getCampaign(wanted.editionId)
  const { frozen, annexesApart } = campaign.workflow.context
  const annex = frozen && annexesApart ? annexesOf(await currentEdition(campaign))[number - 1] : null
  if (!annex) throw new NotFoundError("Quyết định này không có tệp phụ lục đó.")
  return getEditionDocument(d, { ...wanted, kind: annexDocumentKind(annex.kind) })
}

/** A page of the decision as it stands, as a PNG for quick looking. @throws NotFoundError, ForbiddenError */
export const getEditionPageImage = async (
  d: EditionDependencies,
  { page, ...wanted }: Pick<Wanted, "editionId" | "actor"> & { page: number },
): Promise<EditionDocument> => {
  const document = await getEditionDocument(d, { ...wanted, kind: "DECISION" })
  const bytes = await rememberImage(`${document.sha256} ${page}`, () =>
    drawPage(document.bytes, page, IMAGE_WIDTH),
  )
  return { ...kept(bytes), isDraft: document.isDraft }
}

/** The rows of the edition as a sheet, for reading them before the decision is signed. @throws NotFoundError, ForbiddenError */
export const getEditionSheet = async (
  d: OfficeDependencies,
  { editionId, actor }: { editionId: string; actor: Actor },
): Promise<EditionDocument> => {
  await authorise(d, actor, "edition.view", { kind: "campaign", id: editionId })
  const campaign = await getCampaign(editionId)
  const { frozen, numbered, signed } = campaign.workflow.context
  if (!frozen) throw new NotFoundError("Danh mục chưa được chốt nên chưa có bảng.")
  const edition = await currentEdition(campaign)
  const effect = signed && { effectiveOn: effectiveDayOfAct(effectStatedIn(edition), signed.signedOn) }
  const bytes = await toCatalogueXlsx(edition, numbered && { ...numbered, ...effect })
  return { ...kept(bytes), isDraft: !numbered }
}

/**
 * What other document systems are told of the numbered decision (NĐ 30/2020 Phụ lục VI).
 * @throws NotFoundError before it has signature and number, ForbiddenError
 */
export const getOutgoingMetadata = async (
  d: OfficeDependencies,
  { editionId, actor }: { editionId: string; actor: Actor },
): Promise<EditionDocument> => {
  await authorise(d, actor, "edition.view", { kind: "campaign", id: editionId })
  const campaign = await getCampaign(editionId)
  const { numbered, signed } = campaign.workflow.context
  if (!numbered || !signed)
    throw new NotFoundError("Siêu dữ liệu văn bản đi có khi quyết định đã được ký và cấp số.")
  const edition = await currentEdition(campaign)
  const drawn = await findDocuments(editionId)
  const pages = drawn
    .filter(({ editionDraftId, stage }) => editionDraftId === edition.id && stage === "UNSIGNED")
    .filter(({ kind }) => kind !== "SUBMISSION")
    .reduce((sum, document) => sum + document.pages, 0)
  const xml = outgoingMetadata(edition, { decision: numbered, signatory: signed.signatory, pages })
  return kept(new TextEncoder().encode(xml))
}

const kept = (bytes: Uint8Array): EditionDocument => ({ bytes, sha256: sha256(bytes), isDraft: false })

const rememberPreview = rememberLast<EditionDocument>(2)

/** Drawing takes seconds and gives the same bytes for the same rows and signatory, so the last few are kept. */
async function previewOf(
  d: EditionDependencies,
  edition: FrozenEdition,
  day: IsoDay,
): Promise<EditionDocument> {
  const [signatory] = await leadersWhoMaySign(d, day)
  if (!signatory)
    throw new RuleBrokenError("Hôm nay không có lãnh đạo nào giữ thẩm quyền ký để vẽ bản dự thảo.")
  return rememberPreview(`${edition.digest} ${signatory.personId} ${signatory.capacity}`, async () => {
    const { bytes } = await drawDecisionPreview(edition, { signatory, submission: null })
    return { ...kept(bytes), isDraft: true }
  })
}
