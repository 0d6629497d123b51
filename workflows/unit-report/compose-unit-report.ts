import { blankInWords } from "#models/indicator/frozen-blank.ts"
import { toldInWords } from "#models/indicator/told-figure.ts"
import type { EditionIssuer } from "#models/reference/issuer.ts"
import { provinceKind } from "#models/reference/province.ts"
import { answerInWords, answerOf } from "#models/reporting-period/report-question.ts"
import type { ReportingPeriod } from "#models/reporting-period/reporting-period.ts"
import { formatDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { FIGURE_LABELS } from "#models/unit-report/report-figures.ts"
import type { UnitReport } from "#models/unit-report/unit-report.ts"
import {
  type Annex,
  BLANK_DATE,
  blankNumberAnd,
  bold,
  type DocumentLayout,
  paragraph,
  type Row,
  regular,
} from "#workflows/document-text/document-layout.ts"

type Facts = {
  report: UnitReport
  period: ReportingPeriod
  /** Who reports, and whether it is a people's committee. */
  sender: { name: string; isCommittee: boolean; placeName: string; symbol: string }
  /** Who signed it off; empty before, null where it came on paper, signed there. */
  signer: string | null
  /** Of the agency that puts the province's report together. */
  receiver: string
  issuer: EditionIssuer
}

/** One table of a unit's report, as document, Word and workbook show it alike. */
type UnitTable = { title: string; headings: string[]; rows: string[][] }

/** What a unit's report says, as tables. */
export const tablesOfReport = (report: UnitReport, { questions }: ReportingPeriod): UnitTable[] => {
  const { figures, indicators = [], blanks = [], tasks, answers } = report.content
  return [
    ...(figures.length > 0
      ? [
          {
            title: "Số liệu của hệ thống",
            headings: ["Chỉ tiêu", "Số liệu"],
            rows: figures.map(({ key, value }) => [FIGURE_LABELS[key], formatNumber(value)]),
          },
        ]
      : []),
    ...(indicators.length > 0
      ? [
          {
            title: "Chỉ số của đơn vị trong kỳ",
            headings: ["Chỉ số", "Giá trị"],
            rows: indicators.map((figure) => [figure.name, toldInWords(figure)]),
          },
        ]
      : []),
    ...(blanks.length > 0
      ? [
          {
            title: "Chỉ số không có giá trị trong kỳ",
            headings: ["Lý do", "Chỉ số"],
            rows: [...Map.groupBy(blanks, blankInWords)].map(([why, some]) => [
              `${why.charAt(0).toLocaleUpperCase("vi")}${why.slice(1)} (${formatNumber(some.length)} chỉ số)`,
              some.map(({ name }) => name).join("; "),
            ]),
          },
        ]
      : []),
    {
      title: "Nội dung đơn vị báo cáo",
      headings: ["Nội dung", "Trả lời"],
      rows: questions.map((question) => [
        question.label,
        answerInWords(question, answerOf(answers, question.key)) || "–",
      ]),
    },
    ...(tasks.length > 0
      ? [
          {
            title: "Nhiệm vụ của kế hoạch",
            headings: ["Nhiệm vụ", "Kỳ", "Hạn", "Tình trạng", "Ghi chú của đơn vị"],
            rows: tasks.map((task) => [
              `${task.number} ${task.text}`,
              task.period,
              task.due ? formatDay(task.due) : "–",
              task.isLate ? `${task.state} (quá hạn)` : task.state,
              task.note,
            ]),
          },
        ]
      : []),
  ]
}

/** Báo cáo of a unit (NĐ 30/2020 Phụ lục III, Mẫu 1.4); number and day are its records office's to give. Pure. */
export const composeUnitReport = (facts: Facts): DocumentLayout => {
  const { report, period, sender, receiver, issuer, signer } = facts
  const tables = tablesOfReport(report, period)
  const [first, ...annexes] = tables.toReversed()
  // The list of tasks is the annex, what is short stands in the text.
  const isTasks = first?.title.startsWith("Nhiệm vụ")
  const inText = isTasks ? annexes.toReversed() : tables
  const asOf = report.content.asOf
  return {
    kind: "UNIT_RETURN",
    header: {
      agency: sender.isCommittee
        ? [
            { text: "ỦY BAN NHÂN DÂN", bold: true },
            {
              text: sender.name.toLocaleUpperCase("vi").replace(/^(?:ỦY BAN NHÂN DÂN|UBND) /u, ""),
              bold: true,
            },
          ]
        : [
            { text: `UBND ${issuer.provinceUpper}`, bold: false },
            { text: sender.name.toLocaleUpperCase("vi"), bold: true },
          ],
      number: null,
      symbol: sender.symbol,
      placeName: sender.placeName,
      day: null,
    },
    typeName: "BÁO CÁO",
    abstract: `Tình hình thực hiện nhiệm vụ: ${period.name}`,
    blocks: [
      paragraph("addressee", regular(`Kính gửi: ${receiver}`)),
      paragraph(
        "body",
        regular(
          `Thực hiện chế độ báo cáo của ${provinceKind(issuer)} ${issuer.provinceName} (${period.basis}), ${sender.name} báo cáo như sau${asOf ? `, số liệu lấy ngày ${formatDay(asOf)}` : ""}:`,
        ),
      ),
      ...inText.flatMap((table, index) => [
        paragraph("heading", bold(`${index + 1}. ${table.title}`)),
        ...table.rows.map(([label = "", value = ""], at) =>
          paragraph(
            "body",
            regular(
              `- ${label}: ${value.replace(/[.;,\s]+$/u, "")}${at === table.rows.length - 1 ? "." : ";"}`,
            ),
          ),
        ),
      ]),
      paragraph(
        "body",
        regular(
          `${isTasks ? "Tình hình thực hiện từng nhiệm vụ của kế hoạch tại Phụ lục kèm theo. " : ""}Trên đây là báo cáo của ${sender.name}; đề nghị cơ quan đầu mối tổng hợp, báo cáo Ủy ban nhân dân ${provinceKind(issuer)} theo quy định./.`,
        ),
      ),
    ],
    closing: {
      recipients: ["Như trên", "Lãnh đạo đơn vị", "Lưu: VT, TH"],
      capacity: [
        ...(sender.isCommittee ? ["TM. ỦY BAN NHÂN DÂN"] : []),
        sender.isCommittee ? "CHỦ TỊCH" : "THỦ TRƯỞNG ĐƠN VỊ",
      ],
      fullName: signer === null ? "" : signer || "Họ Và Tên",
    },
    ...(issuer.training ? { training: true } : {}),
    annexes: isTasks && first ? [annexOf(first, facts)] : [],
    edition: null,
  }
}

const WIDTHS = [100, 35, 26, 42, 32]

const annexOf = ({ headings, rows }: UnitTable, { sender }: Facts): Annex => ({
  heading: "Phụ lục",
  title: "TÌNH HÌNH THỰC HIỆN NHIỆM VỤ CỦA KẾ HOẠCH",
  infoLine: `(Kèm theo Báo cáo số ${blankNumberAnd(sender.symbol)} ${BLANK_DATE} của ${sender.name})`,
  orientation: "landscape",
  table: {
    columns: [
      { heading: "TT", width: 12, align: "center" },
      ...headings.map((heading, index) => ({
        heading,
        width: WIDTHS[index] ?? 30,
        align: "left" as const,
      })),
    ],
    rows: rows.map((cells, index): Row => ({ kind: "item", cells: [String(index + 1), ...cells] })),
  },
})
