import { component, template } from "../law.ts"
import { type Checked, type Fault, type LintRule, rulesOf } from "../lint-rule.ts"
import { capitalLines, centredOn, fault, quoted, styled } from "../measure.ts"
import type { Paragraph, ParagraphKind } from "../recognise/document-parts.ts"

const rule = rulesOf("basis")
const authorities = rulesOf("authority")
const BOLD = { bold: true, italic: false }

const ofKind = ({ parts }: Checked, kind: ParagraphKind): Paragraph[] =>
  parts.paragraphs.filter((paragraph) => paragraph.kind === kind)
const bases = (checked: Checked): Paragraph[] => ofKind(checked, "basis")
const linesOf = (paragraphs: readonly Paragraph[]) => paragraphs.flatMap(({ lines }) => lines)
const middleOf = ({ parts: { frame } }: Checked): number => (frame.left + frame.right) / 2

const wrongAt = ({ text, lines }: Paragraph, expected: string): Fault =>
  fault(lines[0]?.page ?? 0, quoted(text.length > 60 ? `…${text.slice(-50)}` : text), expected)

/** Only a decision has căn cứ in italics above «QUYẾT ĐỊNH:». */
const inDecision = (check: (checked: Checked) => Fault[]) => (checked: Checked) =>
  checked.type === "DECISION" ? check(checked) : []

const ACT_WITH_NUMBER = /^Căn cứ (?:Nghị định|Thông tư|Quyết định|Nghị quyết|Kế hoạch|Chỉ thị)(?!\p{L})/u

export const BASIS_RULES: LintRule[] = [
  authorities(
    "present",
    template("mẫu 1.2, 1.3, ghi chú 6"),
    "Trên căn cứ có thẩm quyền ban hành.",
    inDecision((checked) =>
      ofKind(checked, "authority").length > 0
        ? []
        : [fault(1, "không có thẩm quyền ban hành", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …")],
    ),
  ),
  authorities(
    "capitals",
    template("mẫu 1.2, 1.3"),
    "Thẩm quyền ban hành trình bày bằng chữ in hoa.",
    (checked) => capitalLines(linesOf(ofKind(checked, "authority"))),
  ),
  authorities("style", template("mẫu 1.2, 1.3"), "Thẩm quyền ban hành kiểu chữ đứng, đậm.", (checked) =>
    styled(linesOf(ofKind(checked, "authority")), BOLD),
  ),
  authorities("centred", template("mẫu 1.2, 1.3"), "Thẩm quyền ban hành được canh giữa.", (checked) =>
    centredOn(
      linesOf(ofKind(checked, "authority")),
      middleOf(checked),
      checked.profile,
      "theo chiều ngang văn bản",
    ),
  ),
  authorities(
    "agency",
    template("ghi chú 6"),
    "Thẩm quyền ban hành phù hợp với tên cơ quan ban hành.",
    inDecision((checked) => {
      const [line] = ofKind(checked, "authority")
      const agency = checked.parts.header.agency.map(({ text }) => text).join(" ")
      return !line || agency === "" || line.text.endsWith(agency) ? [] : [wrongAt(line, `… ${agency}`)]
    }),
  ),
  rule(
    "present",
    component(6, "a"),
    "Quyết định có căn cứ ban hành.",
    inDecision((checked) => (bases(checked).length > 0 ? [] : [fault(1, "không có căn cứ", "Căn cứ …")])),
  ),
  rule("style", component(6, "a"), "Căn cứ trình bày bằng chữ in thường, nghiêng, không đậm.", (checked) =>
    styled(linesOf(bases(checked)), { bold: false, italic: true }),
  ),
  rule(
    "opening",
    component(6, "a"),
    "Mỗi căn cứ bắt đầu bằng «Căn cứ», «Theo đề nghị» hoặc «Xét đề nghị».",
    (checked) =>
      bases(checked)
        .filter(({ text }) => !/^(Căn cứ|Theo đề nghị|Xét đề nghị) /u.test(text))
        .map((one) => fault(one.lines[0]?.page ?? 0, quoted(one.text), "Căn cứ …")),
  ),
  rule("semicolon", component(6, "a"), "Mỗi căn cứ kết thúc bằng dấu chấm phẩy.", (checked) =>
    bases(checked)
      .slice(0, -1)
      .filter(({ text }) => !text.endsWith(";"))
      .map((one) => wrongAt(one, "kết thúc bằng «;»")),
  ),
  rule("full-stop", component(6, "a"), "Căn cứ cuối cùng kết thúc bằng dấu chấm.", (checked) =>
    bases(checked)
      .slice(-1)
      .filter(({ text }) => !text.endsWith("."))
      .map((one) => wrongAt(one, "kết thúc bằng «.»")),
  ),
  rule(
    "order",
    component(6, "a"),
    "Đề nghị của cơ quan soạn thảo đứng sau các căn cứ pháp lý.",
    (checked) => {
      const all = bases(checked)
      const proposalAt = all.findIndex(({ text }) => /^(Theo|Xét) đề nghị/u.test(text))
      const late =
        proposalAt < 0 ? undefined : all.slice(proposalAt + 1).find(({ text }) => text.startsWith("Căn cứ"))
      return late
        ? [fault(late.lines[0]?.page ?? 0, quoted(late.text), "căn cứ pháp lý đứng trước đề nghị")]
        : []
    },
  ),
  rule(
    "citation",
    component(6, "a"),
    "Căn cứ ghi đủ tên loại, số, ký hiệu, ngày và cơ quan ban hành.",
    (checked) =>
      bases(checked)
        .filter(({ text }) => ACT_WITH_NUMBER.test(text))
        .filter(({ text }) => !/ số \d+\/\S+ ngày \d+ tháng \d+ năm \d{4} của /u.test(text))
        .map((one) =>
          fault(one.lines[0]?.page ?? 0, quoted(one.text), "… số …/… ngày … tháng … năm … của …"),
        ),
  ),
  rule(
    "decides",
    template("mẫu 1.2, 1.3"),
    "Sau căn cứ có dòng «QUYẾT ĐỊNH:».",
    inDecision((checked) => {
      const [line] = ofKind(checked, "decides")
      if (!line) return [fault(1, "không có dòng «QUYẾT ĐỊNH:»", "QUYẾT ĐỊNH:")]
      return line.text === "QUYẾT ĐỊNH:" ? [] : [wrongAt(line, "QUYẾT ĐỊNH:")]
    }),
  ),
  rule("decides-style", template("mẫu 1.2, 1.3"), "Dòng «QUYẾT ĐỊNH:» kiểu chữ đứng, đậm.", (checked) =>
    styled(linesOf(ofKind(checked, "decides")), BOLD),
  ),
  rule("decides-centred", template("mẫu 1.2, 1.3"), "Dòng «QUYẾT ĐỊNH:» được canh giữa.", (checked) =>
    centredOn(
      linesOf(ofKind(checked, "decides")),
      middleOf(checked),
      checked.profile,
      "theo chiều ngang văn bản",
    ),
  ),
]
