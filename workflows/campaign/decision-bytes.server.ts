import type { ClientSession } from "mongoose"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { annexesOf } from "#models/catalogue-edition/annex-headings.ts"
import { getFrozenEdition } from "#models/catalogue-edition/catalogue-edition.repository.server.ts"
import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { documentSetOf } from "#models/catalogue-edition/document-set.ts"
import { editionDraftIdOf } from "#models/catalogue-edition/edition-id.ts"
import {
  getDocumentBytes,
  insertDocument,
} from "#models/official-document/official-document.repository.server.ts"
import {
  type AnnexKind,
  annexDocumentKind,
  type DocumentKind,
  type DocumentStage,
  documentIdOf,
} from "#models/official-document/official-document.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"

/** The frozen edition a campaign stands on now. @throws RuleBrokenError when nothing is frozen */
export const currentEdition = async (campaign: ReviewCampaign): Promise<FrozenEdition> => {
  const { frozen } = campaign.workflow.context
  if (!frozen) throw new RuleBrokenError("Danh mục chưa được chốt.")
  return getFrozenEdition(editionDraftIdOf(campaign.id, frozen.draft))
}

/** The stage a document's bytes have reached, by the facts of the campaign; an annex in a file of its own is only sealed. */
export const reachedStage = (campaign: ReviewCampaign, kind: DocumentKind = "DECISION"): DocumentStage => {
  const { initialled, signed, numbered, sealed, numberFirst } = campaign.workflow.context
  if (sealed) return "SEALED"
  if (kind !== "DECISION") return "UNSIGNED"
  if (signed && numbered) return numberFirst ? "SIGNED" : "NUMBERED"
  if (signed) return "SIGNED"
  if (numbered) return "NUMBERED"
  return initialled ? "INITIALLED" : "UNSIGNED"
}

/** The bytes of the decision as they stand now. @throws NotFoundError before submission */
export const currentDecision = async (campaign: ReviewCampaign): Promise<Uint8Array> => {
  const documents = documentSetOf(campaign)
  if (!documents) throw new RuleBrokenError("Danh mục chưa được chốt.")
  return getDocumentBytes(documentIdOf(documents, "DECISION", reachedStage(campaign)))
}

/** An annex in a file of its own as it stands now. */
export type AnnexFile = { kind: AnnexKind; heading: string; bytes: Uint8Array }

/** The annexes beside the decision as they stand now, in order; none where they are in its file. @throws NotFoundError before submission */
export const currentAnnexFiles = async (campaign: ReviewCampaign): Promise<AnnexFile[]> => {
  if (!campaign.workflow.context.annexesApart) return []
  const edition = await currentEdition(campaign)
  return Promise.all(
    annexesOf(edition).map(async ({ kind, heading }) => {
      const document = annexDocumentKind(kind)
      const id = documentIdOf(
        documentSetOf(campaign) ?? edition.id,
        document,
        reachedStage(campaign, document),
      )
      return { kind, heading, bytes: await getDocumentBytes(id) }
    }),
  )
}

/** Keeps one stage of one document; a stage is inserted once and never changed. */
export const keepDocument = (
  campaign: ReviewCampaign,
  edition: { id: string },
  document: { kind: DocumentKind; stage: DocumentStage; pages: number; bytes: Uint8Array; createdAt: Date },
  session: ClientSession,
): Promise<void> =>
  insertDocument(
    {
      id: documentIdOf(documentSetOf(campaign) ?? edition.id, document.kind, document.stage),
      editionId: campaign.id,
      editionDraftId: edition.id,
      kind: document.kind,
      stage: document.stage,
      pages: document.pages,
      sha256: sha256(document.bytes),
      createdAt: document.createdAt,
    },
    document.bytes,
    session,
  )
