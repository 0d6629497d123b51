/** How a row differs from the one it takes the place of; a row that differs in nothing compared is in no list. */
export const ROW_CHANGE_LABELS = {
  NEW: "Bổ sung mới",
  RAISED: "Nâng mức độ",
  LOWERED: "Hạ mức độ",
  REWORDED: "Sửa nội dung khác",
  WITHDRAWN: "Đưa ra khỏi danh mục",
} as const
export type RowChangeKind = keyof typeof ROW_CHANGE_LABELS
export const ROW_CHANGE_KINDS = Object.keys(ROW_CHANGE_LABELS) as RowChangeKind[]

/** The columns that are compared, in the order they are listed: what a decision says of a service, and what portals show of it. */
export const COLUMN_LABELS = {
  level: "Mức độ",
  partialReason: "Lý do chưa toàn trình",
  name: "Tên thủ tục",
  unit: "Cơ quan thực hiện",
  field: "Lĩnh vực",
  onlinePayment: "Thanh toán trực tuyến",
  publicPostalService: "Bưu chính công ích",
  proactiveLevel: "Mức độ chủ động",
  note: "Ghi chú",
} as const
export type ComparedColumn = keyof typeof COLUMN_LABELS
export const COMPARED_COLUMNS = Object.keys(COLUMN_LABELS) as ComparedColumn[]

/** One column that differs. `before`, `now`: as people read them; empty where there was nothing. */
export type ColumnChange = { column: ComparedColumn; before: string; now: string }

/** Nội dung thay đổi of one service: every compared column that differs, old → new. `reason`: empty where none was given. */
export type RowChange = {
  serviceId: string
  serviceCode: string
  procedureCode: string
  name: string
  unitName: string
  kind: RowChangeKind
  columns: ColumnChange[]
  reason: string
}
