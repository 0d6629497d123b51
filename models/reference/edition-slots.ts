import type { ServiceLevel } from "../shared/levels.ts"
import type { TemplateSlot } from "./template-slot.ts"

/** What a text is for: `OFFICER` texts are filled by people, the others from a frozen edition. */
export const TEXT_PURPOSES = ["OFFICER", "ANNUAL_DECISION", "AMENDING_DECISION", "SUBMISSION"] as const
export type TextPurpose = (typeof TEXT_PURPOSES)[number]

export const TEXT_PURPOSE_LABELS: Record<TextPurpose, string> = {
  OFFICER: "Văn bản soạn theo mẫu",
  ANNUAL_DECISION: "Quyết định công bố danh mục hằng năm",
  AMENDING_DECISION: "Quyết định sửa đổi, bổ sung danh mục",
  SUBMISSION: "Tờ trình",
}

/** When a block of such a text stands in the document; one without a condition always does. */
export const EDITION_CONDITIONS = [
  "ONE_ANNEX",
  "BOTH_LEVELS",
  "ONE_LEVEL_SEVERAL_ANNEXES",
  "REPLACING",
  "FIRST",
  "AFTER_RECALL",
  "CHANGED",
  "UNCHANGED",
  "SUBMITTED",
  "NOT_SUBMITTED",
  "WITH_PARTIAL",
  "WITHOUT_PARTIAL",
  "WITH_INFORMATION_ONLY",
  "WITHOUT_INFORMATION_ONLY",
  "WITH_OTHER_LEVELS",
  "WITHOUT_OTHER_LEVELS",
  "WITH_BRANCHES",
] as const
export type EditionCondition = (typeof EDITION_CONDITIONS)[number]

export const EDITION_CONDITION_LABELS: Record<EditionCondition, string> = {
  ONE_ANNEX: "Chỉ có một phụ lục",
  BOTH_LEVELS: "Có cả toàn trình và một phần",
  ONE_LEVEL_SEVERAL_ANNEXES: "Nhiều phụ lục, một mức độ",
  REPLACING: "Có quyết định trước đó",
  FIRST: "Danh mục lập lần đầu",
  AFTER_RECALL: "Công bố lại sau khi thu hồi (Tờ trình)",
  CHANGED: "Có thay đổi so với kỳ trước",
  UNCHANGED: "Không thay đổi so với kỳ trước",
  SUBMITTED: "Đã có số, ngày tờ trình",
  NOT_SUBMITTED: "Chưa có số, ngày tờ trình",
  WITH_PARTIAL: "Có dịch vụ một phần",
  WITHOUT_PARTIAL: "Không có dịch vụ một phần",
  WITH_INFORMATION_ONLY: "Có dịch vụ chỉ cung cấp thông tin",
  WITHOUT_INFORMATION_ONLY: "Không có dịch vụ chỉ cung cấp thông tin",
  WITH_OTHER_LEVELS: "Có dịch vụ ngoài toàn trình, một phần",
  WITHOUT_OTHER_LEVELS: "Chỉ có toàn trình, một phần",
  WITH_BRANCHES: "Có phụ lục của cơ quan ngành dọc",
}

const slot = <Name extends string>(
  type: TemplateSlot["type"],
  name: Name,
  label: string,
  sample: string,
): TemplateSlot & { name: Name } => ({ type, name, label, sample })

/** What the issuing facts of the day fill in, in every text: whoever fills in a text is not asked. */
export const ISSUER_SLOTS = [
  slot("TEXT", "province", "Tên tỉnh, thành phố", "Đắk Nông"),
  slot("TEXT", "provinceKind", "«tỉnh» hoặc «thành phố»", "tỉnh"),
  slot("TEXT", "provinceFull", "Tên có kèm «tỉnh», «thành phố»", "tỉnh Đắk Nông"),
]

