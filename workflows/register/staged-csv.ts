import { toCsv } from "#models/shared/csv.ts"
import { withTrainingColumn } from "#models/shared/training-mark.ts"
import { STAGED_WORDS, type StagedRow } from "#models/staged-import/staged-import.ts"

/** The rows of a preview, one line each. */
export const stagedCsv = (rows: readonly StagedRow[], isTraining: boolean): Uint8Array =>
  toCsv(
    withTrainingColumn(
      [
        ["Dòng", "Mã TTHC", "Tên TTHC", "Kết quả", "Lý do"],
        ...rows.map(({ line, code, name, kind, reason }) => [
          line === 0 ? "Cả tệp" : String(line),
          code,
          name,
          STAGED_WORDS[kind],
          reason,
        ]),
      ],
      isTraining,
    ),
  )
