import { type ColumnOf, headingKey } from "#workflows/uploads/find-headings.ts"

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
export type SheetColumn = keyof typeof SHEET_HEADINGS

/** Some lists give each level of government a column of its own, with a cross in it. */
export const LEVEL_COLUMNS = {
  "level:MINISTRY": "Cấp Bộ",
  "level:PROVINCE": "Cấp tỉnh",
  "level:DISTRICT": "Cấp huyện",
  "level:COMMUNE": "Cấp xã",
} as const
export type LevelColumn = keyof typeof LEVEL_COLUMNS

/** What a heading may open: a column, a level of government, or the running number, by which data are told from headings between. */
export type OpenedColumn = SheetColumn | LevelColumn | "number"

/** One row of a sheet by column; what its sheet has no column for is missing. */
export type SheetRow = Partial<Record<SheetColumn, string>>

/**
 * Headings as offices and portals write them besides ours: lists of the national portal of several years, decisions, everyday use
 * and the keys of flat records. Compared without accents and signs.
 */
const SYNONYMS: Record<OpenedColumn, readonly string[]> = {
  number: ["STT", "TT", "Số TT", "Số thứ tự", "No"],
  code: [
    "Mã số",
    "Mã",
    "Mã thủ tục",
    "Mã thủ tục hành chính",
    "Mã số TTHC",
    "Mã số thủ tục",
    "Mã số thủ tục hành chính",
    "Mã hồ sơ TTHC",
    "Mã TTHC trên CSDLQG",
    "Mã TTHC quốc gia",
    "Mã thủ tục hành chính quốc gia",
    "Số hồ sơ TTHC",
    "code",
    "procedure code",
  ],
  name: [
    "Tên",
    "Tên thủ tục",
    "Tên thủ tục hành chính",
    "Tên TTHC/DVC",
    "Tên dịch vụ công/Thủ tục hành chính",
    "Tên thủ tục hành chính/dịch vụ công",
    "Tên dịch vụ công",
    "Tên DVC",
    "Thủ tục hành chính",
    "Tên danh mục thủ tục hành chính",
    "Danh mục thủ tục hành chính",
    "Nội dung thủ tục hành chính",
    "name",
  ],
  field: [
    "Tên lĩnh vực",
    "Ngành, lĩnh vực",
    "Lĩnh vực thực hiện",
    "Nhóm lĩnh vực",
    "Thuộc lĩnh vực",
    "field",
  ],
  fieldCode: ["Mã số lĩnh vực"],
  applicantTypes: [
    "Đối tượng thực hiện",
    "Đối tượng áp dụng",
    "Đối tượng thực hiện TTHC",
    "Đối tượng thực hiện thủ tục hành chính",
  ],
  adminLevels: [
    "Cấp giải quyết",
    "Cấp",
    "Cấp hành chính",
    "Cấp thực hiện TTHC",
    "Cấp thẩm quyền",
    "Cấp thẩm quyền giải quyết",
    "Thẩm quyền giải quyết",
    "Cấp thủ tục",
    "Cấp chính quyền",
  ],
  announcer: [
    "Cơ quan công bố",
    "Cơ quan ban hành",
    "Đơn vị công bố",
    "Cơ quan công bố, công khai",
    "Bộ ngành",
  ],
  announcementDecision: [
    "Quyết định công bố",
    "Số quyết định",
    "Số quyết định công bố",
    "QĐ công bố TTHC",
    "Số, ngày quyết định công bố",
    "Quyết định công bố của Bộ",
    "Quyết định công bố của Bộ, ngành",
  ],
  state: ["Trạng thái", "Tình trạng TTHC", "Hiệu lực", "Tình trạng hiệu lực", "Loại thay đổi"],
  executingAgencies: [
    "Đơn vị",
    "Đơn vị thực hiện",
    "Đơn vị giải quyết",
    "Cơ quan giải quyết",
    "Cơ quan trực tiếp thực hiện",
    "Cơ quan thực hiện TTHC",
    "Cơ quan thực hiện thủ tục hành chính",
    "Cơ quan, đơn vị thực hiện",
    "Cơ quan, đơn vị giải quyết",
    "Sở, ngành",
  ],
  serviceCodes: ["Mã dịch vụ công", "Mã DVCTT", "Mã dịch vụ công trực tuyến", "Mã số DVC"],
  channels: [
    "Cách thức nộp hồ sơ",
    "Hình thức nộp",
    "Hình thức nộp hồ sơ",
    "Cách thức nộp",
    "Hình thức thực hiện",
    "Hình thức tiếp nhận",
    "Hình thức tiếp nhận và trả kết quả",
  ],
  processingTime: [
    "Thời hạn",
    "Thời gian giải quyết",
    "Thời gian thực hiện",
    "Thời hạn thực hiện",
    "Thời gian xử lý",
  ],
  fee: ["Mức phí"],
  charge: ["Mức lệ phí"],
  dossierComponents: ["Hồ sơ", "Thành phần, số lượng hồ sơ", "Giấy tờ", "Thành phần HS"],
  results: [
    "Kết quả thực hiện",
    "Kết quả thực hiện TTHC",
    "Kết quả giải quyết",
    "Kết quả thủ tục hành chính",
  ],
  legalBases: [
    "Căn cứ",
    "Văn bản quy định",
    "Văn bản pháp lý",
    "Tên VBQPPL quy định nội dung TTHC",
    "Cơ sở pháp lý",
  ],
  steps: ["Trình tự thực hiện", "Các bước thực hiện", "Quy trình"],
  requirements: [
    "Yêu cầu, điều kiện thực hiện",
    "Điều kiện",
    "Điều kiện thực hiện",
    "Yêu cầu điều kiện thực hiện TTHC",
  ],
  description: ["Mô tả thủ tục"],
  isFullProcess: [],
  "level:MINISTRY": ["Cấp trung ương", "Trung ương", "Bộ", "Cấp thực hiện trung ương"],
  "level:PROVINCE": ["Tỉnh", "UBND tỉnh", "Cấp thực hiện tỉnh", "UBND cấp tỉnh"],
  "level:DISTRICT": ["Huyện", "UBND huyện", "Cấp thực hiện huyện", "UBND cấp huyện"],
  "level:COMMUNE": ["Xã", "UBND xã", "Cấp thực hiện xã", "UBND cấp xã"],
}

