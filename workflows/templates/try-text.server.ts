import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import { getFrozenEdition } from "#models/catalogue-edition/catalogue-edition.repository.server.ts"
import type { BranchRow, CatalogueEntry, FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import type { AmendedDecision } from "#models/catalogue-edition/decision-reference.ts"
import { editionDraftIdOf } from "#models/catalogue-edition/edition-id.ts"
import { totalsOf } from "#models/catalogue-edition/figures/totals.ts"
import { editionDigest } from "#models/catalogue-edition/freeze.server.ts"
import { saysBranches } from "#models/reference/branch-text.ts"
import type { DocumentTemplate, EditionTexts } from "#models/reference/document-template.ts"
import { dayOf } from "#models/shared/dates.ts"
import { isOnlineLevel, SERVICE_LEVELS } from "#models/shared/levels.ts"
import { ableSignatories, chiefOfOffice } from "#workflows/campaign/who-signs.server.ts"
import { editionAttachments } from "#workflows/document-drawing/edition-attachments.server.ts"
import { renderPdf } from "#workflows/document-drawing/render-pdf.server.ts"
import { sentencesOf } from "#workflows/document-form/findings-in-text.ts"
import { lintDocument } from "#workflows/document-form/lint-document.server.ts"
import { checkEdition } from "#workflows/document-text/check-edition.ts"
import { composeDecision } from "#workflows/document-text/compose-decision.ts"
import { composeSubmission } from "#workflows/document-text/compose-submission.ts"
import { composeTemplate } from "#workflows/document-text/compose-template.ts"
import type { DocumentLayout } from "#workflows/document-text/document-layout.ts"
import { editionTextsFrom, emptySlotsOf } from "#workflows/document-text/edition-text.ts"
import type { SubmissionFacts } from "#workflows/document-text/edition-values.ts"
import { layoutLines } from "#workflows/document-text/layout-lines.ts"
import type { TemplateDependencies } from "./dependencies.ts"

export type TriedText = {
  /** The document with sample data, line by line; empty where nothing could be tried. */
  lines: string[]
  /** What is wrong with it in words, each with the case it was tried on. */
  faults: string[]
}

/** Rows per level: enough for every sentence to have something to count. */
const SAMPLED = 5

/**
 * Draws a text in the cases it must fit and reads each back against the rules of form. Letters take the samples of their
 * slots; decision and Tờ trình some rows of the newest frozen catalogue. That nothing could be tried is a fault.
 */
export const tryText = async (d: TemplateDependencies, template: DocumentTemplate): Promise<TriedText> => {
  const cases = await casesOf(d, template)
  const faults: string[] =
    cases.length > 0
      ? []
      : ["Chưa có danh mục nào được chốt để lập thử văn bản, nên chưa kiểm tra được lời văn này."]
  for (const { name, layout, edition, empty } of cases) {
    if (empty.length > 0)
      faults.push(
        `${name}: chỗ điền «${empty.join("», «")}» không có gì để điền; đặt điều kiện «Có khi» cho khối chữ đó.`,
      )
    const broken = edition ? checkEdition(edition).filter((check) => !check.ok) : []
    if (broken.length > 0) {
      faults.push(`${name}: ${broken.map(({ message }) => message).join(" ")}`)
      continue
    }
    const { bytes } = await renderPdf(layout, {
      createdAt: d.clock.now(),
      attachments: edition && layout.kind === "DECISION" ? editionAttachments(edition) : [],
    })
    const { ok, findings } = await lintDocument(bytes)
    if (!ok) faults.push(`${name}: ${sentencesOf(findings)}`)
  }
  return { lines: linesOf(cases), faults }
}

/** How a text reads with sample data, line by line; empty where there is no catalogue to take samples from. */
export const sampleLines = async (d: TemplateDependencies, template: DocumentTemplate): Promise<string[]> =>
  linesOf(await casesOf(d, template))

type Case = {
  name: string
  layout: DocumentLayout
  edition: FrozenEdition | null
  /** Slots that stand in the text and have nothing to hold in this case. */
  empty: string[]
}

/** Annexes are no matter of wording. */
const linesOf = ([first]: readonly Case[]): string[] =>
  first ? layoutLines({ ...first.layout, annexes: [] }) : []

const casesOf = (d: TemplateDependencies, template: DocumentTemplate): Promise<Case[]> =>
  template.purpose === "OFFICER" ? letterCases(d, template) : editionCases(d, template)

async function letterCases(d: TemplateDependencies, template: DocumentTemplate): Promise<Case[]> {
  const issuer = await d.reference.issuerOn(dayOf(d.clock.now()))
  const [signatory] = await ableSignatories(d, {
    issuingAuthority: template.authority ?? issuer.issuingAuthority,
  })
  const values = Object.fromEntries(template.slots.map(({ name, sample }) => [name, sample]))
  const layout = composeTemplate(template, values, { issuer, signatory })
  return [{ name: "Với số liệu mẫu", layout, edition: null, empty: [] }]
}

async function editionCases(d: TemplateDependencies, template: DocumentTemplate): Promise<Case[]> {
  const frozen = await newestEdition()
  if (!frozen) return []
  const today = dayOf(d.clock.now())
  const isSubmission = template.purpose === "SUBMISSION"
  const kinds: FrozenEdition["kind"][] = isSubmission
    ? ["ANNUAL", "AMENDMENT"]
    : [template.purpose === "AMENDING_DECISION" ? "AMENDMENT" : "ANNUAL"]
  const standing = (await d.reference.templatesOn(today)).filter(
    ({ purpose }) => purpose !== template.purpose,
  )
  const submission = { number: "12", symbol: frozen.issuer.submissionSymbol, day: today }
  const [signatory] = await ableSignatories(d, frozen.issuer)
  const samples = kinds.flatMap((kind) =>
    sampleEditions(frozen, kind, editionTextsFrom(kind, [template, ...standing])),
  )
  return samples.map(({ name, edition, isSubmitted }) => {
    const facts: { submission: SubmissionFacts } = { submission: isSubmitted ? submission : null }
    const layout = isSubmission
      ? composeSubmission(edition, { ...facts, signatory: chiefOfOffice() })
      : composeDecision(edition, { ...facts, signatory })
    const empty = emptySlotsOf(edition, isSubmission ? "submission" : "decision", facts.submission)
    return { name, layout, edition, empty }
  })
}

async function newestEdition(): Promise<FrozenEdition | null> {
  for (const campaign of await findCampaigns()) {
    const { frozen } = campaign.workflow.context
    const edition = frozen && (await getFrozenEdition(editionDraftIdOf(campaign.id, frozen.draft)))
    if (edition && edition.totals.levels.FULL + edition.totals.levels.PARTIAL > 0) return edition
  }
  return null
}

type Replaced = NonNullable<FrozenEdition["replaces"]>
type Sample = { name: string; edition: FrozenEdition; isSubmitted: boolean }

/** A few rows of a catalogue, as each kind of catalogue a text must fit. */
function sampleEditions(frozen: FrozenEdition, kind: FrozenEdition["kind"], texts: EditionTexts): Sample[] {
  const of = (level: CatalogueEntry["level"]) =>
    frozen.entries.filter((entry) => entry.level === level).slice(0, SAMPLED)
  const replaces = frozen.replaces ?? {
    editionId: frozen.editionId,
    decisionNumber: `15/${frozen.issuer.documentSymbol}`,
    decisionDay: dayOf(frozen.frozenAt),
  }
  const { amended: _, branches: __, ...plain } = frozen
  const made = (
    over: Pick<FrozenEdition, "entries" | "replaces" | "amended" | "branches">,
  ): FrozenEdition => {
    const entries = over.entries.map((entry, index) => ({ ...entry, position: index + 1 }))
    // An edition of earlier days did not keep whose service it took out.
    const removed = frozen.removed.map((one) => ({ ...one, unitName: one.unitName ?? "Cơ quan thực hiện" }))
    const edition = { ...plain, ...over, kind, texts, entries, removed, totals: totalsOf(entries) }
    return { ...edition, digest: editionDigest(edition) }
  }
  const oneLevel =
    SERVICE_LEVELS.filter(isOnlineLevel)
      .map(of)
      .find((entries) => entries.length > 0) ?? []
  const samples: Sample[] = [
    {
      name: "Danh mục đủ các mức độ, thay quyết định trước",
      edition: made({ entries: SERVICE_LEVELS.flatMap(of), replaces }),
      isSubmitted: true,
    },
    {
      name: "Danh mục một mức độ",
      edition: made({ entries: oneLevel, replaces: kind === "ANNUAL" ? null : replaces }),
      isSubmitted: false,
    },
  ]
  if (kind === "ANNUAL" && saysBranches([...texts.decision.blocks, ...texts.submission.blocks]))
    samples.push({
      name: "Danh mục kèm phụ lục của cơ quan ngành dọc",
      edition: made({
        entries: SERVICE_LEVELS.flatMap(of),
        replaces,
        branches: (frozen.branches ?? sampleBranches(frozen)).slice(0, SAMPLED),
      }),
      isSubmitted: true,
    })
  const [taken] = oneLevel
  if (kind === "AMENDMENT" && taken)
    samples.push({
      name: "Sửa đổi có dịch vụ đưa ra khỏi danh mục",
      edition: made({
        entries: [
          ...oneLevel.slice(1),
          {
            ...taken,
            level: "INFORMATION_ONLY",
            previousLevel: taken.level,
            partialReason: null,
            citation: "",
          },
        ],
        replaces,
      }),
      isSubmitted: true,
    })
  if (kind === "AMENDMENT")
    samples.push({
      name: "Sửa đổi dòng của danh mục năm đã được sửa đổi và của quyết định sửa đổi đó",
      edition: made({ entries: oneLevel, replaces, amended: amendedBefore(replaces) }),
      isSubmitted: true,
    })
  return samples
}

/** Rows in their shape, where the office has never listed any. */
const sampleBranches = ({ entries }: FrozenEdition): BranchRow[] =>
  entries.slice(0, SAMPLED).map((entry) => ({
    serviceId: `${entry.serviceCode}@co-quan-nganh-doc`,
    serviceCode: entry.serviceCode,
    serviceName: entry.serviceName,
    caseName: entry.caseName ?? "",
    agency: { id: "co-quan-nganh-doc", name: "Cơ quan ngành dọc", code: "" },
    field: entry.field,
    procedure: { code: entry.procedure.code, name: entry.procedure.name },
    announcementDecision: entry.procedure.announcementDecision,
  }))

/** The longest way an amendment names what it changes: the annual decision, amended since, and the one that amended it. */
function amendedBefore({ editionId, decisionNumber, decisionDay: day }: Replaced): AmendedDecision[] {
  const [number = "", symbol = ""] = decisionNumber.split("/")
  const first = { editionId: `${editionId}/sua-doi`, number: `${Number(number) + 1}/${symbol}`, day }
  return [
    { editionId, number: decisionNumber, day, amendedBy: [first] },
    { ...first, amendedBy: [] },
  ]
}
