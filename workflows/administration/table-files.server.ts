import writeXlsxFile from "write-excel-file/node"
import { TABLE_LABELS } from "#models/reference-change/table-names.ts"
import { toCsv } from "#models/shared/csv.ts"
import { dayOf } from "#models/shared/dates.ts"
import { InvalidInputError } from "#models/shared/errors.ts"
import { textCell } from "#models/shared/sheet-cell.ts"
import { withTrainingColumn } from "#models/shared/training-mark.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { withFixedZipTimes } from "#workflows/portal-record/fixed-zip-times.server.ts"
import { draftRight, viewRight } from "#workflows/table-rights.ts"
import { apart } from "#workflows/uploads/apart.server.ts"
import { IMPORT_LIMITS, MEGABYTE } from "#workflows/uploads/import-limits.ts"
import { compareWithFile, rowsOfFile } from "./compare-file.ts"
import { keepDraft } from "./draft-change.server.ts"
import { readTableNow } from "./judge-change.server.ts"
import type { readTableFile } from "./read-table-file.server.ts"
import { cellInFile } from "./table-field.ts"
import { tableOf } from "./tables/index.server.ts"

/** A table of office data is a few thousand short rows. */
const LIMITS = { ...IMPORT_LIMITS, unpackedBytes: 50 * MEGABYTE, rows: 10_000 }
const SHOWN_ISSUES = 100
const readApart = apart<typeof readTableFile>("readTableFile")
const HEADING = { type: String, fontWeight: "bold", backgroundColor: "#DCE6F1", wrap: true } as const

/**
 * A table as a file that can be changed and sent back; every cell is text, so that no program rounds a code. In training a last column
 * says so, which is left aside when the file comes back. @throws ForbiddenError, NotFoundError
 */
export const getTableFile = async (
  d: OfficeDependencies,
  input: { table: string; format: "xlsx" | "csv"; isTraining: boolean; actor: Actor },
): Promise<{ name: string; bytes: Uint8Array }> => {
  const table = tableOf(input.table)
  await authorise(d, input.actor, viewRight(table.id), { kind: "referenceChange", id: table.id })
  const [headings = [], ...rows] = withTrainingColumn(
    [
      table.fields.map(({ label }) => label),
      ...(await table.read(null)).map((row) =>
        table.fields.map((field) => cellInFile(field, row[field.name])),
      ),
    ],
    input.isTraining,
  )
  const name = `${table.id}-${dayOf(d.clock.now())}.${input.format}`
  if (input.format === "csv") return { name, bytes: toCsv([headings, ...rows]) }
  const bytes = await writeXlsxFile([
    {
      sheet: TABLE_LABELS[table.id].slice(0, 31).replaceAll("/", " "),
      stickyRowsCount: 1,
      columns: headings.map(() => ({ width: 24 })),
      data: [headings.map((value) => ({ ...HEADING, value })), ...rows.map((cells) => cells.map(textCell))],
    },
  ]).toBuffer()
  return { name, bytes: withFixedZipTimes(bytes) }
}

export type ImportTable = {
  table: string
  fileName: string
  bytes: Uint8Array
  /** The part of the table the file is for; empty where the table has no parts. */
  part: string
  /** Whether rows that are not in the file are taken out. */
  removesMissing: boolean
  reason: string
  actor: Actor
}

type ImportedTable = { changeId: string | null; columns: { absent: string[]; unused: string[] } }

/**
 * Compares a file with a table and keeps what differs as a draft, which is looked at, submitted and confirmed like one made by hand.
 * All of the file or nothing; a column the file lacks stays as it is.
 * @returns the draft's id, null where the file says what the table says; and the columns only the table or only the file has
 * @throws ForbiddenError, InvalidInputError line by line, BusyError
 */
export const importTable = async (d: OfficeDependencies, input: ImportTable): Promise<ImportedTable> => {
  const table = tableOf(input.table)
  const { removesMissing, reason } = input
  const actor = await authorise(d, input.actor, draftRight(table.id), {
    kind: "referenceChange",
    id: table.id,
  })
  const part = input.part.trim()
  if (table.part && !table.part.pattern.test(part))
    throw new InvalidInputError(table.part.wrong, [{ field: table.part.label, message: table.part.wrong }])
  const { lines, absent, unused } = await readApart(
    input.bytes,
    table.fields.map(({ label }) => label),
    table.fields.filter(({ name }) => table.key.includes(name)).map(({ label }) => label),
    LIMITS,
  )
  const now = await readTableNow(table, dayOf(d.clock.now()))
  const { rows, issues } = rowsOfFile(table, now.rows, lines, part)
  if (issues.length > 0)
    throw new InvalidInputError(
      `Tệp có ${issues.length} chỗ chưa đúng nên chưa nhận dòng nào. Hãy sửa trong tệp rồi gửi lại.`,
      issues.slice(0, SHOWN_ISSUES),
    )
  const complete = table.complete
  const completed = complete ? rows.map(({ line, row }) => ({ line, row: complete(row, now.office) })) : rows
  const compared = compareWithFile(table, now.rows, completed, { part, removesMissing })
  const columns = { absent, unused }
  if (compared.length === 0) return { changeId: null, columns }
  const lineOf = new Map(compared.map(({ key, line }) => [key, line]))
  const labelOf = new Map(table.fields.map(({ name, label }) => [name, label]))
  const changeId = await keepDraft(d, now, {
    rows: compared.map(({ key, before, after }) => ({ key, before, after })),
    reason,
    file: { name: input.fileName.slice(0, 255), columns },
    actor,
    fieldOf({ key, field }) {
      const line = lineOf.get(key)
      const label = field ? labelOf.get(field) : undefined
      return { ...(line ? { row: line } : {}), ...(label ? { field: label } : {}) }
    },
  })
  return { changeId, columns }
}
