import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { annexNamed } from "#models/catalogue-edition/annex-headings.ts"
import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { documentSetOf } from "#models/catalogue-edition/document-set.ts"
import { getDocumentBytes } from "#models/official-document/official-document.repository.server.ts"
import {
  type AnnexKind,
  annexDocumentKind,
  type DocumentKind,
  documentIdOf,
} from "#models/official-document/official-document.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { NotFoundError, RuleBrokenError } from "#models/shared/errors.ts"
import { rememberLast } from "#models/shared/remember-last.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { type DrawnDecision, drawDecision } from "#workflows/document-drawing/draw-decision.server.ts"
import { drawSubmission } from "#workflows/document-drawing/draw-submission.server.ts"
import type { RenderedPdf } from "#workflows/document-drawing/render-pdf.server.ts"
import { byRule, sentencesOf } from "#workflows/document-form/findings-in-text.ts"
import { lintDocument } from "#workflows/document-form/lint-document.server.ts"
import type { LintReport } from "#workflows/document-form/lint-rule.ts"
import type { DecisionFacts } from "#workflows/document-text/compose-decision.ts"
import { accountsOf } from "./accounts-of.ts"
import { currentAnnexFiles, currentDecision, currentEdition } from "./decision-bytes.server.ts"
import type { EditionDependencies } from "./dependencies.ts"
import { ableSignatories, chiefOfOffice } from "./who-signs.server.ts"

export const DOCUMENT_NAMES = { DECISION: "Quyết định", SUBMISSION: "Tờ trình" } as const

/** A drawn file. `annex`: which annex of the decision it is, where it is one. */
export type DecisionFile = RenderedPdf & { kind: DocumentKind; name: string; annex?: AnnexKind }

/** The decision's own file, then its annexes where they are files of their own. */
export const filesOf = (
  edition: FrozenEdition,
  { bytes, pages, annexes }: DrawnDecision,
): [DecisionFile, ...DecisionFile[]] => [
  { kind: "DECISION", name: DOCUMENT_NAMES.DECISION, bytes, pages },
  ...annexes.map((annex) => ({
    kind: annexDocumentKind(annex.kind),
    annex: annex.kind,
    name: annexNamed(edition, annex.kind),
    bytes: annex.bytes,
    pages: annex.pages,
  })),
]

/** How the campaign has its decision drawn. */
export const drawnAs = (campaign: ReviewCampaign): DrawnAs => {
  const { initials = false, annexesApart = false } = campaign.workflow.context
  return { initials, annexesApart }
}
type DrawnAs = Pick<DecisionFacts, "initials" | "annexesApart">

const rememberReport = rememberLast<LintReport>(8)
/** The same bytes always give the same report, and reading hundreds of pages takes seconds. */
export const readBack = (bytes: Uint8Array): Promise<LintReport> =>
  rememberReport(sha256(bytes), () => lintDocument(bytes))

/**
 * Reads documents back as they will be signed: one that breaks a rule of form is not laid before anybody.
 * @throws RuleBrokenError naming the first faults of the first such document
 */
export const assertDocumentForm = async (
  documents: readonly { name: string; bytes: Uint8Array }[],
): Promise<void> => {
  for (const { name, bytes } of documents) {
    const { ok, findings } = await readBack(bytes)
    const errors = findings.filter(({ severity }) => severity === "error")
    if (ok) continue
    throw new RuleBrokenError(
      `${name} chưa đúng thể thức nên chưa trình ký được. ${sentencesOf(findings)} Xem «Kiểm tra thể thức», sửa dữ liệu nêu trên hoặc trả lại danh mục để hoàn thiện rồi trình lại.`,
      { failed: byRule(errors).map(([first]) => first?.rule) },
    )
  }
}

/**
 * Draws what would be laid before anybody who may sign today, and reads it back: a fault of form is found by the records
 * office, not at the leader's desk. Neither number nor day are known yet.
 * @throws RuleBrokenError as `assertDocumentForm`, or when nobody may sign today
 */
export const assertProofsForm = async (
  d: ProofDependencies,
  edition: FrozenEdition,
  campaign: ReviewCampaign,
): Promise<void> => assertDocumentForm(await proofsOf(d, edition, campaign))

export type DocumentForm = {
  campaign: Pick<ReviewCampaign, "id" | "name">
  documents: {
    kind: DocumentKind
    name: string
    /** Who would sign it; empty where it makes no difference. */
    signatory: string
    /** Drawn for the check alone, before anything is laid before a signatory. */
    isProof: boolean
    report: LintReport
  }[]
}

/**
 * How an edition's documents stand against the rules of form: the kept ones from submission on, before that those that would
 * be drawn today, for everyone who may sign. @throws NotFoundError while nothing is frozen, ForbiddenError
 */
export const getDocumentForm = async (
  d: EditionDependencies,
  { editionId, actor }: { editionId: string; actor: Actor },
): Promise<DocumentForm> => {
  await authorise(d, actor, "edition.view", { kind: "campaign", id: editionId })
  const campaign = await getCampaign(editionId)
  const { frozen, submission } = campaign.workflow.context
  if (!frozen) throw new NotFoundError("Danh mục chưa được chốt nên chưa có văn bản để kiểm tra thể thức.")
  const documents: Proof[] = submission
    ? [
        {
          kind: "DECISION",
          name: DOCUMENT_NAMES.DECISION,
          signatory: "",
          bytes: await currentDecision(campaign),
        },
        ...(await currentAnnexFiles(campaign)).map(({ kind, heading, bytes }) => ({
          kind: annexDocumentKind(kind),
          name: heading,
          signatory: "",
          bytes,
        })),
        {
          kind: "SUBMISSION",
          name: DOCUMENT_NAMES.SUBMISSION,
          signatory: "",
          bytes: await getDocumentBytes(
            documentIdOf(documentSetOf(campaign) ?? "", "SUBMISSION", "UNSIGNED"),
          ),
        },
      ]
    : await proofsOf(d, await currentEdition(campaign), campaign)
  const checked: DocumentForm["documents"] = []
  for (const { kind, name, signatory, bytes } of documents)
    checked.push({ kind, name, signatory, isProof: !submission, report: await readBack(bytes) })
  return { campaign: { id: campaign.id, name: campaign.name }, documents: checked }
}

type Proof = { kind: DocumentKind; name: string; signatory: string; bytes: Uint8Array }
type ProofDependencies = Pick<EditionDependencies, "clock" | "reference">

/** One decision for each who may sign today, its annexes, and the Tờ trình, each without number and day. */
async function proofsOf(
  d: ProofDependencies,
  edition: FrozenEdition,
  campaign: ReviewCampaign,
): Promise<Proof[]> {
  const proofs: Proof[] = []
  let annexes: Proof[] = []
  for (const signatory of await ableSignatories(d, edition.issuer)) {
    const facts = { signatory, submission: null, ...drawnAs(campaign) }
    const [decision, ...beside] = filesOf(edition, await drawDecision(edition, facts))
    proofs.push({ ...decision, signatory: signatory.fullName })
    // The same whoever signs.
    annexes = beside.map((file) => ({ ...file, signatory: "" }))
  }
  const { bytes } = await drawSubmission(edition, {
    submission: null,
    signatory: chiefOfOffice(),
    accounts: accountsOf(campaign),
  })
  return [
    ...proofs,
    ...annexes,
    { kind: "SUBMISSION", name: DOCUMENT_NAMES.SUBMISSION, signatory: "", bytes },
  ]
}