/** Keys that end so are the same thing said at length (`Đối tượng thực hiện` → `doi_tuong_thuc_hien`). */
const byKey = new Map<string, OpenedColumn>(
  (Object.keys(SYNONYMS) as OpenedColumn[]).flatMap((column) =>
    [ownHeading(column), ...SYNONYMS[column]].map((heading) => [headingKey(heading), column] as const),
  ),
)

function ownHeading(column: OpenedColumn): string {
  if (column === "number") return "STT"
  return column in LEVEL_COLUMNS
    ? LEVEL_COLUMNS[column as LevelColumn]
    : SHEET_HEADINGS[column as SheetColumn]
}

/** What a heading opens; headings a sender has told us before (by `headingKey`) come first. */
export const columnOfHeading =
  (told: Readonly<Record<string, OpenedColumn | "unused">> = {}): ColumnOf<OpenedColumn> =>
  (heading) => {
    const key = headingKey(heading)
    const own = Object.hasOwn(told, key) ? told[key] : undefined
    if (own === "unused") return null
    return own ?? byKey.get(key) ?? null
  }

/** How many cells of a row are headings we know: tells the separator of a CSV. */
export const countKnownHeadings = (cells: readonly string[]): number =>
  cells.filter((cell) => byKey.has(headingKey(cell))).length

/** What a column is called on screen and in files. */
export const columnLabel = (column: OpenedColumn): string => {
  if (column === "number") return "Số thứ tự"
  return column in LEVEL_COLUMNS
    ? LEVEL_COLUMNS[column as LevelColumn]
    : SHEET_HEADINGS[column as SheetColumn]
}

/** Everything a heading may open, as offered to whoever has to say. */
export const OPENED_COLUMNS: readonly { value: OpenedColumn; label: string }[] = (
  Object.keys(SYNONYMS) as OpenedColumn[]
).map((value) => ({ value, label: columnLabel(value) }))

export const isOpenedColumn = (text: string): text is OpenedColumn => Object.hasOwn(SYNONYMS, text)
