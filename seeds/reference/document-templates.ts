import { DocumentTemplate } from "#models/reference/document-template.ts"
import { LEVEL_SLOTS } from "#models/reference/edition-slots.ts"
import { SERVICE_LEVEL_LABELS, SERVICE_LEVELS, type ServiceLevel } from "#models/shared/levels.ts"
import { EDITION_TEXTS } from "./edition-texts.ts"

const day = (name: string, label: string, sample: string) => ({ name, label, type: "DAY", sample }) as const
const text = (name: string, label: string, sample: string) => ({ name, label, type: "TEXT", sample }) as const
const count = (name: string, label: string, sample: string) =>
  ({ name, label, type: "COUNT", sample }) as const
const paragraphs = (name: string, label: string, sample: string) =>
  ({ name, label, type: "PARAGRAPHS", sample }) as const
const heading = (content: string) => ({ kind: "heading", text: content }) as const
const body = (content: string) => ({ kind: "body", text: content }) as const

const SINCE = { version: 1, validFrom: "2020-03-05", validTo: null, purpose: "OFFICER" } as const

/** Sample figures of the report: together the 1402 approved. */
const REPORTED: Record<ServiceLevel, string> = {
  FULL: "812",
  PARTIAL: "430",
  INFORMATION_ONLY: "120",
  NOT_PROVIDED: "40",
}

