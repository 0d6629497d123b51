import { blankInWords } from "#models/indicator/frozen-blank.ts"
import { toldInWords } from "#models/indicator/told-figure.ts"
import type { EditionIssuer } from "#models/reference/issuer.ts"
import { committeeName } from "#models/reference/province.ts"
import { type ConsolidatedContent, STANDING_LABELS } from "#models/reporting-period/consolidated-report.ts"
import { answerInWords, answerOf, type ReportQuestion } from "#models/reporting-period/report-question.ts"
import { formatDay, formatOfficialDay, type IsoDay } from "#models/shared/dates.ts"
import { formatNumber, romanNumeral } from "#models/shared/numbers.ts"
import {
  type Annex,
  BLANK_DATE,
  type Block,
  blankNumberAnd,
  bold,
  type DocumentLayout,
  paragraph,
  type Row,
  regular,
} from "#workflows/document-text/document-layout.ts"
import { capacityLines, type Signer } from "#workflows/document-text/signing-block.ts"
import { totalOfAnswer } from "./consolidate.ts"

export const REPORT_SYMBOL = "BC-UBND"

type Facts = {
  content: ConsolidatedContent
  issuer: EditionIssuer
  signatory: Signer
  /** Number and day under which it goes out; null before. */
  issued: { number: string; day: IsoDay } | null
}

/** One table of the report, as document, Word and workbook show it alike. */
export type ReportTable = { title: string; headings: string[]; rows: string[][]; total: string[] | null }

/** `Báo cáo quý I/2023`, in a revision `(bản sửa đổi lần 1)`. */
export const titleOf = ({ name, revision }: Pick<ConsolidatedContent, "name" | "revision">): string =>
  revision > 1 ? `${name} (bản sửa đổi lần ${revision - 1})` : name

/**
 * Báo cáo of the province (NĐ 30/2020 Phụ lục III, Mẫu 1.4): who reported and when, what their figures come to, and each unit's in the
 * annexes; of a revision also what it says otherwise. Pure: everything comes from what was frozen.
 * @throws RuleBrokenError when the signatory's capacity cannot sign for the committee
 */
export const composeConsolidated = ({ content, issuer, signatory, issued }: Facts): DocumentLayout => {
  const tables = tablesOf(content)
  return {
    kind: "REPORT",
    header: {
      agency: [
        { text: "ỦY BAN NHÂN DÂN", bold: true },
        { text: issuer.provinceUpper, bold: true },
      ],
      number: issued?.number ?? null,
      symbol: REPORT_SYMBOL,
      placeName: issuer.placeName,
      day: issued?.day ?? null,
    },
    typeName: "BÁO CÁO",
    abstract: `Tình hình thực hiện kế hoạch cung cấp thông tin và dịch vụ công trực tuyến: ${titleOf(content)}`,
    blocks: bodyOf(content, issuer),
    closing: {
      recipients: [
        "Chủ tịch, các PCT UBND tỉnh",
        "Các cơ quan, đơn vị báo cáo",
        issuer.recipients.findLast((line) => /^lưu/iu.test(line)) ?? "Lưu: VT",
      ],
      capacity: capacityLines(signatory, "COMMITTEE"),
      fullName: signatory.fullName,
    },
    ...(issuer.training ? { training: true } : {}),
    annexes: tables.map((table, index) =>
      annexOf(table, index, tables.length, { content, issuer, signatory, issued }),
    ),
    edition: null,
  }
}

