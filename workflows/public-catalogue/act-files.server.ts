import { dayOf } from "#models/shared/dates.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { rememberLast } from "#models/shared/remember-last.ts"
import { renderTablePdf } from "#workflows/document-drawing/render-pdf.server.ts"
import { annexToWord } from "#workflows/document-drawing/word-twin.server.ts"
import {
  CHANGING_ACTS,
  type ChangingAct,
  composeActAnnex,
} from "#workflows/document-text/compose-act-annex.ts"
import { changesSheet, toChangesCsv } from "#workflows/portal-record/changes-rows.ts"
import { XLSX } from "#workflows/portal-record/edition-files.server.ts"
import { plainWorkbook } from "#workflows/portal-record/plain-workbook.server.ts"
import { type ActChanges, getActChanges } from "./act-changes.server.ts"

/** Formats of the change annex of an act. */
const ACT_FORMATS = ["pdf", "docx", "xlsx", "csv"] as const
type ActFormat = (typeof ACT_FORMATS)[number]

export type ActFile = { name: string; mimeType: string; bytes: Uint8Array; sha256: string }

const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
const MIME: Record<ActFormat, string> = {
  pdf: "application/pdf",
  docx: WORD,
  xlsx: XLSX,
  csv: "text/csv",
}
const WIDTHS = [18, 12, 16, 60, 30, 24, 30, 30, 40, 30]

/** `thay-doi.pdf` → which annex, in which format; null for another name. */
export const actFileNamed = (name: string): { act: ChangingAct; format: ActFormat } | null => {
  const act = CHANGING_ACTS.find((one) => name.startsWith(`${one}.`))
  const format = ACT_FORMATS.find((one) => act && name === `${act}.${one}`)
  return act && format ? { act, format } : null
}

const rememberFile = rememberLast<ActFile>(12)

/** The change annex of an act as a file; what was drawn is kept while the act stays as it is. @throws NotFoundError */
export const getActFile = async (
  editionId: string,
  { act, format }: { act: ChangingAct; format: ActFormat },
): Promise<ActFile> => {
  const changes = await getActChanges(editionId, act)
  const key = `${editionId} ${act} ${format} ${changes.day} ${changes.changes.length} ${changes.reason}`
  return rememberFile(key, async () => {
    const bytes = await DRAW[format](changes)
    return { name: `${act}.${format}`, mimeType: MIME[format], bytes, sha256: sha256(bytes) }
  })
}

const isTraining = ({ issuer }: ActChanges): boolean => issuer.training ?? false

const DRAW: Record<ActFormat, (changes: ActChanges) => Promise<Uint8Array>> = {
  csv: async (changes) => toChangesCsv(changes.changes, isTraining(changes)),
  xlsx: (changes) =>
    plainWorkbook([
      {
        name: "Thay đổi",
        widths: WIDTHS,
        rows: changesSheet(changes.changes, isTraining(changes)),
      },
    ]),
  // Nothing in them comes from the clock: made on the day the act counts from.
  pdf: async (changes) =>
    (
      await renderTablePdf(composeActAnnex(changes), {
        createdAt: new Date(`${changes.day}T00:00:00+07:00`),
        attachments: [],
        training: isTraining(changes),
      })
    ).bytes,
  docx: (changes) =>
    annexToWord(composeActAnnex(changes), {
      day: dayOf(new Date(`${changes.day}T00:00:00+07:00`)),
      training: isTraining(changes),
    }),
}
