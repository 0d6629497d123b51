import { toCsv } from "#models/shared/csv.ts"
import type { StagedImport, StagedKind } from "#models/staged-import/staged-import.ts"

/** What happens to a row, as screens and files say it. */
export const STAGED_WORDS: Record<StagedKind, string> = {
  NEW: "Mới",
  CHANGED: "Thay đổi",
  UNCHANGED: "Không đổi",
  LEFT_OUT: "Để ngoài",
  REFUSED: "Từ chối",
}

/** The rows of a preview, one line each. */
export const stagedCsv = ({ plan }: Pick<StagedImport, "plan">): Uint8Array =>
  toCsv([
    ["Dòng", "Mã TTHC", "Tên TTHC", "Kết quả", "Lý do"],
    ...plan.rows.map(({ line, code, name, kind, reason }) => [
      line === 0 ? "Cả tệp" : String(line),
      code,
      name,
      STAGED_WORDS[kind],
      reason,
    ]),
  ])