function bodyOf(content: ConsolidatedContent, issuer: EditionIssuer): Block[] {
  const { counts, due, figures, questions, exceptions, changes } = content
  const say = (text: string) => paragraph("body", regular(text))
  const numbers = questions.filter(({ kind }) => kind !== "TEXT")
  const annexes = tablesOf(content)
  return [
    paragraph("heading", bold("1. Tình hình báo cáo")),
    say(
      `Phải báo cáo: ${formatNumber(counts.expected)} cơ quan, đơn vị; đã nhận ${formatNumber(counts.received)} báo cáo, trong đó ${formatNumber(counts.onTime)} báo cáo gửi đúng hạn (trước hoặc trong ngày ${formatDay(due)}), ${formatNumber(counts.late)} báo cáo gửi muộn; ${formatNumber(counts.missing)} cơ quan, đơn vị chưa gửi.${annexes.length > 1 ? " Danh sách tại Phụ lục I." : " Danh sách tại Phụ lục kèm theo."}`,
    ),
    ...(exceptions.length > 0
      ? [
          say(
            `Kỳ báo cáo được khóa khi ${formatNumber(exceptions.length)} cơ quan, đơn vị chưa có báo cáo được chấp nhận; lý do ghi cùng danh sách.`,
          ),
        ]
      : []),
    paragraph("heading", bold("2. Kết quả thực hiện")),
    ...listOf([
      ...figures.map(({ label, total }) => `${label}: ${formatNumber(total)}`),
      ...numbers.map((question) => `${question.label}: ${totalInWords(content, question)}`),
    ]).map(say),
    ...(annexes.length > 1
      ? [say(`Số liệu, nội dung chi tiết theo từng cơ quan, đơn vị tại ${inWords(annexes)}.`)]
      : []),
    ...(changes
      ? [
          paragraph("heading", bold("3. Nội dung sửa đổi so với bản trước")),
          say(`Lý do sửa đổi: ${changes.reason}`),
          say(
            changes.lines.length > 0
              ? `Bản này khác bản trước ${formatNumber(changes.lines.length)} chỗ, liệt kê tại Phụ lục ${romanNumeral(annexes.length)}.`
              : "Số liệu của bản này không khác bản trước.",
          ),
        ]
      : []),
    say(
      `Trên đây là tình hình, kết quả thực hiện của các cơ quan, đơn vị, địa phương trong kỳ báo cáo. Số liệu được tổng hợp từ báo cáo đã được chấp nhận của từng cơ quan, đơn vị, chốt ngày ${formatDay(content.lockedOn)}. ${committeeName(issuer)} báo cáo để các cơ quan có liên quan theo dõi, chỉ đạo./.`,
    ),
  ]
}

/** Lines of a list: each with a dash, its stops as the decree has them (NĐ 30/2020 Phụ lục I, II.6). */
const listOf = (lines: readonly string[]): string[] =>
  lines.map((line, index) => `- ${line}${index === lines.length - 1 ? "." : ";"}`)

