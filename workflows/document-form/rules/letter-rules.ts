import { centreOf, type Line } from "#workflows/pdf-reading/lines.ts"
import { component, template } from "../law.ts"
import { type Checked, type LintRule, rulesOf } from "../lint-rule.ts"
import {
  centredOn,
  eachLine,
  fault,
  inPoints,
  points,
  quoted,
  singleSpaced,
  sizes,
  styled,
} from "../measure.ts"
import { numberParts, TYPE_SYMBOLS } from "./number-date-rules.ts"

const rule = rulesOf("letter")

/** Points between the number and the trích yếu of a công văn. */
const GAP = 6

const abstract = ({ type, parts }: Checked): Line[] => (type === "LETTER" ? parts.title.abstract : [])

/** What a công văn has instead of tên loại: its trích yếu under the number (ô 5b). */
export const LETTER_RULES: LintRule[] = [
  rule("abstract-form", component(5, "b"), "Trích yếu công văn bắt đầu bằng «V/v».", (checked) =>
    eachLine(abstract(checked).slice(0, 1), ({ text }) => /^V\/v \p{L}/u.test(text), "V/v …"),
  ),
  rule("abstract-style", component(5, "b"), "Trích yếu công văn kiểu chữ đứng, không đậm.", (checked) =>
    styled(abstract(checked), { bold: false, italic: false }),
  ),
  rule("abstract-size", component(5, "b"), "Trích yếu công văn đúng cỡ chữ quy định.", (checked) =>
    sizes(abstract(checked), "letterAbstract", checked.profile),
  ),
  rule("abstract-centred", component(5, "b"), "Trích yếu công văn canh giữa dưới số, ký hiệu.", (checked) => {
    const last = checked.parts.header.agency.at(-1)
    return last ? centredOn(abstract(checked), centreOf(last), checked.profile, "dưới số, ký hiệu") : []
  }),
  rule("abstract-spacing", component(5, "b"), "Các dòng trích yếu công văn cách dòng đơn.", (checked) =>
    singleSpaced(abstract(checked), checked.profile),
  ),
  rule("abstract-gap", component(5, "b"), "Trích yếu công văn cách số, ký hiệu 6 pt.", (checked) => {
    const [first] = abstract(checked)
    const { number } = checked.parts.header
    if (!first || !number) return []
    const { allowed, tolerance } = checked.profile
    // Free height between the natural lines of both.
    const gap = first.baseline - number.baseline - allowed.descent * number.size - allowed.ascent * first.size
    return Math.abs(gap - GAP) <= points(tolerance.centring)
      ? []
      : [fault(first.page, `cách ${inPoints(gap)}`, `cách ${inPoints(GAP)}`)]
  }),
  rule(
    "symbol",
    template("mẫu 1.5"),
    "Ký hiệu công văn gồm tên cơ quan và đơn vị soạn thảo, không có chữ viết tắt tên loại.",
    (checked) => {
      const { number } = checked.parts.header
      const symbol = number && numberParts(number.text)?.symbol
      if (checked.type !== "LETTER" || !symbol) return []
      const [first = ""] = symbol.split("-")
      return Object.values(TYPE_SYMBOLS).includes(first) ? [fault(1, quoted(symbol), "UBND-KSTT")] : []
    },
  ),
]
