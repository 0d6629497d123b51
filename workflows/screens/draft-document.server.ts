import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { SERVICE_FIGURES } from "#models/catalogue-edition/figures/figures.ts"
import { reviewFiguresOf } from "#models/catalogue-edition/figures/review-figures.ts"
import { rowFiguresOf } from "#models/catalogue-edition/figures/row-lists.ts"
import type { Signatory } from "#models/official-document/official-document.ts"
import type { DocumentTemplate } from "#models/reference/document-template.ts"
import { LEVEL_SLOTS } from "#models/reference/edition-slots.ts"
import { countRegistrations } from "#models/registration/registration-list.repository.server.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { InvalidInputError, isOfficeError, NotFoundError, RuleBrokenError } from "#models/shared/errors.ts"
import { SERVICE_LEVELS } from "#models/shared/levels.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { currentEdition } from "#workflows/campaign/decision-bytes.server.ts"
import type { EditionDependencies } from "#workflows/campaign/dependencies.ts"
import { readBack } from "#workflows/campaign/document-form.server.ts"
import { ableSignatories } from "#workflows/campaign/who-signs.server.ts"
import { renderPdf } from "#workflows/document-drawing/render-pdf.server.ts"
import { toWord } from "#workflows/document-drawing/word-twin.server.ts"
import { sentencesOf } from "#workflows/document-form/findings-in-text.ts"
import type { LintReport } from "#workflows/document-form/lint-rule.ts"
import { composeTemplate } from "#workflows/document-text/compose-template.ts"
import type { DocumentLayout } from "#workflows/document-text/document-layout.ts"
import { decisionAbstract } from "#workflows/document-text/edition-text.ts"

export type DraftForm = {
  campaign: Pick<ReviewCampaign, "id" | "name">
  templates: Pick<DocumentTemplate, "id" | "name">[]
  /** The chosen one, with what is known of its slots already; null while none is chosen. */
  chosen: {
    template: DocumentTemplate
    known: Record<string, string>
    /** Who may sign it today. */
    signatories: Pick<Signatory, "personId" | "fullName" | "position">[]
  } | null
}

type Asked = { editionId: string; actor: Actor }

/** The templates in force today, and the chosen one's slots with what the edition says of them. @throws NotFoundError, ForbiddenError */
export const getDraftForm = async (
  d: EditionDependencies,
  { editionId, actor, templateId }: Asked & { templateId: string | undefined },
): Promise<DraftForm> => {
  await authorise(d, actor, "edition.view", { kind: "campaign", id: editionId })
  const campaign = await getCampaign(editionId)
  const today = dayOf(d.clock.now())
  const templates = await officersTemplates(d, today)
  const template = templateId === undefined ? null : templateOf(templates, templateId)
  return {
    campaign: { id: campaign.id, name: campaign.name },
    templates: templates.map(({ id, name }) => ({ id, name })),
    chosen: template && {
      template,
      known: await knownOf(campaign, today),
      signatories: (await signatoriesFor(d, template, today).catch(nobody)).map(
        ({ personId, fullName, position }) => ({
          personId,
          fullName,
          position,
        }),
      ),
    },
  }
}

/** `signatoryId`: one of those who may sign it today; the first where none is named. */
type Drafted = Asked & {
  templateId: string
  signatoryId?: string | undefined
  values: Record<string, string>
}

/**
 * A document after a template, ready to be read, with what its reading back found. Nothing of it is kept: number,
 * signature and issue are the document system's.
 * @throws InvalidInputError naming the slots that are wrong, NotFoundError, RuleBrokenError, ForbiddenError
 */
export const draftDocument = async (
  d: EditionDependencies,
  input: Drafted,
): Promise<{ layout: DocumentLayout; form: LintReport }> => {
  const layout = await composeDraft(d, input)
  return { layout, form: await readBack(await toPdf(d, layout)) }
}

/**
 * The same as a file. A PDF that breaks a rule of form is not handed out, as no such document is laid before a signatory;
 * for Word it is, to be worked on.
 * @throws as `draftDocument`; RuleBrokenError naming the first faults
 */
