/**
 * What the decision and the Tờ trình say, with slots for what differs (decision-layout.md §§11, 12; NĐ 30/2020 Phụ lục III,
 * Mẫu 1.2, 1.4). Wording of our own: no province's decision of this kind was found in full.
 */
import type { TextBlock } from "#models/reference/document-template.ts"
import type { EditionCondition } from "#models/reference/edition-slots.ts"

const block =
  (kind: TextBlock["kind"]) =>
  (text: string, when?: EditionCondition): TextBlock => ({ kind, text, ...(when ? { when } : {}) })
const basis = block("basis")
const article = block("article")
const articleTitle = block("article-title")
const clause = block("clause")
const heading = block("heading")
const body = block("body")
const dash = block("dash")

const CATALOGUE = "Danh mục {{levels}} trên địa bàn {{provinceFull}}"

const PREAMBLE = [
  basis("{{bases}}"),
  basis(
    "Theo đề nghị của Chánh Văn phòng Ủy ban nhân dân {{provinceKind}} tại Tờ trình số {{submission}}",
    "SUBMITTED",
  ),
  basis("Theo đề nghị của Chánh Văn phòng Ủy ban nhân dân {{provinceKind}}", "NOT_SUBMITTED"),
  block("decides")("QUYẾT ĐỊNH:"),
]

const opening = (text: string): TextBlock[] => [
  article(`${text}, gồm {{online}} dịch vụ công trực tuyến, cụ thể như sau:`, "BOTH_LEVELS"),
  article(`${text}, cụ thể như sau:`, "ONE_LEVEL_SEVERAL_ANNEXES"),
  clause("{{contents}}.", "BOTH_LEVELS"),
  clause("{{contents}}.", "ONE_LEVEL_SEVERAL_ANNEXES"),
]

const CARRYING_OUT = [
  articleTitle("Tổ chức thực hiện"),
  clause(
    "Văn phòng Ủy ban nhân dân {{provinceKind}} chủ trì chuẩn hóa, cập nhật Danh mục công bố kèm theo Quyết định này trên Cơ sở dữ liệu quốc gia về thủ tục hành chính, {{portals}}; theo dõi, đôn đốc việc thực hiện.",
  ),
  clause(
    "Các Sở, ban, ngành và Ủy ban nhân dân các cấp cấu hình quy trình điện tử của từng dịch vụ công trực tuyến theo mức độ đã công bố; công khai, hướng dẫn tổ chức, cá nhân thực hiện; thường xuyên rà soát, đề xuất sửa đổi, bổ sung Danh mục khi quy định của pháp luật thay đổi.",
  ),
]

const FIRST = article("Quyết định này có hiệu lực kể từ ngày ký.", "FIRST")
const IMPLEMENTERS = article("{{implementers}}./.")

const SINCE = {
  version: 1,
  validFrom: "2020-03-05",
  validTo: null,
  symbol: "",
  addressee: "",
  recipients: [],
  slots: [],
}