/** Texts that officers fill in: our own wording after the forms of NĐ 30/2020 Phụ lục III (Mẫu 1.4, 1.5). */
export const OFFICERS_TEMPLATES: DocumentTemplate[] = [
  {
    ...SINCE,
    id: "cong-van-dinh-chinh",
    name: "Công văn đính chính",
    typeName: "",
    symbol: "UBND-KSTT",
    abstract: "V/v đính chính thể thức Quyết định số {{decisionNumber}}",
    addressee: "các Sở, ban, ngành, cơ quan, đơn vị thuộc {{provinceKind}}",
    blocks: [
      body(
        "Ngày {{decisionDay}}, cơ quan có thẩm quyền đã ban hành Quyết định số {{decisionNumber}} {{decisionAbstract}}. Qua rà soát, văn bản có sai sót về thể thức, kỹ thuật trình bày. Căn cứ khoản 3 Điều 18 Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư, nay đính chính như sau:",
      ),
      body("1. Tại {{place}}, đã in là: “{{wrong}}”."),
      body("2. Đọc đúng là: “{{right}}”."),
      body(
        "Nội dung khác của Quyết định số {{decisionNumber}} giữ nguyên. Đề nghị các cơ quan, đơn vị biết và thực hiện./.",
      ),
    ],
    recipients: ["Như trên", "Cổng Thông tin điện tử tỉnh", "Lưu: VT, KSTT"],
    slots: [
      text("decisionNumber", "Số, ký hiệu quyết định", "15/QĐ-UBND"),
      day("decisionDay", "Ngày ban hành quyết định", "2023-05-12"),
      text("decisionAbstract", "Trích yếu quyết định", "về việc công bố Danh mục dịch vụ công trực tuyến"),
      text("place", "Chỗ có sai sót", "dòng 12, Phụ lục I"),
      text("wrong", "Đã in là", "Sở Nội Vụ"),
      text("right", "Đọc đúng là", "Sở Nội vụ"),
    ],
  },
  {
    ...SINCE,
    id: "thong-bao-tam-ngung",
    name: "Thông báo tạm ngừng dịch vụ công trực tuyến",
    typeName: "THÔNG BÁO",
    symbol: "TB-UBND",
    authority: "COMMITTEE",
    abstract: "Tạm ngừng cung cấp dịch vụ công trực tuyến {{service}}",
    addressee: "",
    blocks: [
      body(
        "Vì lý do {{reason}}, Ủy ban nhân dân {{provinceKind}} thông báo tạm ngừng cung cấp trực tuyến dịch vụ công {{service}} (mã {{code}}) từ ngày {{from}} đến hết ngày {{until}}.",
      ),
      body(
        "Trong thời gian tạm ngừng, tổ chức, cá nhân nộp hồ sơ trực tiếp tại {{counter}} hoặc qua dịch vụ bưu chính công ích. Dịch vụ được khôi phục ngay sau thời hạn nêu trên.",
      ),
      body(
        "Ủy ban nhân dân {{provinceKind}} thông báo để các cơ quan, tổ chức, cá nhân biết và thực hiện./.",
      ),
    ],
    recipients: [
      "Các Sở, ban, ngành",
      "Ủy ban nhân dân các xã, phường",
      "Cổng Dịch vụ công",
      "Lưu: VT, KSTT",
    ],
    slots: [
      text("service", "Tên dịch vụ công", "Đăng ký kết hôn"),
      text("code", "Mã dịch vụ công", "1.000894.01"),
      text("reason", "Lý do", "nâng cấp Hệ thống thông tin giải quyết thủ tục hành chính"),
      day("from", "Tạm ngừng từ ngày", "2023-06-05"),
      day("until", "Đến hết ngày", "2023-06-07"),
      text("counter", "Nơi nộp trực tiếp", "Trung tâm Phục vụ hành chính công tỉnh"),
    ],
  },
  {
    ...SINCE,
    id: "bao-cao-quy",
    name: "Báo cáo quý về dịch vụ công trực tuyến",
    typeName: "BÁO CÁO",
    symbol: "BC-UBND",
    authority: "COMMITTEE",
    abstract: "Kết quả rà soát, cung cấp dịch vụ công trực tuyến quý {{quarter}}",
    addressee: "Văn phòng Chính phủ",
    blocks: [
      heading("1. Kết quả rà soát"),
      body(
        "Đến ngày {{countedOn}}, {{provinceKind}} đã rà soát {{total}} dịch vụ công; trong đó {{approved}} dịch vụ công đã được thẩm định, phê duyệt mức độ cung cấp.",
      ),
      body(
        "Trong số đã phê duyệt có {{full}} dịch vụ công trực tuyến toàn trình, {{partial}} dịch vụ công trực tuyến một phần, {{informationOnly}} dịch vụ công chỉ cung cấp thông tin trực tuyến và {{notProvided}} dịch vụ công không cung cấp trực tuyến.",
      ),
      heading("2. Khó khăn, vướng mắc"),
      body("{{difficulties}}"),
      heading("3. Phương hướng, kiến nghị"),
      body("{{proposals}}"),
      body("Ủy ban nhân dân {{provinceKind}} báo cáo để Văn phòng Chính phủ tổng hợp./."),
    ],
    recipients: ["Như trên", "Chủ tịch, các Phó Chủ tịch UBND tỉnh", "Lưu: VT, KSTT"],
    slots: [
      text("quarter", "Quý, năm", "II năm 2023"),
      day("countedOn", "Số liệu đến ngày", "2023-06-10"),
      count("total", "Dịch vụ công đã rà soát", "1851"),
      count("approved", "Đã phê duyệt", "1402"),
      ...SERVICE_LEVELS.map((level) =>
        count(LEVEL_SLOTS[level], SERVICE_LEVEL_LABELS[level], REPORTED[level]),
      ),
      paragraphs("difficulties", "Khó khăn, vướng mắc", "Một số hệ thống của Bộ chưa kết nối."),
      paragraphs("proposals", "Phương hướng, kiến nghị", "Tiếp tục kết nối các cơ sở dữ liệu."),
    ],
  },
].map((template) => DocumentTemplate.parse(template))

export const DOCUMENT_TEMPLATES: DocumentTemplate[] = [
  ...EDITION_TEXTS.map((text) => DocumentTemplate.parse(text)),
  ...OFFICERS_TEMPLATES,
]
