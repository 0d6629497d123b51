import { formatDocumentNumber } from "#models/document-number/format-document-number.ts"
import { provinceKind } from "#models/reference/province.ts"
import { formatDay, formatInstant, formatOfficialDay } from "#models/shared/dates.ts"
import { PARTIAL_REASON_LABELS, SERVICE_LEVEL_LABELS, SERVICE_LEVELS } from "#models/shared/levels.ts"
import { formatNumber, romanNumeral } from "#models/shared/numbers.ts"
import type { ReturnPart, ReturnRow } from "#models/unit-return/unit-return.ts"
import { groupRow } from "#workflows/document-text/annex-rows.ts"
import {
  type Annex,
  bold,
  type DocumentLayout,
  paragraph,
  type Row,
  regular,
} from "#workflows/document-text/document-layout.ts"
import { groupsOf } from "./return-groups.ts"

/** Of the covering letter, as documents and screens name it: `07/STP-KSTT`. */
export const letterNumber = ({ number, symbol }: Pick<ReturnPart, "number" | "symbol">): string =>
  `${formatDocumentNumber(number)}/${symbol}`

const officeOf = ({ receiver }: ReturnPart): string =>
  `Văn phòng Ủy ban nhân dân ${provinceKind(receiver)} ${receiver.provinceName}`

/** `2 toàn trình, 1 một phần`: only what there is. */
export const levelsInWords = (rows: readonly Pick<ReturnRow, "level">[]): string =>
  SERVICE_LEVELS.map((level) => ({ level, count: rows.filter((row) => row.level === level).length }))
    .filter(({ count }) => count > 0)
    .map(({ level, count }) => `${formatNumber(count)} ${SERVICE_LEVEL_LABELS[level].toLowerCase()}`)
    .join(", ")

/**
 * Công văn gửi phiếu đăng ký of a unit (NĐ 30/2020 Phụ lục III, Mẫu 1.5), with the list as its annex: what was frozen when it was
 * sent, so that it says the same whenever it is drawn. Pure.
 */
export const composeReturnLetter = (part: ReturnPart): DocumentLayout => {
  const { rows, left, sequence, campaignYear, sender } = part
  const again = sequence > 1 ? ` (lần ${sequence})` : ""
  return {
    kind: "UNIT_RETURN",
    header: {
      agency: agencyLines(part),
      number: formatDocumentNumber(part.number),
      symbol: part.symbol,
      placeName: sender.placeName,
      day: part.day,
    },
    typeName: "",
    abstract: `V/v đăng ký mức độ cung cấp dịch vụ công trực tuyến năm ${campaignYear}${again}`,
    blocks: [
      paragraph("addressee", regular(`Kính gửi: ${officeOf(part)}`)),
      paragraph(
        "body",
        regular(
          `Thực hiện việc rà soát, đăng ký mức độ cung cấp dịch vụ công trực tuyến năm ${campaignYear}, ${sender.name} đã rà soát và đăng ký ${formatNumber(rows.length)} dịch vụ công, gồm: ${levelsInWords(rows)} (danh sách tại Phụ lục kèm theo).`,
        ),
      ),
      paragraph(
        "body",
        regular(
          left > 0
            ? `Đây là lần gửi thứ ${sequence}. Còn ${formatNumber(left)} dịch vụ công đơn vị đang hoàn thiện, sẽ gửi tiếp trước hạn đăng ký ngày ${formatDay(part.dueOn)} theo kế hoạch.`
            : `${sequence > 1 ? `Đây là lần gửi thứ ${sequence}. ` : ""}Đến nay đơn vị đã đăng ký đủ các dịch vụ công thuộc trách nhiệm rà soát.`,
        ),
      ),
      paragraph("body", regular(`${sender.name} gửi ${officeOf(part)} thẩm định, tổng hợp theo quy định./.`)),
    ],
    closing: {
      recipients: ["Như trên", "Lãnh đạo đơn vị", "Lưu: VT, KSTT"],
      capacity: capacityOf(part),
      fullName: part.by.name,
    },
    ...(part.receiver.training ? { training: true } : {}),
    annexes: [listOf(part)],
    edition: null,
  }
}

/** A committee has no superior above its name, every other unit the province's committee (NĐ 30/2020 Phụ lục I, II.2a). */
function agencyLines({ sender, receiver }: ReturnPart): DocumentLayout["header"]["agency"] {
  const name = sender.name.toLocaleUpperCase("vi")
  if (!sender.isCommittee)
    return [
      { text: `UBND ${receiver.provinceUpper}`, bold: false },
      { text: name, bold: true },
    ]
  const place = name.replace(/^(?:ỦY BAN NHÂN DÂN|UBND) /u, "")
  return [
    { text: "ỦY BAN NHÂN DÂN", bold: true },
    { text: place, bold: true },
  ]
}