export const drawDraft = async (
  d: EditionDependencies,
  input: Drafted & { format: "pdf" | "docx" },
): Promise<Uint8Array> => {
  const layout = await composeDraft(d, input)
  if (input.format === "docx") return toWord(layout, dayOf(d.clock.now()))
  const bytes = await toPdf(d, layout)
  const { ok, findings } = await readBack(bytes)
  if (!ok)
    throw new RuleBrokenError(
      `Văn bản chưa đúng thể thức nên chưa lập tệp PDF. ${sentencesOf(findings)} Sửa nội dung các ô rồi tải lại.`,
    )
  return bytes
}

const toPdf = async (d: EditionDependencies, layout: DocumentLayout): Promise<Uint8Array> =>
  (await renderPdf(layout, { createdAt: d.clock.now(), attachments: [] })).bytes

async function composeDraft(
  d: EditionDependencies,
  { editionId, actor, templateId, signatoryId, values }: Drafted,
): Promise<DocumentLayout> {
  await authorise(d, actor, "edition.view", { kind: "campaign", id: editionId })
  const today = dayOf(d.clock.now())
  const template = templateOf(await officersTemplates(d, today), templateId)
  const issuer = await d.reference.issuerOn(today)
  const able = await signatoriesFor(d, template, today)
  const signatory = signatoryId ? able.find(({ personId }) => personId === signatoryId) : able[0]
  if (!signatory)
    throw new InvalidInputError("Người được chọn không giữ thẩm quyền ký văn bản này hôm nay.", [
      { field: "ky", message: "Chọn người ký trong danh sách." },
    ])
  return composeTemplate(template, values, { issuer, signatory })
}

/** The form is shown all the same; drafting says that nobody may sign. */
const nobody = (error: unknown): Signatory[] => {
  if (isOfficeError(error)) return []
  throw error
}

/** Who may sign a document after the template today. @throws RuleBrokenError when nobody */
const signatoriesFor = async (
  d: EditionDependencies,
  { authority }: DocumentTemplate,
  day: IsoDay,
): Promise<Signatory[]> => {
  const issuer = await d.reference.issuerOn(day)
  return ableSignatories(d, { issuingAuthority: authority ?? issuer.issuingAuthority })
}

const officersTemplates = async (d: EditionDependencies, day: IsoDay): Promise<DocumentTemplate[]> =>
  (await d.reference.templatesOn(day)).filter(({ purpose }) => purpose === "OFFICER")

function templateOf(templates: readonly DocumentTemplate[], id: string): DocumentTemplate {
  const found = templates.find((one) => one.id === id)
  if (!found) throw new NotFoundError("Không có mẫu văn bản này hoặc mẫu không còn hiệu lực.")
  return found
}

/** What the edition and the day say of slots, by the names slots go by. */
async function knownOf(campaign: ReviewCampaign, today: IsoDay): Promise<Record<string, string>> {
  const { frozen, numbered } = campaign.workflow.context
  const edition: FrozenEdition | null = frozen ? await currentEdition(campaign) : null
  const figures = rowFiguresOf(edition?.entries ?? [])
  const quarter = ["I", "II", "III", "IV"][Math.floor((Number(today.slice(5, 7)) - 1) / 3)]
  return {
    quarter: `${quarter} năm ${today.slice(0, 4)}`,
    countedOn: today,
    ...(numbered
      ? { decisionNumber: `${numbered.number}/${numbered.symbol}`, decisionDay: numbered.day }
      : {}),
    ...(edition
      ? {
          // An edition frozen before texts were data cannot tell; the officer types it.
          ...(edition.texts ? { decisionAbstract: decisionAbstract(edition).replace(/^Về/u, "về") } : {}),
          total: String(reviewFiguresOf(await countRegistrations(campaign.id)).reviewedServices),
          approved: String(figures.services),
          ...Object.fromEntries(
            SERVICE_LEVELS.map((level) => [LEVEL_SLOTS[level], String(figures[SERVICE_FIGURES[level]])]),
          ),
        }
      : {}),
  }
}