/** What a frozen edition fills in, and how it reads. */
export const EDITION_SLOTS = [
  slot("TEXT", "levels", "Các mức độ trong danh mục", "dịch vụ công trực tuyến toàn trình"),
  ...ISSUER_SLOTS,
  slot("TEXT", "portals", "Các cổng nhận danh mục", "Cổng Dịch vụ công quốc gia"),
  slot("TEXT", "year", "Năm", "2023"),
  slot("TEXT", "issuer", "Người, cơ quan ban hành", "Chủ tịch Ủy ban nhân dân tỉnh Đắk Nông"),
  slot("COUNT", "entries", "Số dịch vụ công trong danh mục", "40 (Bốn mươi)"),
  slot("COUNT", "online", "Số dịch vụ công trực tuyến", "38 (Ba mươi tám)"),
  slot("COUNT", "full", "Số toàn trình", "26 (Hai mươi sáu)"),
  slot("COUNT", "partial", "Số một phần", "12 (Mười hai)"),
  slot("COUNT", "informationOnly", "Số chỉ cung cấp thông tin", "02 (Hai)"),
  slot("COUNT", "notProvided", "Số không cung cấp", "01 (Một)"),
  slot(
    "TEXT",
    "otherLevels",
    "Các mức độ khác, số lượng",
    "02 (Hai) dịch vụ công chỉ cung cấp thông tin trực tuyến",
  ),
  slot("COUNT", "procedures", "Số thủ tục hành chính", "36 (Ba mươi sáu)"),
  slot("COUNT", "onlineProcedures", "Số thủ tục có dịch vụ công trực tuyến", "34 (Ba mươi tư)"),
  slot(
    "TEXT",
    "procedureLevels",
    "Số thủ tục theo mức cao nhất",
    "24 (Hai mươi tư) thủ tục hành chính ở mức toàn trình, 10 (Mười) …",
  ),
  slot("TEXT", "agencies", "Số cơ quan, đơn vị", "05"),
  slot("LIST", "bases", "Căn cứ ban hành", "Căn cứ Luật Tổ chức chính quyền địa phương …"),
  slot("LIST", "basisNames", "Căn cứ, không kèm chữ «Căn cứ»", "Luật Tổ chức chính quyền địa phương …"),
  slot("LIST", "contents", "Số lượng theo mức độ, cấp, phụ lục", "26 (Hai mươi sáu) dịch vụ công …"),
  slot(
    "TEXT",
    "branches",
    "Số dịch vụ công của cơ quan ngành dọc",
    "07 (Bảy) dịch vụ công của cơ quan ngành dọc",
  ),
  slot("TEXT", "branchAnnex", "Phụ lục của cơ quan ngành dọc", "Phụ lục III"),
  slot("TEXT", "replacedDecision", "Quyết định trước đó", "815/QĐ-UBND ngày 20 tháng 5 năm 2022"),
  slot(
    "TEXT",
    "recalledDecision",
    "Quyết định trước đó đã bị thu hồi",
    "658/QĐ-UBND ngày 12 tháng 5 năm 2023",
  ),
  slot("TEXT", "submission", "Số, ngày tờ trình", "12/TTr-VPUBND ngày 08 tháng 5 năm 2023"),
  slot("TEXT", "implementers", "Nơi chịu trách nhiệm thi hành", "Chánh Văn phòng … thi hành"),
  slot("TEXT", "decisionAbstract", "Trích yếu quyết định", "về việc công bố Danh mục …"),
  slot("TEXT", "changes", "Thay đổi so với kỳ trước", "12 dịch vụ công bổ sung mới, …"),
  slot("LIST", "partialReasons", "Lý do một phần, số lượng", "Bản gốc …: 05 (Năm) dịch vụ công"),
  slot("TABLE", "figures", "Bảng số liệu theo cấp, cơ quan", ""),
]

export type EditionSlotName = (typeof EDITION_SLOTS)[number]["name"]

/** The slot that holds the number of services of a level, in every text that says it. */
export const LEVEL_SLOTS = {
  FULL: "full",
  PARTIAL: "partial",
  INFORMATION_ONLY: "informationOnly",
  NOT_PROVIDED: "notProvided",
} as const satisfies Record<ServiceLevel, EditionSlotName>
