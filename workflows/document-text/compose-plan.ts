import type { PlanContent } from "#models/plan/plan-content.ts"
import type { EditionIssuer } from "#models/reference/issuer.ts"
import { committeeName } from "#models/reference/province.ts"
import { formatOfficialDay, type IsoDay } from "#models/shared/dates.ts"
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
} from "./document-layout.ts"
import { capacityLines, type Signer } from "./signing-block.ts"

const PLAN_SYMBOL = "KH-UBND"

export type PlanText = {
  title: string
  content: PlanContent
  issuer: EditionIssuer
  signatory: Signer
  /** Number and day under which it is issued; null before. */
  issued: { number: string; day: IsoDay } | null
}

/**
 * Kế hoạch with its table of tasks as annex (NĐ 30/2020 Phụ lục III, Mẫu 1.4 and 2.1). Pure.
 * @throws RuleBrokenError when the signatory's capacity cannot sign for the committee
 */
export const composePlan = ({ title, content, issuer, signatory, issued }: PlanText): DocumentLayout => ({
  kind: "TEMPLATE",
  header: {
    agency: [
      { text: "ỦY BAN NHÂN DÂN", bold: true },
      { text: issuer.provinceUpper, bold: true },
    ],
    number: issued?.number ?? null,
    symbol: PLAN_SYMBOL,
    placeName: issuer.placeName,
    day: issued?.day ?? null,
  },
  typeName: "KẾ HOẠCH",
  abstract: title,
  blocks: bodyOf(content, issuer),
  closing: {
    recipients: recipientsOf(content, issuer),
    capacity: capacityLines(signatory, "COMMITTEE"),
    fullName: signatory.fullName,
  },
  ...(issuer.training ? { training: true } : {}),
  annexes: [annexOf(content, issuer, issued)],
  edition: null,
})

const textOf = ({ cells }: { cells: readonly string[] }): string =>
  cells.filter((cell) => cell !== "").join(" ")
const RECIPIENTS = /^nơi nhận/iu

/** What stands between the title and the recipients; a plan read from a table alone has none. */
function bodyOf({ paragraphs }: PlanContent, issuer: EditionIssuer): Block[] {
  const texts = paragraphs.map(textOf)
  const title = texts.findIndex((text) => /^kế hoạch\b/iu.test(text))
  const end = texts.findIndex((text) => RECIPIENTS.test(text))
  // The title stands beside its word or in the line below it.
  const begin = title < 0 ? 0 : title + (/^kế hoạch\s*$/iu.test(texts[title] ?? "") ? 2 : 1)
  const body = texts
    .slice(begin, end < 0 ? undefined : end)
    .filter((text) => !/^(?:số\s*:|\(?kèm theo|phụ lục)/iu.test(text))
  if (body.length === 0)
    return [
      paragraph(
        "body",
        regular(
          `${committeeName(issuer)} ban hành Kế hoạch với các nhiệm vụ tại Phụ lục kèm theo. Các cơ quan, đơn vị được giao chủ trì tổ chức thực hiện và báo cáo kết quả theo quy định./.`,
        ),
      ),
    ]
  return body.map((text) =>
    /^\d{1,2}(?:\.\d{1,2})*\s*\.?\s+\p{Lu}/u.test(text) && text.length < 120
      ? paragraph("heading", bold(text))
      : paragraph("body", regular(text)),
  )
}

const USUAL_RECIPIENTS = ["Chủ tịch, các PCT UBND tỉnh", "Các cơ quan được giao nhiệm vụ tại Phụ lục"]

function recipientsOf({ paragraphs }: PlanContent, issuer: EditionIssuer): string[] {
  const texts = paragraphs.map(textOf)
  const at = texts.findIndex((text) => RECIPIENTS.test(text))
  const lines = at < 0 ? [] : texts.slice(at + 1).filter((text) => /^[-–]/u.test(text))
  const named = lines.map((line) => line.replace(/^[-–]\s*/u, "")).filter((line) => line.length < 80)
  // Its stops are drawn.
  return named.length > 0
    ? named.map((line) => line.replace(/[;.,\s]+$/u, ""))
    : [...USUAL_RECIPIENTS, issuer.recipients.findLast((line) => /^lưu/iu.test(line)) ?? "Lưu: VT"]
}

function annexOf(content: PlanContent, issuer: EditionIssuer, issued: PlanText["issued"]): Annex {
  const number = issued ? `${issued.number}/${PLAN_SYMBOL}` : blankNumberAnd(PLAN_SYMBOL)
  const day = issued ? formatOfficialDay(issued.day) : BLANK_DATE
  return {
    heading: "Phụ lục",
    title: "CÁC NHIỆM VỤ CỤ THỂ",
    infoLine: `(Kèm theo Kế hoạch số ${number} ${day} của ${committeeName(issuer)})`,
    orientation: "landscape",
    table: {
      columns: [
        { heading: "TT", width: 14, align: "center" },
        { heading: "Nội dung công việc", width: 85, align: "left" },
        { heading: "Chủ trì", width: 42, align: "left" },
        { heading: "Phối hợp", width: 42, align: "left" },
        { heading: "Thời gian thực hiện", width: 32, align: "left" },
        { heading: "Ghi chú", width: 32, align: "left" },
      ],
      rows: rowsOf(content),
    },
  }
}

function rowsOf({ parts, rows }: PlanContent): Row[] {
  const numbers = [...new Set([...parts.map(({ number }) => number), ...rows.map(({ part }) => part)])]
  return numbers.flatMap((number): Row[] => {
    const own = rows.filter((row) => row.part === number)
    if (own.length === 0) return []
    const heading = parts.find((part) => part.number === number)?.heading
    return [
      ...(heading ? [{ kind: "group" as const, depth: 0 as const, text: `${number}. ${heading}` }] : []),
      ...own.map(({ cells }) => ({
        kind: "item" as const,
        cells: [
          cells.number,
          cells.text,
          inLines(cells.leads),
          inLines(cells.coordinating),
          cells.due,
          noteOf(cells),
        ],
      })),
    ]
  })
}

/** Units that a file had on lines of their own stand so again. */
const inLines = (units: string): string =>
  units.replace(/;?\s+-\s+(?=(?:Các|Sở|UBND|Văn phòng|Ban)\s)/gu, "\n- ")

const noteOf = ({ note, product }: { note: string; product: string }): string =>
  [product, note].filter((text) => text !== "").join("; ")
