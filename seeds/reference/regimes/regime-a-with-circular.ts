import { LegalRegime } from "#models/legal-regime/legal-regime.ts"
import { LASTING_CLOCKS, ONLINE_SERVICE_BASES, OUTCOMES } from "./shared-parts.ts"

/**
 * NĐ 42/2022/NĐ-CP Điều 11 with TT 01/2023/TT-VPCP Điều 13, from the day the circular came into force (25/5/2023) to the end of
 * the decree. Points e and g of Điều 13(1) and all of 13(2) were read from secondary texts: the office checks them first.
 */
export const REGIME_A_WITH_CIRCULAR: LegalRegime = LegalRegime.parse({
  id: "tt-01-2023",
  name: "Nghị định 42/2022/NĐ-CP và Thông tư 01/2023/TT-VPCP",
  validFrom: "2023-05-25",
  validTo: "2026-06-30",
  levels: ["FULL", "PARTIAL", "INFORMATION_ONLY", "NOT_PROVIDED"],
  criteria: [
    {
      letter: "a",
      text: "Thủ tục đã được công bố, công khai đầy đủ trên Cơ sở dữ liệu quốc gia và Hệ thống thông tin giải quyết thủ tục hành chính",
      article: "TT 01/2023/TT-VPCP Điều 13(1)(a)",
      mayNotApply: false,
      subject: "INFORMATION",
    },
    {
      letter: "b",
      text: "Mẫu đơn, mẫu tờ khai tải về được từ hệ thống",
      article: "TT 01/2023/TT-VPCP Điều 13(1)(b)",
      mayNotApply: false,
      subject: "FORMS",
    },
    {
      letter: "c",
      text: "Kê khai và gửi biểu mẫu trực tuyến; ký số ở chỗ phải ký",
      article: "TT 01/2023/TT-VPCP Điều 13(1)(c)",
      mayNotApply: false,
      subject: "ONLINE_FILING",
    },
    {
      letter: "d",
      text: "Toàn bộ hồ sơ được gửi bằng phương tiện điện tử",
      article: "TT 01/2023/TT-VPCP Điều 13(1)(d)",
      mayNotApply: false,
      subject: "WHOLE_DOSSIER",
    },
    {
      letter: "đ",
      text: "Phí, lệ phí, nghĩa vụ tài chính khác (nếu có) nộp được bằng thanh toán trực tuyến",
      article: "TT 01/2023/TT-VPCP Điều 13(1)(đ)",
      mayNotApply: true,
      subject: "PAYMENT",
    },
    {
      letter: "e",
      text: "Việc giải quyết không cần người thực hiện có mặt và không cần kiểm tra, xác minh tại hiện trường",
      article: "TT 01/2023/TT-VPCP Điều 13(1)(e); NĐ 42/2022/NĐ-CP Điều 11(1)(b)",
      mayNotApply: false,
      subject: "NO_PRESENCE",
    },
    {
      letter: "g",
      text: "Kết quả được trả trực tuyến hoặc qua dịch vụ bưu chính công ích",
      article: "TT 01/2023/TT-VPCP Điều 13(1)(g); NĐ 42/2022/NĐ-CP Điều 11(1)(a)",
      mayNotApply: false,
      subject: "RESULT",
    },
  ],
  outcomes: OUTCOMES,
  defaultLevel: null,
  // The closed list is an inference (the decree names the first two); the citation is always asked for.
  partialReasons: [
    { reason: "PHYSICAL_PRESENCE", citationRequired: true, basis: "NĐ 42/2022/NĐ-CP Điều 11(1)(b)" },
    { reason: "ON_SITE_VERIFICATION", citationRequired: true, basis: "NĐ 42/2022/NĐ-CP Điều 11(1)(b)" },
    { reason: "TECHNICAL_INCIDENT", citationRequired: true, basis: "TT 01/2023/TT-VPCP Điều 13(2)" },
    { reason: "TECHNICAL_LIMITATION", citationRequired: true, basis: "TT 01/2023/TT-VPCP Điều 13(2)" },
  ],
  clocks: LASTING_CLOCKS,
  preambleBases: ONLINE_SERVICE_BASES,
  source: "NĐ 42/2022/NĐ-CP Điều 11; TT 01/2023/TT-VPCP Điều 13",
})
