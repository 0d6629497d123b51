import { type InputIssue, InvalidInputError } from "#models/shared/errors.ts"
import { foldText, normaliseText } from "#models/shared/text.ts"
import { shorten } from "./check-code.ts"

/** The columns of a register sheet: the national portal's own list headings, and ours for what its list leaves out. */
export const SHEET_HEADINGS = {
  code: "Mã TTHC",
  name: "Tên TTHC",
  field: "Lĩnh vực",
  fieldCode: "Mã lĩnh vực",
  applicantTypes: "Đối tượng",
  adminLevels: "Cấp thực hiện",
  announcer: "Cơ quan công khai",
  announcementDecision: "QĐ Công bố",
  state: "Tình trạng",
  executingAgencies: "Cơ quan thực hiện",
  serviceCodes: "Mã DVC",
  channels: "Cách thức thực hiện",
  processingTime: "Thời hạn giải quyết",
  fee: "Phí",
  charge: "Lệ phí",
  dossierComponents: "Thành phần hồ sơ",
  results: "Kết quả",
  legalBases: "Căn cứ pháp lý",
  steps: "Trình tự",
  requirements: "Yêu cầu, điều kiện",
  description: "Mô tả",
  isFullProcess: "Toàn trình theo CSDLQG",
} as const
type SheetColumn = keyof typeof SHEET_HEADINGS

/** One row of a sheet by column; what the file does not have is the empty text. */
export type SheetRow = Record<SheetColumn, string>

const REQUIRED: readonly SheetColumn[] = ["code", "name", "field", "adminLevels"]
/** Running numbers: every office has them, nobody means anything by them. */
const IGNORED = new Set(["stt", "tt"])

const columns = Object.keys(SHEET_HEADINGS) as SheetColumn[]
const keyOf = (heading: string): string => foldText(heading).replace(/[\s_]+/g, " ")
const columnByHeading = new Map(columns.map((column) => [keyOf(SHEET_HEADINGS[column]), column]))

export type HeadingMap = (SheetColumn | null)[]

/** How many cells of a row are headings we know: tells the separator of a CSV, and a heading row from data. */
export const countKnownHeadings = (cells: readonly string[]): number =>
  cells.filter((cell) => columnByHeading.has(keyOf(cell))).length

/**
 * Which column each cell of the heading row opens; accents, case, spaces and order do not matter.
 * @throws InvalidInputError naming every heading that is unknown, doubled or missing
 */
export const readHeadings = (cells: readonly string[], line: number): HeadingMap => {
  const issues: InputIssue[] = []
  const seen = new Set<SheetColumn>()
  const map = cells.map((cell): SheetColumn | null => {
    const key = keyOf(cell)
    if (key === "" || IGNORED.has(key)) return null
    const column = columnByHeading.get(key)
    const heading = shorten(normaliseText(cell))
    if (!column)
      issues.push({
        row: line,
        field: heading,
        message: `Tiêu đề cột "${heading}" không có trong mẫu. Các tiêu đề được nhận: ${Object.values(SHEET_HEADINGS).join("; ")}.`,
      })
    else if (seen.has(column))
      issues.push({ row: line, field: heading, message: `Tiêu đề cột "${heading}" xuất hiện hai lần.` })
    if (column) seen.add(column)
    return column ?? null
  })
  for (const column of REQUIRED)
    if (!seen.has(column)) {
      const heading = SHEET_HEADINGS[column]
      issues.push({ row: line, field: heading, message: `Thiếu cột bắt buộc "${heading}".` })
    }
  if (issues.length > 0) throw new InvalidInputError(issues.map((issue) => issue.message).join(" "), issues)
  return map
}

/** An empty row of the sheet: every column, nothing in it. */
export const emptySheetRow = (): SheetRow =>
  Object.fromEntries(columns.map((column) => [column, ""])) as SheetRow
