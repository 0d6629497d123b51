import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { formatOfficialDay } from "#models/shared/dates.ts"
import { formatCount } from "#models/shared/numbers.ts"
import { catalogueName, decisionAbstract, type SubmissionFacts } from "./decision-text.ts"
import {
  type Block,
  bold,
  type DocumentLayout,
  type Paragraph,
  paragraph,
  regular,
} from "./document-layout.ts"
import { countInWords } from "./edition-figures.ts"
import { capacityLines, issuerInText, type Signer } from "./signing-block.ts"
import { changesInText, figuresTable, partialReasonsInText } from "./submission-figures.ts"

/**
 * Tờ trình of the provincial office for the same frozen edition as the decision (Mẫu 1.4 with Kính gửi;
 * decision-layout.md §12): need and bases, review, figures with changes, reasons for partial services, request.
 * @throws RuleBrokenError when the signatory's capacity cannot sign for the office
 */
export const composeSubmission = (
  edition: FrozenEdition,
  facts: { signatory: Signer; submission: SubmissionFacts },
): DocumentLayout => {
  const { issuer } = edition
  return {
    kind: "SUBMISSION",
    header: {
      agency: [
        { text: `UBND ${issuer.provinceUpper}`, bold: false },
        { text: "VĂN PHÒNG", bold: true },
      ],
      number: facts.submission?.number ?? null,
      symbol: facts.submission?.symbol ?? issuer.submissionSymbol,
      placeName: issuer.placeName,
      day: facts.submission?.day ?? null,
    },
    typeName: "TỜ TRÌNH",
    abstract: decisionAbstract(edition),
    blocks: [paragraph("addressee", regular(`Kính gửi: ${issuerInText(issuer)}`)), ...bodyOf(edition)],
    closing: {
      recipients: issuer.submissionRecipients,
      capacity: capacityLines(facts.signatory, "HEAD_OF_OFFICE"),
      fullName: facts.signatory.fullName,
    },
    annexes: [],
    edition: { id: edition.id, digest: edition.digest },
  }
}

const heading = (text: string): Paragraph => paragraph("heading", bold(text))
const text = (content: string): Paragraph => paragraph("body", regular(content))

function bodyOf(edition: FrozenEdition): Block[] {
  const { FULL, PARTIAL, INFORMATION_ONLY } = edition.totals.levels
  const reasons = partialReasonsInText(edition)
  return [
    heading("1. Sự cần thiết và căn cứ"),
    text(
      "Việc công bố Danh mục dịch vụ công trực tuyến hằng năm bảo đảm tổ chức, cá nhân được biết và thực hiện thủ tục hành chính trên môi trường điện tử theo đúng mức độ; là cơ sở để các cơ quan, đơn vị cấu hình quy trình, cập nhật Cổng Dịch vụ công. Danh mục được lập trên các căn cứ sau:",
    ),
    ...edition.issuer.preambleBases.map((basis, index, all) =>
      text(`- ${basis.replace(/^Căn cứ /u, "")}${index === all.length - 1 ? "." : ";"}`),
    ),
    heading("2. Quá trình rà soát"),
    text(
      `Văn phòng Ủy ban nhân dân tỉnh đã tổ chức rà soát, xác định và đăng ký mức độ cung cấp dịch vụ công trực tuyến năm ${edition.year}; tổng hợp, thẩm định ${countInWords(edition.entries.length)} dịch vụ công thuộc phạm vi thực hiện của ${formatCount(agencyCount(edition))} cơ quan, đơn vị hoặc nhóm đơn vị. Từng dịch vụ công đã được đối chiếu với các tiêu chí theo quy định và được người có thẩm quyền phê duyệt đưa vào dự thảo Danh mục.`,
    ),
    heading("3. Kết quả"),
    text(
      `Dự thảo ${catalogueName(edition)} gồm ${countInWords(FULL)} dịch vụ công trực tuyến toàn trình và ${countInWords(PARTIAL)} dịch vụ công trực tuyến một phần${INFORMATION_ONLY > 0 ? `; ngoài ra có ${countInWords(INFORMATION_ONLY)} dịch vụ công chỉ cung cấp thông tin trực tuyến` : ""}. Cụ thể theo cấp và cơ quan:`,
    ),
    { block: "table", ...figuresTable(edition) },
    text(comparedWithBefore(edition)),
    heading("4. Khó khăn, lý do cung cấp một phần"),
    ...(reasons.length === 0
      ? [text("Không có dịch vụ công nào chỉ cung cấp một phần.")]
      : [
          text(
            "Các dịch vụ công trực tuyến một phần chưa đủ điều kiện cung cấp toàn trình vì các lý do sau, căn cứ cụ thể nêu tại Phụ lục kèm theo dự thảo Quyết định:",
          ),
          ...reasons.map((reason, index) => text(`- ${reason}${index === reasons.length - 1 ? "." : ";"}`)),
        ]),
    heading("5. Kiến nghị"),
    text(
      `Văn phòng Ủy ban nhân dân tỉnh kính trình ${issuerInText(edition.issuer)} xem xét, ký ban hành Quyết định ${lowerFirst(decisionAbstract(edition))} (kèm theo dự thảo Quyết định và Danh mục)./.`,
    ),
  ]
}

const agencyCount = ({ entries }: FrozenEdition): number =>
  new Set(entries.map(({ agency }) => agency.id)).size
const lowerFirst = (value: string): string => value.charAt(0).toLocaleLowerCase("vi") + value.slice(1)

const comparedWithBefore = (edition: FrozenEdition): string =>
  edition.replaces
    ? `So với Danh mục công bố tại Quyết định số ${edition.replaces.decisionNumber} ${formatOfficialDay(edition.replaces.decisionDay)}: ${changesInText(edition)}.`
    : "Đây là Danh mục được lập lần đầu, chưa có kỳ trước để so sánh."
