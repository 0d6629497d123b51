import writeXlsxFile, { type SheetData } from "write-excel-file/node"
import type { LegalRegime } from "#models/legal-regime/legal-regime.ts"
import type { Registration } from "#models/registration/registration.ts"
import { textCell } from "#models/shared/sheet-cell.ts"
import { withTrainingColumn } from "#models/shared/training-mark.ts"
import { withFixedZipTimes } from "#workflows/portal-record/fixed-zip-times.server.ts"
import { choicesOf, criterionHeading, headingsOf, rowOf } from "./sheet-columns.ts"

const HEADING = { type: String, fontWeight: "bold", backgroundColor: "#DCE6F1", wrap: true } as const
const WIDTHS = [34, 9, 14, 50, 20, 18]

/**
 * A unit's list as a workbook to be filled in offline: every cell as text, so that nothing is run or rounded; the second sheet
 * says what may be written where. Equal registrations give equal bytes.
 */
export const writeUnitSheet = async (
  registrations: readonly Registration[],
  regime: LegalRegime,
  isTraining = false,
): Promise<Uint8Array> => {
  const [headings = [], ...rows] = withTrainingColumn(
    [headingsOf(regime), ...registrations.map((registration) => rowOf(registration, regime))],
    isTraining,
  )
  const bytes = await writeXlsxFile([
    {
      sheet: "Đăng ký",
      stickyRowsCount: 1,
      columns: headings.map((_, index) => ({ width: WIDTHS[index] ?? 16 })),
      data: [headings.map((value) => ({ ...HEADING, value })), ...rows.map((row) => row.map(textCell))],
    },
    { sheet: "Hướng dẫn", columns: [{ width: 36 }, { width: 100 }], data: guide(regime) },
  ]).toBuffer()
  return withFixedZipTimes(bytes)
}

function guide(regime: LegalRegime): SheetData {
  const lines: [string, string][] = [
    ["Bộ quy định", regime.name],
    ["Cách điền", "Mỗi dòng một dịch vụ. Không sửa hai cột đầu. Để trống những gì chưa quyết."],
    ...regime.criteria.map(({ letter, text, article }): [string, string] => [
      criterionHeading(letter),
      `${text} (${article})`,
    ]),
    ...choicesOf(regime).map(({ heading, choices }): [string, string] => [
      `${heading}: được ghi`,
      choices.join("; "),
    ]),
  ]
  return lines.map(([label, value]) => [{ type: String, value: label, fontWeight: "bold" }, textCell(value)])
}