/** `Phụ lục II, Phụ lục III và Phụ lục IV`: those after the first. */
const inWords = (annexes: readonly ReportTable[]): string => {
  const names = annexes.slice(1).map((_, index) => `Phụ lục ${romanNumeral(index + 2)}`)
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} và ${names.at(-1)}`
}

const totalInWords = (content: ConsolidatedContent, question: ReportQuestion): string => {
  const total = totalOfAnswer(content, question)
  return total ? answerInWords(question, { ...total, text: "" }) : "không có số liệu"
}

/** Every table of a frozen report; sums stand under the rows they are of. */
export const tablesOf = (content: ConsolidatedContent): ReportTable[] => {
  const { rows, figures, indicators = [], blanks = [], questions, exceptions, changes } = content
  const reasons = new Map(exceptions.map(({ agencyId, reason }) => [agencyId, reason]))
  const numbers = questions.filter(({ kind }) => kind !== "TEXT")
  const words = questions.filter(({ kind }) => kind === "TEXT")
  const said = rows.flatMap(({ name, answers }) =>
    words.flatMap((question) => {
      const text = answerOf(answers, question.key).text.trim()
      return text === "" ? [] : [[name, question.label, text]]
    }),
  )
  return [
    {
      title: "Cơ quan, đơn vị phải báo cáo",
      headings: ["Cơ quan, đơn vị", "Tình trạng", "Ngày nhận", "Lý do khóa khi chưa có báo cáo"],
      rows: rows.map(({ agencyId, name, standing, receivedOn }) => [
        name,
        STANDING_LABELS[standing],
        receivedOn ? formatDay(receivedOn) : "–",
        reasons.get(agencyId) ?? "",
      ]),
      total: null,
    },
    ...chunk(figures, 5).map((some) => ({
      title: "Số liệu của hệ thống, theo cơ quan, đơn vị",
      headings: ["Cơ quan, đơn vị", ...some.map(({ label }) => label)],
      rows: rows.map((row) => [
        row.name,
        ...some.map(({ key }) => (row.figures[key] === undefined ? "–" : formatNumber(row.figures[key]))),
      ]),
      total: ["Tổng cộng", ...some.map(({ total }) => formatNumber(total))],
    })),
    ...(indicators.length + blanks.length > 0
      ? [
          {
            title: "Chỉ số của tỉnh",
            headings: ["Chỉ số", "Giá trị"],
            rows: [
              ...indicators.map((figure) => [figure.name, toldInWords(figure)]),
              ...blanks.map((one) => [one.name, `không có giá trị (${blankInWords(one)})`]),
            ],
            total: null,
          },
        ]
      : []),
    ...chunk(numbers, 5).map((some) => ({
      title: "Số liệu do cơ quan, đơn vị báo cáo",
      headings: ["Cơ quan, đơn vị", ...some.map(({ label }) => label)],
      rows: rows.map((row) => [
        row.name,
        ...some.map((question) => answerInWords(question, answerOf(row.answers, question.key)) || "–"),
      ]),
      total: ["Tổng cộng", ...some.map((question) => totalInWords(content, question))],
    })),
    ...(said.length > 0
      ? [
          {
            title: "Diễn giải của cơ quan, đơn vị",
            headings: ["Cơ quan, đơn vị", "Câu hỏi", "Trả lời"],
            rows: said,
            total: null,
          },
        ]
      : []),
    ...(changes && changes.lines.length > 0
      ? [
          {
            title: "Nội dung sửa đổi so với bản trước",
            headings: ["Chỗ sửa đổi", "Bản trước", "Bản này"],
            rows: changes.lines.map(({ where, was, now }) => [where, was, now]),
            total: null,
          },
        ]
      : []),
  ]
}

function chunk<T>(items: readonly T[], size: number): T[][] {
  const chunks: T[][] = []
  for (let from = 0; from < items.length; from += size) chunks.push(items.slice(from, from + size))
  return chunks
}

const WIDTH = 247
const FIRST = 12

function annexOf(table: ReportTable, index: number, of: number, { content, issuer, issued }: Facts): Annex {
  const number = issued ? `${issued.number}/${REPORT_SYMBOL}` : blankNumberAnd(REPORT_SYMBOL)
  const day = issued ? formatOfficialDay(issued.day) : BLANK_DATE
  const isCounted = table.total !== null
  const first = isCounted ? 75 : 80
  const rest = (WIDTH - FIRST - first) / (table.headings.length - 1)
  return {
    heading: of > 1 ? `Phụ lục ${romanNumeral(index + 1)}` : "Phụ lục",
    title: `${table.title.toLocaleUpperCase("vi")}, ${titleOf(content).toLocaleUpperCase("vi")}`,
    infoLine: `(Kèm theo Báo cáo số ${number} ${day} của ${committeeName(issuer)})`,
    orientation: "landscape",
    table: {
      columns: [
        { heading: "TT", width: FIRST, align: "center" },
        ...table.headings.map((heading, column) => ({
          heading,
          width: column === 0 ? first : rest,
          align: isCounted && column > 0 ? ("center" as const) : ("left" as const),
        })),
      ],
      rows: [
        ...table.rows.map((cells, at): Row => ({ kind: "item", cells: [String(at + 1), ...cells] })),
        ...(table.total ? [{ kind: "total" as const, cells: ["", ...table.total] }] : []),
      ],
    },
  }
}