/** The deputy signs for the head, and the chairman for the committee (NĐ 30/2020 Điều 13). */
function capacityOf({ sender, position }: ReturnPart): string[] {
  const isDeputy = position.startsWith("PHÓ ")
  return [
    ...(sender.isCommittee ? ["TM. ỦY BAN NHÂN DÂN"] : []),
    ...(isDeputy ? [`KT. ${position.replace(/^PHÓ /u, "")}`] : []),
    position,
  ]
}

const COLUMNS: Annex["table"]["columns"] = [
  { heading: "TT", width: 13, align: "center" },
  { heading: "Mã TTHC\n(Mã DVC)", width: 32, align: "center" },
  { heading: "Tên thủ tục hành chính", width: 96, align: "left" },
  { heading: "Mức độ đăng ký", width: 36, align: "center" },
  { heading: "Lý do một phần, căn cứ", width: 70, align: "left" },
]

const listOf = (part: ReturnPart): Annex => ({
  heading: "Phụ lục",
  title: `DANH SÁCH DỊCH VỤ CÔNG ĐĂNG KÝ MỨC ĐỘ CUNG CẤP TRỰC TUYẾN NĂM ${part.campaignYear}`,
  infoLine: `(Kèm theo Công văn số ${letterNumber(part)} ${formatOfficialDay(part.day)} của ${part.sender.name})`,
  orientation: "landscape",
  table: {
    columns: COLUMNS,
    rows: groupsOf(part.rows).flatMap(({ name, rows, first }, group): Row[] => [
      groupRow(0, `${romanNumeral(group + 1)}. LĨNH VỰC ${name.toLocaleUpperCase("vi")}`, rows.length),
      ...rows.map((row, index): Row => ({ kind: "item", cells: cellsOf(row, first + index) })),
    ]),
  },
})

const cellsOf = (row: ReturnRow, position: number): string[] => [
  String(position),
  `${row.procedureCode}\n(${row.serviceCode})`,
  row.caseName ? `${row.procedureName} – ${row.caseName}` : row.procedureName,
  SERVICE_LEVEL_LABELS[row.level],
  [row.partialReason ? PARTIAL_REASON_LABELS[row.partialReason] : "", row.citation]
    .filter(Boolean)
    .join(". "),
]

/** Biên nhận: what was received of whom, and when, whole or in part, in time or late. Made by the system, signed by nobody. */
export const composeReturnReceipt = (part: ReturnPart): DocumentLayout => {
  const { rows, left, sequence, sender, day, dueOn } = part
  const line = (label: string, text: string) => paragraph("body", bold(`${label}: `), regular(text))
  return {
    kind: "UNIT_RETURN",
    header: {
      agency: [
        { text: `UBND ${part.receiver.provinceUpper}`, bold: false },
        { text: "VĂN PHÒNG", bold: true },
      ],
      number: null,
      symbol: "BN-VPUBND",
      placeName: part.receiver.provinceName,
      day,
    },
    typeName: "BIÊN NHẬN",
    abstract: `Phiếu đăng ký của ${sender.name}, lần ${sequence}`,
    blocks: [
      line("Đơn vị gửi", sender.name),
      line("Đợt rà soát", part.campaignName),
      line("Công văn", `số ${letterNumber(part)} ${formatOfficialDay(day)}`),
      line(
        "Người ký",
        `${part.by.name}${part.by.onBehalfOf ? `, thay ${part.by.onBehalfOf.name} theo ${part.by.onBehalfOf.ground}` : ""}`,
      ),
      line("Nhận lúc", formatInstant(part.at)),
      line("Nội dung", `${formatNumber(rows.length)} dịch vụ công: ${levelsInWords(rows)}`),
      line("Còn ở đơn vị khi gửi", left > 0 ? `${formatNumber(left)} dịch vụ công` : "không còn dịch vụ nào"),
      line("Hạn đăng ký", `${formatDay(dueOn)}, ${day > dueOn ? "gửi sau hạn" : "gửi trong hạn"}`),
    ],
    closing: {
      recipients: [sender.name, "Lưu: hồ sơ rà soát"],
      capacity: ["HỆ THỐNG TỰ ĐỘNG XÁC NHẬN"],
      fullName: `Mã ${part.id}`,
    },
    ...(part.receiver.training ? { training: true } : {}),
    annexes: [],
    edition: null,
  }
}
