import type { CarriedEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { formatOfficialDay, type IsoDay } from "#models/shared/dates.ts"
import { isOnlineLevel } from "#models/shared/levels.ts"
import { annexesOf, annexNamed } from "./annex-headings.ts"
import { bold, italic, type Paragraph, paragraph, regular } from "./document-layout.ts"
import { countInWords, LEVEL_IN_TEXT, levelsWithRows, perAdminLevel } from "./edition-figures.ts"
import { issuerInText } from "./signing-block.ts"

/** The Tờ trình a decision rests on; null while there is none (preview). */
export type SubmissionFacts = { number: string; symbol: string; day: IsoDay } | null

/** `Danh mục dịch vụ công trực tuyến toàn trình, dịch vụ công trực tuyến một phần trên địa bàn tỉnh …`. */
export const catalogueName = (edition: CarriedEdition): string => {
  const levels = edition.kind === "ANNUAL" ? levelsWithRows(edition) : (["FULL", "PARTIAL"] as const)
  return `Danh mục ${levels.map((level) => LEVEL_IN_TEXT[level]).join(", ")} trên địa bàn tỉnh ${edition.issuer.provinceName}`
}

/** Trích yếu (Mẫu 1.2: `Về việc …`). */
export const decisionAbstract = (edition: CarriedEdition): string =>
  edition.kind === "AMENDMENT"
    ? `Về việc sửa đổi, bổ sung ${catalogueName(edition)} năm ${edition.year}`
    : `Về việc công bố ${catalogueName(edition)} năm ${edition.year}`

/** Căn cứ, each ending `;` and the last `.` (decision-layout.md §2, ô 6). */
export const basisParagraphs = (edition: CarriedEdition, submission: SubmissionFacts): Paragraph[] => {
  const proposal = submission
    ? `Theo đề nghị của Chánh Văn phòng Ủy ban nhân dân tỉnh tại Tờ trình số ${submission.number}/${submission.symbol} ${formatOfficialDay(submission.day)}`
    : "Theo đề nghị của Chánh Văn phòng Ủy ban nhân dân tỉnh"
  const bases = [...edition.issuer.preambleBases, proposal]
  return bases.map((text, index) =>
    paragraph("basis", italic(`${text}${index === bases.length - 1 ? "." : ";"}`)),
  )
}

/** Điều 1–4. */
export const articleParagraphs = (edition: CarriedEdition): Paragraph[] => [
  ...contentArticle(edition),
  ...carryingOutArticle(edition),
  article(3, effectOf(edition)),
  article(4, `${edition.issuer.implementers.replace(/[.;\s]+$/u, "")}./.`),
]

const article = (number: number, text: string): Paragraph =>
  paragraph("body", bold(`Điều ${number}.`), regular(` ${text}`))
const clause = (text: string): Paragraph => paragraph("body", regular(text))

function contentArticle(edition: CarriedEdition): Paragraph[] {
  const online = edition.totals.levels.FULL + edition.totals.levels.PARTIAL
  const opening =
    edition.kind === "AMENDMENT"
      ? `Sửa đổi, bổ sung ${catalogueName(edition)}${announcedBy(edition)}`
      : `Công bố kèm theo Quyết định này ${catalogueName(edition)} năm ${edition.year}`
  const parts = annexesOf(edition).map(({ kind }) =>
    kind === "REMOVED"
      ? `${countInWords(removedByAmendment(edition))} dịch vụ công đưa ra khỏi Danh mục, chi tiết tại ${annexNamed(edition, kind)}`
      : `${countInWords(edition.totals.levels[kind])} ${LEVEL_IN_TEXT[kind]}, trong đó: ${perAdminLevel(edition, kind)}; chi tiết tại ${annexNamed(edition, kind)}`,
  )
  if (parts.length === 1) return [article(1, `${opening}, gồm ${parts[0]}.`)]
  const sum =
    levelsWithRows(edition).length > 1 ? `, gồm ${countInWords(online)} dịch vụ công trực tuyến` : ""
  return [
    article(1, `${opening}${sum}, cụ thể như sau:`),
    ...parts.map((part, index) => clause(`${index + 1}. ${part}.`)),
  ]
}

const removedByAmendment = (edition: CarriedEdition): number =>
  edition.entries.filter((entry) => !isOnlineLevel(entry.level)).length

const announcedBy = ({ replaces }: CarriedEdition): string =>
  replaces
    ? ` công bố kèm theo Quyết định số ${replaces.decisionNumber} ${formatOfficialDay(replaces.decisionDay)}`
    : ""

const carryingOutArticle = (edition: CarriedEdition): Paragraph[] => [
  paragraph("heading", bold("Điều 2. Tổ chức thực hiện")),
  clause(
    `1. Văn phòng Ủy ban nhân dân tỉnh chủ trì chuẩn hóa, cập nhật Danh mục công bố kèm theo Quyết định này trên Cơ sở dữ liệu quốc gia về thủ tục hành chính, Cổng Dịch vụ công quốc gia và Cổng Dịch vụ công tỉnh ${edition.issuer.provinceName}; theo dõi, đôn đốc việc thực hiện.`,
  ),
  clause(
    "2. Các Sở, ban, ngành và Ủy ban nhân dân các cấp cấu hình quy trình điện tử của từng dịch vụ công trực tuyến theo mức độ đã công bố; công khai, hướng dẫn tổ chức, cá nhân thực hiện; thường xuyên rà soát, đề xuất sửa đổi, bổ sung Danh mục khi quy định của pháp luật thay đổi.",
  ),
]

function effectOf(edition: CarriedEdition): string {
  const { replaces } = edition
  if (!replaces) return "Quyết định này có hiệu lực kể từ ngày ký."
  const named = `Quyết định số ${replaces.decisionNumber} ${formatOfficialDay(replaces.decisionDay)} của ${issuerInText(edition.issuer)}`
  return edition.kind === "AMENDMENT"
    ? `Quyết định này có hiệu lực kể từ ngày ký. Các nội dung khác của ${named} không thuộc phạm vi sửa đổi, bổ sung tại Quyết định này vẫn giữ nguyên hiệu lực.`
    : `Quyết định này có hiệu lực kể từ ngày ký và thay thế ${named}.`
}
