import type { EvidenceKind } from "#models/evidence-list/evidence-list.ts"
import { InvalidInputError } from "#models/shared/errors.ts"
import { fileKindOf } from "#workflows/uploads/file-kind.ts"
import type { ImportLimits } from "#workflows/uploads/import-limits.ts"
import { readTables } from "#workflows/uploads/read-tables.server.ts"
import { countEvidenceHeadings, type EvidenceRow, readEvidenceRows } from "./read-evidence.ts"

/** Rows of a published list: CSV, a workbook, a table of a Word file or a page. @throws InvalidInputError (row by row) */
export const readEvidenceFile = async (
  bytes: Uint8Array,
  kind: EvidenceKind,
  limits: ImportLimits,
): Promise<EvidenceRow[]> => {
  const found = fileKindOf(bytes)
  if (found !== "CSV" && found !== "ZIP" && found !== "HTML")
    throw new InvalidInputError("Chỉ nhận tệp .csv, .xlsx hoặc .docx.", [
      { field: "file", message: "Hãy lưu danh sách thành .csv (UTF-8), .xlsx hoặc .docx." },
    ])
  const { tables } = await readTables(bytes, found, limits, countEvidenceHeadings)
  const most = (rows: (typeof tables)[number]["rows"]) =>
    Math.max(0, ...rows.slice(0, 40).map(({ cells }) => countEvidenceHeadings(cells)))
  const [best] = [...tables].sort((a, b) => most(b.rows) - most(a.rows))
  return readEvidenceRows(best?.rows ?? [], kind)
}
