import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import { AUDIT_SHAPES } from "#models/audit/audit-shapes.ts"
import { withNames } from "#models/audit/named-entries.server.ts"
import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { getFrozenEdition } from "#models/catalogue-edition/catalogue-edition.repository.server.ts"
import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { editionDraftIdOf } from "#models/catalogue-edition/edition-id.ts"
import type { DocumentKind } from "#models/official-document/official-document.ts"
import { dayOf } from "#models/shared/dates.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { accountsOf } from "#workflows/campaign/accounts-of.ts"
import type { EditionDependencies } from "#workflows/campaign/dependencies.ts"
import { ableSignatories, chiefOfOffice } from "#workflows/campaign/who-signs.server.ts"
import { toWord } from "#workflows/document-drawing/word-twin.server.ts"
import { composeDecision } from "#workflows/document-text/compose-decision.ts"
import { composeSubmission } from "#workflows/document-text/compose-submission.ts"
import type { DocumentLayout } from "#workflows/document-text/document-layout.ts"
import { layoutLines } from "#workflows/document-text/layout-lines.ts"
import type { Signer } from "#workflows/document-text/signing-block.ts"
import { type TextDifference, textDifferences } from "#workflows/document-text/text-differences.ts"
import { apart } from "#workflows/uploads/apart.server.ts"
import type { compareWithWord } from "./compare-with-word.server.ts"
import type { EditionDocument } from "./edition-document.server.ts"
import { type RowRedline, redlineOf } from "./edition-redline.server.ts"

const compareApart = apart<typeof compareWithWord>("compareWord")

type Asked = { editionId: string; actor: Actor; kind: DocumentKind }

/** A document of an edition for Word, number and day blank. @throws NotFoundError while nothing is frozen, ForbiddenError */
export const getEditionWord = async (
  d: EditionDependencies,
  { editionId, actor, kind }: Asked,
): Promise<EditionDocument> => {
  const campaign = await seenCampaign(d, editionId, actor)
  const { frozenAt } = await editionOf(campaign, draftOf(campaign))
  const bytes = await toWord(await layoutOf(d, campaign, kind), dayOf(frozenAt))
  return { bytes, sha256: sha256(bytes), isDraft: true }
}

/**
 * Where a Word file somebody worked on says something else than the document. Nothing is taken over: text comes from the
 * catalogue and the reference data, and is mended there. Null where it differs too much to be a copy of it.
 * @throws InvalidInputError for what is no Word file or asks for too much to be read, NotFoundError, ForbiddenError
 */
export const compareWord = async (
  d: EditionDependencies,
  { bytes, ...asked }: Asked & { bytes: Uint8Array },
): Promise<TextDifference[] | null> => {
  const layout = await layoutOf(d, await seenCampaign(d, asked.editionId, asked.actor), asked.kind)
  return compareApart(layoutLines(layout), bytes)
}

export type DraftComparison = {
  campaign: Pick<ReviewCampaign, "id" | "name">
  /** The draft as it stands, counted from 1. */
  current: number
  /** Null where there is no earlier one. */
  earlier: number | null
  /** Null where there are too many to list. */
  differences: TextDifference[] | null
  /** Lines of the two drafts that say the same. */
  same: number
  /** When each of the two was frozen; of the earlier null where there is none. */
  frozen: { current: Date; earlier: Date | null }
  /** Its rows against the catalogue in force. */
  rows: RowRedline
}

/**
 * How the decision of the present draft differs from that of an earlier one, by default the one before.
 * @throws NotFoundError while nothing is frozen or for a draft that never was, ForbiddenError
 */
export const compareDrafts = async (
  d: EditionDependencies,
  { editionId, actor, earlier }: { editionId: string; actor: Actor; earlier?: number | undefined },
): Promise<DraftComparison> => {
  const campaign = await seenCampaign(d, editionId, actor)
  const current = draftOf(campaign)
  const wanted = earlier ?? current - 1
  const edition = await editionOf(campaign, current)
  const about = {
    campaign: { id: campaign.id, name: campaign.name },
    current,
    rows: await redlineOf(campaign, edition, dayOf(d.clock.now())),
  }
  if (wanted < 1 && earlier === undefined)
    return {
      ...about,
      earlier: null,
      differences: [],
      same: 0,
      frozen: { current: edition.frozenAt, earlier: null },
    }
  if (wanted < 1 || wanted >= current)
    throw new NotFoundError(`Danh mục không có bản dự thảo ${wanted} trước bản ${current}.`)
  // One signatory for both: who signs is not what changed between drafts.
  const signatory = await signatoryOf(d, campaign)
  const linesOf = async (draft: number) =>
    layoutLines(composeDecision(await editionOf(campaign, draft), { signatory, submission: null }))
  const now = await linesOf(current)
  const differences = textDifferences(await linesOf(wanted), now)
  return {
    ...about,
    earlier: wanted,
    differences,
    same: now.length - (differences ?? []).filter(({ now: line }) => line !== null).length,
    frozen: { current: edition.frozenAt, earlier: (await editionOf(campaign, wanted)).frozenAt },
  }
}

async function seenCampaign(
  d: EditionDependencies,
  editionId: string,
  actor: Actor,
): Promise<ReviewCampaign> {
  await authorise(d, actor, "edition.view", { kind: "campaign", id: editionId })
  return getCampaign(editionId)
}

function draftOf(campaign: ReviewCampaign): number {
  const { frozen } = campaign.workflow.context
  if (!frozen) throw new NotFoundError("Danh mục chưa được chốt nên chưa có văn bản.")
  return frozen.draft
}

const editionOf = (campaign: ReviewCampaign, draft: number): Promise<FrozenEdition> =>
  getFrozenEdition(editionDraftIdOf(campaign.id, draft))

async function layoutOf(
  d: EditionDependencies,
  campaign: ReviewCampaign,
  kind: DocumentKind,
): Promise<DocumentLayout> {
  const edition = await editionOf(campaign, draftOf(campaign))
  const { submission } = campaign.workflow.context
  return kind === "DECISION"
    ? composeDecision(edition, { signatory: await signatoryOf(d, campaign), submission })
    : composeSubmission(edition, {
        signatory: await chiefOf(campaign),
        submission,
        accounts: accountsOf(campaign),
      })
}

/** Whom it was submitted to, or before that the first who may sign today. */
async function signatoryOf(d: EditionDependencies, campaign: ReviewCampaign): Promise<Signer> {
  const { signatory } = campaign.workflow.context
  if (signatory) return signatory
  const { issuer } = await editionOf(campaign, draftOf(campaign))
  const [first] = await ableSignatories(d, issuer)
  return first
}

/** Whoever submitted it signs the Tờ trình, as they were called then; before that the place of the name is kept. */
async function chiefOf(campaign: ReviewCampaign): Promise<Signer> {
  if (!campaign.workflow.context.submission) return chiefOfOffice()
  const trail = await findAuditTrail("campaign", campaign.id)
  const made = trail.findLast(({ type }) => type === "submission.made")
  const event = made && AUDIT_SHAPES.campaign["submission.made"].parse(made.payload)
  if (event?.chief) return event.chief
  const [named] = made && made.byName === "" ? await withNames([made]) : [made]
  return chiefOfOffice(named?.byName, named?.onBehalfOf)
}
