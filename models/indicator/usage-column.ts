/** What an imported table is about: dossiers by procedure, or what people said of the work. */
export const USAGE_KINDS = ["DOSSIERS", "SATISFACTION"] as const
export type UsageKind = (typeof USAGE_KINDS)[number]

type Column = {
  kind: UsageKind
  label: string
  /** Other headings under which offices keep it. */
  also?: readonly string[]
}

const dossiers = (label: string, also: readonly string[] = []): Column => ({ kind: "DOSSIERS", label, also })
const satisfaction = (label: string, also: readonly string[] = []): Column => ({
  kind: "SATISFACTION",
  label,
  also,
})

/** Every number a table may carry, by its one name. Numbers of dossiers are whole; `processingDays` may have a fraction. */
export const USAGE_COLUMNS = {
  received: dossiers("Hồ sơ tiếp nhận", ["Tổng số hồ sơ tiếp nhận", "Tiếp nhận"]),
  onlineReceived: dossiers("Tiếp nhận trực tuyến", ["Hồ sơ trực tuyến", "Hồ sơ nộp trực tuyến"]),
  fullOnline: dossiers("Giải quyết trực tuyến toàn trình", ["Hồ sơ trực tuyến toàn trình"]),
  synchronised: dossiers("Đồng bộ lên Cổng DVCQG", ["Hồ sơ đồng bộ"]),
  portalCount: dossiers("Hồ sơ theo Cổng DVCQG", ["Số hồ sơ trên Cổng DVCQG"]),
  finished: dossiers("Đã giải quyết", ["Hồ sơ đã giải quyết"]),
  finishedOnTime: dossiers("Giải quyết đúng hạn, trước hạn", ["Giải quyết đúng hạn", "Đúng hạn"]),
  finishedLate: dossiers("Giải quyết quá hạn", ["Quá hạn"]),
  running: dossiers("Đang giải quyết", ["Hồ sơ đang giải quyết"]),
  runningOnTime: dossiers("Đang giải quyết trong hạn"),
  runningLate: dossiers("Đang giải quyết quá hạn"),
  askedAgain: dossiers("Trong hạn nhưng yêu cầu bổ sung quá một lần"),
  processingDays: dossiers("Tổng số ngày giải quyết"),
  feeDossiers: dossiers("Hồ sơ có phí, lệ phí"),
  paidOnline: dossiers("Hồ sơ thanh toán trực tuyến", ["Thanh toán trực tuyến"]),
  electronicResults: dossiers("Hồ sơ có kết quả điện tử"),
  digitised: dossiers("Hồ sơ số hóa thành phần và kết quả", ["Hồ sơ số hóa"]),
  reused: dossiers("Hồ sơ tái sử dụng giấy tờ"),
  identityVerified: dossiers("Hồ sơ xác thực dữ liệu dân cư"),
  automated: dossiers("Hồ sơ giải quyết tự động"),
  feedback: satisfaction("Phản ánh, kiến nghị tiếp nhận"),
  feedbackOnConduct: satisfaction("Phản ánh về hành vi"),
  feedbackOnRules: satisfaction("Phản ánh về quy định"),
  feedbackDue: satisfaction("Phản ánh phải xử lý trong kỳ"),
  feedbackOnTime: satisfaction("Phản ánh xử lý đúng hạn"),
  rated: satisfaction("Lượt đánh giá"),
  satisfied: satisfaction("Lượt hài lòng"),
  complaints: satisfaction("Hồ sơ có phản ánh, kiến nghị"),
} as const satisfies Record<string, Column>

export type UsageColumn = keyof typeof USAGE_COLUMNS
export const USAGE_COLUMN_NAMES = Object.keys(USAGE_COLUMNS) as UsageColumn[]