export const EDITION_TEXTS = [
  {
    ...SINCE,
    id: "quyet-dinh-cong-bo",
    purpose: "ANNUAL_DECISION",
    name: "Quyết định công bố danh mục",
    typeName: "QUYẾT ĐỊNH",
    abstract: `Về việc công bố ${CATALOGUE} năm {{year}}`,
    blocks: [
      ...PREAMBLE,
      article(`Công bố kèm theo Quyết định này ${CATALOGUE} năm {{year}}, gồm {{contents}}.`, "ONE_ANNEX"),
      ...opening(`Công bố kèm theo Quyết định này ${CATALOGUE} năm {{year}}`),
      body(
        "Để tổ chức, cá nhân tra cứu, Quyết định này kèm theo danh sách {{branches}} trên địa bàn, chi tiết tại {{branchAnnex}}; các dịch vụ công này không thuộc Danh mục, mức độ cung cấp do cơ quan có thẩm quyền của ngành công bố.",
        "WITH_BRANCHES",
      ),
      ...CARRYING_OUT,
      article(
        "Quyết định này có hiệu lực kể từ ngày ký và thay thế Quyết định số {{replacedDecision}} của {{issuer}}.",
        "REPLACING",
      ),
      FIRST,
      IMPLEMENTERS,
    ],
  },
  {
    ...SINCE,
    id: "quyet-dinh-sua-doi",
    purpose: "AMENDING_DECISION",
    name: "Quyết định sửa đổi, bổ sung danh mục",
    typeName: "QUYẾT ĐỊNH",
    abstract: `Về việc sửa đổi, bổ sung ${CATALOGUE} năm {{year}}`,
    blocks: [
      ...PREAMBLE,
      article(
        `Sửa đổi, bổ sung ${CATALOGUE} công bố kèm theo Quyết định số {{replacedDecision}}, gồm {{contents}}.`,
        "ONE_ANNEX",
      ),
      ...opening(`Sửa đổi, bổ sung ${CATALOGUE} công bố kèm theo Quyết định số {{replacedDecision}}`),
      ...CARRYING_OUT,
      article(
        "Quyết định này có hiệu lực kể từ ngày ký. Các nội dung khác của Quyết định số {{replacedDecision}} của {{issuer}} không thuộc phạm vi sửa đổi, bổ sung tại Quyết định này vẫn giữ nguyên hiệu lực.",
        "REPLACING",
      ),
      FIRST,
      IMPLEMENTERS,
    ],
  },
  {
    ...SINCE,
    id: "to-trinh",
    purpose: "SUBMISSION",
    name: "Tờ trình công bố danh mục",
    typeName: "TỜ TRÌNH",
    abstract: "{{decisionAbstract}}",
    blocks: [
      heading("1. Sự cần thiết và căn cứ"),
      body(
        "Việc công bố Danh mục dịch vụ công trực tuyến hằng năm bảo đảm tổ chức, cá nhân được biết và thực hiện thủ tục hành chính trên môi trường điện tử theo đúng mức độ; là cơ sở để các cơ quan, đơn vị cấu hình quy trình, cập nhật Cổng Dịch vụ công. Danh mục được lập trên các căn cứ sau:",
      ),
      dash("{{basisNames}}"),
      heading("2. Quá trình rà soát"),
      body(
        "Văn phòng Ủy ban nhân dân {{provinceKind}} đã tổ chức rà soát, xác định và đăng ký mức độ cung cấp dịch vụ công trực tuyến năm {{year}}; tổng hợp, thẩm định {{entries}} dịch vụ công của {{procedures}} thủ tục hành chính thuộc phạm vi thực hiện của {{agencies}} cơ quan, đơn vị hoặc nhóm đơn vị. Từng dịch vụ công đã được đối chiếu với các tiêu chí theo quy định và được người có thẩm quyền phê duyệt đưa vào dự thảo Danh mục.",
      ),
      heading("3. Kết quả"),
      body(
        `Dự thảo ${CATALOGUE} gồm {{full}} dịch vụ công trực tuyến toàn trình và {{partial}} dịch vụ công trực tuyến một phần. Cụ thể theo cấp và cơ quan:`,
        "WITHOUT_OTHER_LEVELS",
      ),
      body(
        `Dự thảo ${CATALOGUE} gồm {{full}} dịch vụ công trực tuyến toàn trình và {{partial}} dịch vụ công trực tuyến một phần; ngoài ra có {{otherLevels}}. Cụ thể theo cấp và cơ quan:`,
        "WITH_OTHER_LEVELS",
      ),
      block("table")("{{figures}}"),
      body(
        "Tính theo thủ tục hành chính (mỗi thủ tục một lần, theo mức độ cao nhất của các dịch vụ công): {{procedures}} thủ tục hành chính, gồm {{procedureLevels}}.",
      ),
      body(
        "So với Danh mục công bố tại Quyết định số {{replacedDecision}}: {{changes}}; chi tiết tại Phụ lục kèm theo Tờ trình này.",
        "CHANGED",
      ),
      body(
        "Danh mục không thay đổi so với Danh mục công bố tại Quyết định số {{replacedDecision}}.",
        "UNCHANGED",
      ),
      body(
        "Ngoài Danh mục, dự thảo Quyết định kèm theo danh sách {{branches}} trên địa bàn để tổ chức, cá nhân tra cứu; các dịch vụ công này không thuộc phạm vi công bố và không tính vào các số liệu nêu trên.",
        "WITH_BRANCHES",
      ),
      body("Đây là Danh mục được lập lần đầu, chưa có kỳ trước để so sánh.", "FIRST"),
      body(
        "Danh mục này được lập để công bố lại sau khi Quyết định số {{recalledDecision}}; hiện không có danh mục nào có hiệu lực để so sánh.",
        "AFTER_RECALL",
      ),
      heading("4. Khó khăn, lý do cung cấp một phần"),
      body("Không có dịch vụ công nào chỉ cung cấp một phần.", "WITHOUT_PARTIAL"),
      body(
        "Các dịch vụ công trực tuyến một phần chưa đủ điều kiện cung cấp toàn trình vì các lý do sau, căn cứ cụ thể nêu tại Phụ lục kèm theo dự thảo Quyết định:",
        "WITH_PARTIAL",
      ),
      dash("{{partialReasons}}", "WITH_PARTIAL"),
      heading("5. Kiến nghị"),
      body(
        "Văn phòng Ủy ban nhân dân {{provinceKind}} kính trình {{issuer}} xem xét, ký ban hành Quyết định {{decisionAbstract}} (kèm theo dự thảo Quyết định và Danh mục)./.",
      ),
    ],
  },
]
