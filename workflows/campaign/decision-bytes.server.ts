import type { ClientSession } from "mongoose"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { getFrozenEdition } from "#models/catalogue-edition/catalogue-edition.repository.server.ts"
import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { editionDraftIdOf } from "#models/catalogue-edition/edition-id.ts"
import {
  getDocumentBytes,
  insertDocument,
} from "#models/official-document/official-document.repository.server.ts"
import {
  type DocumentKind,
  type DocumentStage,
  documentIdOf,
} from "#models/official-document/official-document.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import { campaignContext } from "./step-campaign.server.ts"

/** The frozen edition a campaign stands on now. @throws RuleBrokenError when nothing is frozen */
export const currentEdition = async (campaign: ReviewCampaign): Promise<FrozenEdition> => {
  const { frozen } = campaignContext(campaign)
  if (!frozen) throw new RuleBrokenError("Danh mục chưa được chốt.")
  return getFrozenEdition(editionDraftIdOf(campaign.id, frozen.draft))
}

/** The stage the decision's bytes have reached, by the facts of the campaign. */
export const reachedStage = (campaign: ReviewCampaign): DocumentStage => {
  const { initialled, signed, numbered, sealed, numberFirst } = campaignContext(campaign)
  if (sealed) return "SEALED"
  if (signed && numbered) return numberFirst ? "SIGNED" : "NUMBERED"
  if (signed) return "SIGNED"
  if (numbered) return "NUMBERED"
  return initialled ? "INITIALLED" : "UNSIGNED"
}

/** The bytes of the decision as they stand now. @throws NotFoundError before submission */
export const currentDecision = async (campaign: ReviewCampaign): Promise<Uint8Array> => {
  const edition = campaignContext(campaign).frozen
  if (!edition) throw new RuleBrokenError("Danh mục chưa được chốt.")
  return getDocumentBytes(
    documentIdOf(editionDraftIdOf(campaign.id, edition.draft), "DECISION", reachedStage(campaign)),
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
      id: documentIdOf(edition.id, document.kind, document.stage),
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
