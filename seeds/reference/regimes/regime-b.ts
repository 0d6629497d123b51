import { LegalRegime } from "#models/legal-regime/legal-regime.ts"
import { basis, LASTING_BASES, LASTING_CLOCKS, OUTCOMES } from "./shared-parts.ts"

/** Read in the decrees' texts (NĐ 224/2026) and in a second reading of stored texts (NĐ 309/2026); check the Gazette before quoting. */
const NOTES: LegalRegime["notes"] = [
  {
    text: "Dịch vụ được cung cấp tập trung trên Cổng Dịch vụ công quốc gia và Ứng dụng định danh quốc gia; hệ thống của tỉnh chỉ cung cấp dịch vụ chưa có ở đó",
    article: "NĐ 224/2026/NĐ-CP Điều 15(1)",
  },
  {
    text: "Bộ Tư pháp chỉ hướng dẫn rà soát thủ tục đáp ứng yêu cầu của dịch vụ công trực tuyến chủ động; công bố, công khai do Bộ Khoa học và Công nghệ hướng dẫn",
    article: "NĐ 224/2026/NĐ-CP Điều 18(1), 18(2)(a)",
  },
  {
    text: "Bãi bỏ khoản 9 Điều 1 Nghị định số 367/2025/NĐ-CP",
    article: "NĐ 224/2026/NĐ-CP Điều 89(3)",
  },
  {
    text: "Không có quy định chuyển tiếp cho danh mục đã công bố theo Nghị định số 42/2022/NĐ-CP: danh mục cũ được rà soát lại theo các yêu cầu mới",
    article: "NĐ 224/2026/NĐ-CP Điều 91",
  },
  {
    text: "Tiếp nhận hồ sơ không phụ thuộc địa giới hành chính trên toàn quốc, theo danh mục được công bố",
    article: "NĐ 309/2026/NĐ-CP Điều 7(2)",
  },
  {
    text: "Tái cấu trúc quy trình qua nền tảng biểu mẫu điện tử tương tác quốc gia do Bộ Công an chủ trì",
    article: "NĐ 309/2026/NĐ-CP Điều 10(2)",
  },
  {
    text: "Bộ Tư pháp tiếp nhận việc về biểu mẫu, dữ liệu của Cơ sở dữ liệu quốc gia về thủ tục hành chính và số hóa; mã hồ sơ, mã lĩnh vực đổi cơ quan quản lý",
    article: "NĐ 309/2026/NĐ-CP Điều 12",
  },
]

/**
 * Luật Chuyển đổi số 148/2025/QH15 Điều 32 and NĐ 224/2026/NĐ-CP Điều 14, 15: toàn trình is the rule, một phần the exception to
 * be argued. Letters a–g keep the meaning they have in regime A, so that answers can be laid side by side; the digital
 * signature, a point of its own here, is h. Each criterion names the decree's own point.
 */
