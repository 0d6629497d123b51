import type { ServiceLevel } from "#models/shared/levels.ts"

/**
 * What a count counts. A SERVICE is a dịch vụ công: procedure × service number × unit, the thing that has a level. A PROCEDURE
 * is a thủ tục hành chính, counted once however many services it has, at the level of its highest (as the national scoring
 * does).
 */
type FigureUnit = "SERVICE" | "PROCEDURE" | "AGENCY" | "FIELD"

type Figure = {
  of: FigureUnit
  /** As it stands behind its number in a sentence: `132 dịch vụ công trực tuyến`. */
  noun: string
  /** As it heads a row or column. */
  label: string
  /** Which rows are counted. */
  definition: string
}

const service = (noun: string, label: string, definition: string): Figure => ({
  of: "SERVICE",
  noun,
  label,
  definition,
})
const procedure = (noun: string, label: string, definition: string): Figure => ({
  of: "PROCEDURE",
  noun,
  label,
  definition,
})

/**
 * Every count of a catalogue by its one name: where one of these is said, its noun or label stands beside the number, and the
 * same name is the same number wherever it is said of the same catalogue.
 */
export const FIGURES = {
  services: service(
    "dịch vụ công",
    "Dịch vụ công",
    "Mọi dòng của danh mục: mỗi dịch vụ công của một cơ quan, ở bất kỳ mức độ nào.",
  ),
  onlineServices: service(
    "dịch vụ công trực tuyến",
    "Dịch vụ công trực tuyến",
    "Dịch vụ công toàn trình và một phần: các dòng của phụ lục kèm theo quyết định.",
  ),
  fullServices: service(
    "dịch vụ công trực tuyến toàn trình",
    "Dịch vụ công toàn trình",
    "Dịch vụ công có mức độ toàn trình.",
  ),
  partialServices: service(
    "dịch vụ công trực tuyến một phần",
    "Dịch vụ công một phần",
    "Dịch vụ công có mức độ một phần.",
  ),
  informationOnlyServices: service(
    "dịch vụ công chỉ cung cấp thông tin trực tuyến",
    "Dịch vụ công chỉ cung cấp thông tin",
    "Dịch vụ công chỉ xem được thông tin trên mạng; không phải dịch vụ công trực tuyến.",
  ),
  notProvidedServices: service(
    "dịch vụ công không cung cấp trực tuyến",
    "Dịch vụ công không cung cấp trực tuyến",
    "Dịch vụ công không cung cấp gì trên mạng.",
  ),
  procedures: procedure(
    "thủ tục hành chính",
    "Thủ tục hành chính",
    "Thủ tục có dịch vụ công trong danh mục, mỗi mã thủ tục một lần.",
  ),
  onlineProcedures: procedure(
    "thủ tục hành chính có dịch vụ công trực tuyến",
    "Thủ tục có dịch vụ công trực tuyến",
    "Thủ tục mà dịch vụ công ở mức cao nhất là toàn trình hoặc một phần.",
  ),
  fullProcedures: procedure(
    "thủ tục hành chính ở mức toàn trình",
    "Thủ tục toàn trình",
    "Thủ tục mà dịch vụ công ở mức cao nhất là toàn trình.",
  ),
  partialProcedures: procedure(
    "thủ tục hành chính ở mức một phần",
    "Thủ tục một phần",
    "Thủ tục mà dịch vụ công ở mức cao nhất là một phần.",
  ),
  informationOnlyProcedures: procedure(
    "thủ tục hành chính chỉ cung cấp thông tin trực tuyến",
    "Thủ tục chỉ cung cấp thông tin",
    "Thủ tục mà mức cao nhất của các dịch vụ công là cung cấp thông tin.",
  ),
  notProvidedProcedures: procedure(
    "thủ tục hành chính không cung cấp trực tuyến",
    "Thủ tục không cung cấp trực tuyến",
    "Thủ tục không có dịch vụ công nào cung cấp gì trên mạng.",
  ),
  agencies: {
    of: "AGENCY",
    noun: "cơ quan, đơn vị hoặc nhóm đơn vị",
    label: "Cơ quan, đơn vị",
    definition: "Cơ quan, đơn vị hoặc nhóm đơn vị có dịch vụ công trong danh mục, mỗi nơi một lần.",
  },
  fields: {
    of: "FIELD",
    noun: "lĩnh vực",
    label: "Lĩnh vực",
    definition: "Lĩnh vực có dịch vụ công trong danh mục, mỗi lĩnh vực một lần.",
  },
  newServices: service(
    "dịch vụ công bổ sung mới",
    "Bổ sung mới",
    "Dịch vụ công không có trong danh mục đang có hiệu lực trước đó.",
  ),
  raisedServices: service(
    "dịch vụ công nâng mức độ",
    "Nâng mức độ",
    "Dịch vụ công có mức cao hơn trong danh mục trước.",
  ),
  loweredServices: service(
    "dịch vụ công hạ mức độ",
    "Hạ mức độ",
    "Dịch vụ công có mức thấp hơn trong danh mục trước và vẫn đứng trong danh mục này.",
  ),
  keptServices: service(
    "dịch vụ công giữ nguyên",
    "Giữ nguyên mức độ",
    "Dịch vụ công giữ mức của danh mục trước.",
  ),
  urgentServices: service(
    "dịch vụ công được phê duyệt khẩn",
    "Phê duyệt khẩn",
    "Dịch vụ công Chánh Văn phòng phê duyệt mà không chờ ý kiến, nhận xét còn mở.",
  ),
  withdrawnServices: service(
    "dịch vụ công đưa ra khỏi Danh mục",
    "Đưa ra khỏi Danh mục",
    "Dịch vụ công của danh mục trước không còn trong danh mục này; với quyết định sửa đổi: không còn trực tuyến.",
  ),
  repealedServices: service(
    "dịch vụ công hết hiệu lực do thủ tục bị bãi bỏ",
    "Hết hiệu lực do thủ tục bị bãi bỏ",
    "Dịch vụ công đã công bố mà thủ tục bị bãi bỏ sau đó.",
  ),
  branchServices: service(
    "dịch vụ công của cơ quan ngành dọc",
    "Dịch vụ công của cơ quan ngành dọc",
    "Dịch vụ công do cơ quan ngành dọc thực hiện trên địa bàn, ghi ở phụ lục riêng để tra cứu: không thuộc danh mục, không có trong các tổng số.",
  ),
  branchProcedures: procedure(
    "thủ tục hành chính của cơ quan ngành dọc",
    "Thủ tục của cơ quan ngành dọc",
    "Thủ tục có dịch vụ công của cơ quan ngành dọc ghi ở phụ lục riêng, mỗi mã thủ tục một lần.",
  ),
  branchAgencies: {
    of: "AGENCY",
    noun: "cơ quan ngành dọc",
    label: "Cơ quan ngành dọc",
    definition: "Cơ quan ngành dọc có dịch vụ công ghi ở phụ lục riêng, mỗi cơ quan một lần.",
  },
  reviewedServices: service(
    "dịch vụ công được rà soát",
    "Dịch vụ công được rà soát",
    "Mọi đăng ký của đợt rà soát: mỗi đăng ký một dịch vụ công của một cơ quan.",
  ),
  approvedServices: service(
    "dịch vụ công đã phê duyệt",
    "Đã phê duyệt",
    "Đăng ký của đợt rà soát đã được phê duyệt.",
  ),
  leftOutServices: service(
    "dịch vụ công bị để lại",
    "Để lại",
    "Đăng ký còn đang xử lý khi chốt danh mục: không vào danh mục.",
  ),
  unregisteredServices: service(
    "dịch vụ công chưa đăng ký xong",
    "Còn phải đăng ký",
    "Đăng ký của đợt rà soát mà đơn vị chưa gửi, kể cả đăng ký bị trả lại.",
  ),
  returnedServices: service(
    "dịch vụ công bị trả lại",
    "Bị trả lại",
    "Đăng ký bị trả lại để hoàn thiện và chưa gửi lại; nằm trong số còn phải đăng ký.",
  ),
  unappraisedServices: service(
    "dịch vụ công chưa thẩm định xong",
    "Còn phải thẩm định",
    "Đăng ký chưa thẩm định xong, kể cả đăng ký đơn vị chưa gửi.",
  ),
  unapprovedServices: service(
    "dịch vụ công chưa phê duyệt",
    "Còn phải phê duyệt",
    "Đăng ký chưa phê duyệt, kể cả đăng ký chưa thẩm định xong.",
  ),
  unannouncedServices: service(
    "dịch vụ công chưa công bố",
    "Còn phải công bố",
    "Đăng ký mà quyết định công bố chưa phát hành, kể cả đăng ký chưa phê duyệt; không kể đăng ký bị để lại.",
  ),
  unpublishedServices: service(
    "dịch vụ công chưa công khai trên các cổng",
    "Còn phải công khai",
    "Đăng ký chưa công khai trên các cổng, kể cả đăng ký chưa công bố; không kể đăng ký bị để lại.",
  ),
} as const satisfies Record<string, Figure>

export type FigureName = keyof typeof FIGURES

/** The count of services of a level. */
export const SERVICE_FIGURES = {
  FULL: "fullServices",
  PARTIAL: "partialServices",
  INFORMATION_ONLY: "informationOnlyServices",
  NOT_PROVIDED: "notProvidedServices",
} as const satisfies Record<ServiceLevel, FigureName>

/** The count of procedures whose highest service is at a level. */
export const PROCEDURE_FIGURES = {
  FULL: "fullProcedures",
  PARTIAL: "partialProcedures",
  INFORMATION_ONLY: "informationOnlyProcedures",
  NOT_PROVIDED: "notProvidedProcedures",
} as const satisfies Record<ServiceLevel, FigureName>
