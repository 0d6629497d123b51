import {
  type CatalogueEntry,
  ENTRY_CHANGE_LABELS,
  type FrozenEdition,
} from "#models/catalogue-edition/catalogue-edition.ts"
import { TRAINING_MARK } from "#models/shared/training-mark.ts"
import { GOVERNMENT_LEVELS, LEVELS, STATES } from "./codes.ts"
import { type AnnouncingDecision, decisionTextOf, effectiveDayOf } from "./edition-stamp.ts"
import { partialReasonText } from "./partial-reason.ts"
import { proactiveText } from "./proactive-part.ts"
import { durationText, feeText, NOT_STATED } from "./procedure-words.ts"
import { unitCodesOf } from "./unit-codes.ts"

type Cell = (entry: CatalogueEntry, edition: FrozenEdition, decision: AnnouncingDecision) => string

/** A column of the open catalogue: its stable name, heading, and what CSV on the Web says of it. */
export type CatalogueColumn = {
  name: string
  heading: string
  datatype: string | { base: string; format: string }
  required: boolean
  /** A list in one cell. */
  separator?: ";"
  width: number
  cell: Cell
}

const yesNo = (value: boolean): string => (value ? "Có" : "Không")
/** A `;` inside a value would look like two values. */
const list = (values: string[]): string => values.map((value) => value.replaceAll(";", ",")).join(";")

export const column = (
  name: string,
  heading: string,
  cell: Cell,
  more: Partial<Pick<CatalogueColumn, "datatype" | "required" | "separator" | "width">> = {},
): CatalogueColumn => ({ name, heading, datatype: "string", required: true, width: 18, ...more, cell })

/** The 22 columns of records.md §6.5, in order. */
export const CATALOGUE_COLUMNS: readonly CatalogueColumn[] = [
  column("nam", "Năm danh mục", (_, edition) => String(edition.year), { datatype: "gYear", width: 10 }),
  column("ma_tthc", "Mã TTHC", (entry) => entry.procedure.code, {
    datatype: { base: "string", format: "[0-9]\\.[0-9]{6}" },
    width: 12,
  }),
  column("ma_dvc", "Mã DVC", (entry) => entry.serviceCode, {
    datatype: { base: "string", format: "[0-9]\\.[0-9]{6}\\.[0-9]{2}" },
    required: false,
    width: 14,
  }),
  column("ten_tthc", "Tên TTHC", (entry) => entry.procedure.name, { width: 60 }),
  column("linh_vuc", "Lĩnh vực", (entry) => entry.field.name || NOT_STATED, { width: 24 }),
  column("doi_tuong", "Đối tượng", (entry) => list(entry.procedure.applicantTypes) || NOT_STATED, {
    separator: ";",
    width: 30,
  }),
  column(
    "cap_thuc_hien",
    "Cấp thực hiện",
    (entry) => list(entry.procedure.adminLevels.map((level) => GOVERNMENT_LEVELS[level].label)),
    { separator: ";" },
  ),
  column("co_quan_cong_khai", "Cơ quan công khai", (entry) => entry.procedure.announcer.name || NOT_STATED, {
    width: 28,
  }),
  column("qd_cong_bo", "QĐ Công bố", (entry) => entry.procedure.announcementDecision || NOT_STATED),
  column("tinh_trang", "Tình trạng", (entry) => STATES[entry.procedure.state].label),
  // Empty where no unit has a code; `summary.json` counts those.
  column("ma_don_vi", "Mã cơ quan thực hiện", (entry) => list(unitCodesOf(entry).map(({ code }) => code)), {
    required: false,
    separator: ";",
  }),
  column("don_vi", "Cơ quan thực hiện", (entry) => entry.unit.name, { width: 30 }),
  column("muc_do", "Mức độ DVCTT", (entry) => LEVELS[entry.level].label),
  column("thay_doi", "Thay đổi so với kỳ trước", (entry) => ENTRY_CHANGE_LABELS[entry.change]),
  column("ly_do", "Lý do chưa toàn trình", partialReasonText, { required: false, width: 40 }),
  column("thoi_han", "Thời hạn giải quyết", (entry) => durationText(entry.procedure), { width: 30 }),
  column("phi_le_phi", "Phí, lệ phí", (entry) => feeText(entry.procedure), { width: 30 }),
  column("thanh_toan", "Thanh toán trực tuyến", (entry) => yesNo(entry.onlinePayment)),
  column("buu_chinh", "Bưu chính công ích", (entry) => yesNo(entry.publicPostalService)),
  column("duong_dan", "Đường dẫn nộp hồ sơ", (entry) => entry.url, {
    datatype: "anyURI",
    required: false,
    width: 40,
  }),
  column("ngay_hieu_luc", "Ngày hiệu lực", (entry, _edition, decision) => effectiveDayOf(entry, decision), {
    datatype: "date",
  }),
  column("qd_danh_muc", "Quyết định danh mục", (_entry, _edition, decision) => decisionTextOf(decision), {
    width: 28,
  }),
]

/** Additive: two services of one procedure and unit are told apart by words, not by `ma_dvc` alone. */
const CASE_COLUMN = column("ten_truong_hop", "Tên trường hợp", ({ caseName = "" }) => caseName, {
  required: false,
  width: 40,
})

/** Additive, and only where the law has such levels. */
const PROACTIVE_COLUMN = column("muc_do_chu_dong", "Mức độ chủ động", proactiveText, {
  required: false,
  width: 30,
})

/** Stands last, and only in what was made in training: every row says that it has no legal force. */
const TRAINING_COLUMN = column("tap_huan", "Tập huấn", () => TRAINING_MARK, { width: 36 })

/**
 * The columns of an edition: the 22, the case where it was kept, the proactive level under a law that has it, and in training
 * the mark. An edition without keeps the file it was published with.
 */
export const columnsOf = ({
  issuer,
  proactiveLevels = [],
  entries,
}: Pick<FrozenEdition, "issuer" | "proactiveLevels" | "entries">): readonly CatalogueColumn[] => [
  ...CATALOGUE_COLUMNS,
  ...(entries.some(({ caseName }) => caseName !== undefined) ? [CASE_COLUMN] : []),
  ...(proactiveLevels.length > 0 ? [PROACTIVE_COLUMN] : []),
  ...(issuer.training ? [TRAINING_COLUMN] : []),
]

/** Rows in print order, one text per column. */
export const catalogueRows = (
  edition: FrozenEdition,
  decision: AnnouncingDecision,
  columns: readonly CatalogueColumn[] = columnsOf(edition),
): string[][] => edition.entries.map((entry) => columns.map(({ cell }) => cell(entry, edition, decision)))