export const REGIME_B: LegalRegime = LegalRegime.parse({
  id: "nd-224-2026",
  name: "Luật Chuyển đổi số và Nghị định 224/2026/NĐ-CP",
  validFrom: "2026-07-01",
  validTo: null,
  levels: ["FULL", "PARTIAL", "INFORMATION_ONLY", "NOT_PROVIDED"],
  criteria: [
    {
      letter: "a",
      text: "Dịch vụ được công bố, công khai đầy đủ; mã và tên thống nhất với thủ tục hành chính",
      article: "NĐ 224/2026/NĐ-CP Điều 15(1)(a), (b)",
      mayNotApply: false,
      subject: "INFORMATION",
    },
    {
      letter: "b",
      text: "Có biểu mẫu điện tử kèm theo và hướng dẫn sử dụng cho người thực hiện",
      article: "NĐ 224/2026/NĐ-CP Điều 15(1)(b)",
      mayNotApply: false,
      subject: "FORMS",
    },
    {
      letter: "c",
      text: "Kê khai trên biểu mẫu điện tử tương tác và gửi trực tuyến",
      article: "NĐ 224/2026/NĐ-CP Điều 15(1)(c)",
      mayNotApply: false,
      subject: "ONLINE_FILING",
    },
    {
      letter: "d",
      text: "Toàn bộ hồ sơ ở dạng điện tử; dữ liệu Nhà nước đã có thì tự điền, không yêu cầu nộp lại",
      article: "NĐ 224/2026/NĐ-CP Điều 15(1)(d)",
      mayNotApply: false,
      subject: "WHOLE_DOSSIER",
    },
    {
      letter: "đ",
      text: "Phí, lệ phí, nghĩa vụ tài chính khác (nếu có) thanh toán được trên nền tảng thanh toán trực tuyến",
      article: "NĐ 224/2026/NĐ-CP Điều 15(1)(đ)",
      mayNotApply: true,
      subject: "PAYMENT",
    },
    {
      letter: "e",
      text: "Pháp luật chuyên ngành không buộc người thực hiện hiện diện hay cơ quan đi thẩm tra, xác minh tại hiện trường",
      article: "NĐ 224/2026/NĐ-CP Điều 14",
      mayNotApply: false,
      subject: "NO_PRESENCE",
    },
    {
      letter: "g",
      text: "Tình trạng giải quyết được thông báo bằng phương tiện điện tử; kết quả trả trực tuyến hoặc qua bưu chính công ích",
      article: "NĐ 224/2026/NĐ-CP Điều 15(1)(g)",
      mayNotApply: false,
      subject: "RESULT",
    },
    {
      letter: "h",
      text: "Ký số được ở chỗ phải ký",
      article: "NĐ 224/2026/NĐ-CP Điều 15(1)(e)",
      mayNotApply: true,
      subject: "SIGNATURE",
    },
  ],
  outcomes: OUTCOMES,
  defaultLevel: "FULL",
  partialReasons: [
    { reason: "PHYSICAL_PRESENCE", citationRequired: true, basis: "NĐ 224/2026/NĐ-CP Điều 14" },
    { reason: "ON_SITE_VERIFICATION", citationRequired: true, basis: "NĐ 224/2026/NĐ-CP Điều 14" },
    { reason: "TECHNICAL_INCIDENT", citationRequired: true, basis: "NĐ 224/2026/NĐ-CP Điều 14" },
    { reason: "TECHNICAL_LIMITATION", citationRequired: true, basis: "NĐ 224/2026/NĐ-CP Điều 14" },
  ],
  clocks: [
    ...LASTING_CLOCKS,
    {
      kind: "INTERRUPTION_NOTICE",
      text: "Thông báo trước khi tạm ngừng cung cấp dịch vụ theo kế hoạch, kèm thời gian khôi phục",
      amount: 7,
      unit: "WORKING_DAY",
      counts: "BEFORE",
      article: "NĐ 224/2026/NĐ-CP Điều 13(1)",
    },
  ],
  proactiveLevels: [
    { level: 1, name: "nhắc thực hiện", article: "NĐ 224/2026/NĐ-CP Điều 16(1)" },
    { level: 2, name: "nhắc và chuẩn bị hồ sơ", article: "NĐ 224/2026/NĐ-CP Điều 16(2)" },
    {
      level: 3,
      name: "nhắc, chuẩn bị hồ sơ và khuyến nghị phương án dịch vụ",
      article: "NĐ 224/2026/NĐ-CP Điều 16(3)",
    },
    {
      level: 4,
      name: "nhắc, chuẩn bị hồ sơ, khuyến nghị phương án dịch vụ và tự động thực hiện",
      article: "NĐ 224/2026/NĐ-CP Điều 16(4)",
    },
  ],
  notes: NOTES,
  preambleBases: [
    basis("Luật Tổ chức chính quyền địa phương số 72/2025/QH15", "2025-06-16"),
    basis("Luật Giao dịch điện tử số 20/2023/QH15", "2024-07-01"),
    basis("Luật Chuyển đổi số số 148/2025/QH15", "2026-07-01"),
    ...LASTING_BASES.procedureControl,
    ...LASTING_BASES.oneStopShop,
    ...LASTING_BASES.electronicProcedures,
    basis(
      "Nghị định số 224/2026/NĐ-CP ngày 24 tháng 6 năm 2026 của Chính phủ quy định chi tiết một số điều và biện pháp thi hành Luật Chuyển đổi số",
      "2026-07-01",
    ),
    ...LASTING_BASES.circulars,
  ],
  source: "Luật Chuyển đổi số 148/2025/QH15 Điều 32; NĐ 224/2026/NĐ-CP Điều 14, 15",
})
