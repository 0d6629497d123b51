import { LegalRegime } from "#models/legal-regime/legal-regime.ts"
import { LASTING_CLOCKS, ONLINE_SERVICE_BASES } from "./shared-parts.ts"

const ARTICLE = "NĐ 42/2022/NĐ-CP Điều 11(1)(a)"

/**
 * NĐ 42/2022/NĐ-CP alone, until TT 01/2023/TT-VPCP came into force: the review of March 2023 ran under it. The decree has two
 * levels and no checklist: toàn trình gives all information, is performed and settled online throughout and returns its result
 * online or by post; một phần is any online service that does not. The letters are those of the circular, so that answers can be
 * laid side by side; each names the decree's own provision. Below an online service the decree has no level of its own.
 */
export const REGIME_A: LegalRegime = LegalRegime.parse({
  id: "nd-42-2022",
  name: "Nghị định 42/2022/NĐ-CP",
  validFrom: "2022-08-15",
  validTo: "2023-05-24",
  levels: ["FULL", "PARTIAL", "INFORMATION_ONLY", "NOT_PROVIDED"],
  criteria: [
    {
      letter: "a",
      text: "Cung cấp đầy đủ thông tin về thủ tục hành chính",
      article: ARTICLE,
      mayNotApply: false,
      subject: "INFORMATION",
    },
    {
      letter: "b",
      text: "Có biểu mẫu điện tử kèm theo và hướng dẫn người sử dụng",
      article: "NĐ 42/2022/NĐ-CP Điều 12(3)",
      mayNotApply: false,
      subject: "FORMS",
    },
    {
      letter: "c",
      text: "Kê khai và gửi hồ sơ trên môi trường mạng",
      article: ARTICLE,
      mayNotApply: false,
      subject: "ONLINE_FILING",
    },
    {
      letter: "d",
      text: "Việc thực hiện thủ tục đều trên môi trường mạng: toàn bộ hồ sơ được gửi bằng phương tiện điện tử",
      article: ARTICLE,
      mayNotApply: false,
      subject: "WHOLE_DOSSIER",
    },
    {
      letter: "đ",
      text: "Việc thực hiện thủ tục đều trên môi trường mạng: phí, lệ phí (nếu có) nộp được trực tuyến",
      article: ARTICLE,
      mayNotApply: true,
      subject: "PAYMENT",
    },
    {
      letter: "e",
      text: "Việc giải quyết không buộc người thực hiện hiện diện, cơ quan không phải thẩm tra, xác minh tại hiện trường theo quy định của pháp luật",
      article: "NĐ 42/2022/NĐ-CP Điều 11(1)(a), (b)",
      mayNotApply: false,
      subject: "NO_PRESENCE",
    },
    {
      letter: "g",
      text: "Kết quả được trả trực tuyến hoặc qua dịch vụ bưu chính công ích",
      article: ARTICLE,
      mayNotApply: false,
      subject: "RESULT",
    },
  ],
  outcomes: [
    { level: "PARTIAL", needs: ["a", "c"] },
    { level: "INFORMATION_ONLY", needs: ["a"] },
  ],
  defaultLevel: null,
  // The closed list is an inference (the decree names the first two); the citation is always asked for.
  partialReasons: (
    ["PHYSICAL_PRESENCE", "ON_SITE_VERIFICATION", "TECHNICAL_INCIDENT", "TECHNICAL_LIMITATION"] as const
  ).map((reason) => ({ reason, citationRequired: true, basis: "NĐ 42/2022/NĐ-CP Điều 11(1)(b)" })),
  clocks: LASTING_CLOCKS,
  preambleBases: ONLINE_SERVICE_BASES,
  source: "NĐ 42/2022/NĐ-CP Điều 11, 12",
})
