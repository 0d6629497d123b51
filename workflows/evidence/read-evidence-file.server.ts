import type { EvidenceKind } from "#models/evidence-list/evidence-list.ts"
import { InvalidInputError } from "#models/shared/errors.ts"
import { fileKindOf } from "#workflows/uploads/file-kind.ts"
import type { ImportLimits } from "#workflows/uploads/import-limits.ts"
import { readCsv } from "#workflows/uploads/read-csv.ts"
import { readXlsx } from "#workflows/uploads/read-xlsx.server.ts"
import { countEvidenceHeadings, type EvidenceRow, readEvidenceRows } from "./read-evidence.ts"

/** Rows of a published list, CSV or XLSX. @throws InvalidInputError (row by row) */
export const readEvidenceFile = async (
  bytes: Uint8Array,
  kind: EvidenceKind,
  limits: ImportLimits,
): Promise<EvidenceRow[]> => {
  const found = fileKindOf(bytes)
  if (found !== "CSV" && found !== "ZIP")
    throw new InvalidInputError("Chỉ nhận tệp .csv hoặc .xlsx.", [
      { field: "file", message: "Hãy lưu danh sách thành .csv (UTF-8) hoặc .xlsx." },
    ])
  const cells =
    found === "ZIP" ? (await readXlsx(bytes, limits)).cells : readCsv(bytes, limits, countEvidenceHeadings)
  return readEvidenceRows(cells, kind)
}
