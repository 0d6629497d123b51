import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { FACTS } from "#test/setup/a-decision.ts"
import { editionAttachments } from "#workflows/document-drawing/edition-attachments.server.ts"
import { type RenderOptions, renderPdf } from "#workflows/document-drawing/render-pdf.server.ts"
import { lintReading } from "#workflows/document-form/lint-reading.ts"
import { readPdf } from "#workflows/document-form/read/read-pdf.server.ts"
import { composeDecision } from "#workflows/document-text/compose-decision.ts"
import { composeSubmission } from "#workflows/document-text/compose-submission.ts"
import type { DocumentLayout } from "#workflows/document-text/document-layout.ts"

export const EDITION = aFrozenEdition({ rows: 12 })

export const CHIEF = { position: "CHÁNH VĂN PHÒNG", capacity: "HEAD", fullName: "Vũ Thành Nhân" } as const

export const decisionOf = (edition: FrozenEdition = EDITION): DocumentLayout =>
  composeDecision(edition, FACTS)
export const submissionOf = (edition: FrozenEdition = EDITION): DocumentLayout =>
  composeSubmission(edition, { ...FACTS, signatory: CHIEF })

export const drawn = async (
  layout: DocumentLayout,
  edition: FrozenEdition = EDITION,
  options: Partial<RenderOptions> = {},
): Promise<Uint8Array> =>
  (
    await renderPdf(layout, {
      createdAt: edition.frozenAt,
      attachments: layout.kind === "DECISION" ? editionAttachments(edition) : [],
      ...options,
    })
  ).bytes

/** Findings in short: rule, page, what was found. */
export const findingsIn = async (bytes: Uint8Array): Promise<string[]> =>
  lintReading(await readPdf(bytes)).findings.map(
    ({ rule, page, found, expected }) => `${rule} | trang ${page} | ${found} | ${expected}`,
  )

/** Ids of the rules that do not hold. */
export const rulesBrokenIn = async (bytes: Uint8Array): Promise<string[]> => [
  ...new Set(lintReading(await readPdf(bytes)).findings.map(({ rule }) => rule)),
]
