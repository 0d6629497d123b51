import { isCapitals, joined, type Line } from "#workflows/pdf-reading/lines.ts"
import { component, METADATA, template } from "../law.ts"
import { type Checked, type LintRule, rulesOf } from "../lint-rule.ts"
import { capitalLines, centredOn, eachLine, fault, quoted, sizes, styled } from "../measure.ts"
import { centredShortRule, lengthOfShortRule, presentRule } from "./short-rule.ts"

const rule = rulesOf("title")
const abstracts = rulesOf("abstract")
const BOLD = { bold: true, italic: false }

const typeName = ({ parts }: Checked): Line[] => [parts.title.typeName].filter((line) => line !== null)
const abstract = ({ parts }: Checked): Line[] => parts.title.abstract
/** That of a document with tên loại; a công văn has rules of its own (letter-rules). */
const abstractBelowType = ({ parts }: Checked): Line[] => (parts.title.isLetter ? [] : parts.title.abstract)
const middleOf = ({ parts: { frame } }: Checked): number => (frame.left + frame.right) / 2
const underAbstract = ({ title }: Checked["parts"]) => ({
  lines: title.isLetter ? [] : title.abstract,
  rule: title.rule,
})

export const TITLE_RULES: LintRule[] = [
  rule("present", component(5), "Văn bản có tên loại, trừ công văn.", (checked) =>
    typeName(checked).length > 0 || checked.type === "LETTER"
      ? []
      : [fault(1, "không có tên loại", "QUYẾT ĐỊNH, TỜ TRÌNH, …")],
  ),
  rule("capitals", component(5, "b"), "Tên loại trình bày bằng chữ in hoa.", (checked) =>
    capitalLines(typeName(checked)),
  ),
  rule("style", component(5, "b"), "Tên loại kiểu chữ đứng, đậm.", (checked) =>
    styled(typeName(checked), BOLD),
  ),
  rule("size", component(5, "b"), "Tên loại đúng cỡ chữ quy định.", (checked) =>
    sizes(typeName(checked), "title", checked.profile),
  ),
  rule("centred", component(5, "b"), "Tên loại được canh giữa theo chiều ngang văn bản.", (checked) =>
    centredOn(typeName(checked), middleOf(checked), checked.profile, "theo chiều ngang văn bản"),
  ),
  abstracts("present", component(5), "Dưới tên loại có trích yếu nội dung.", (checked) =>
    typeName(checked).length === 0 || abstract(checked).length > 0
      ? []
      : [fault(1, "không có trích yếu", "trích yếu dưới tên loại")],
  ),
  abstracts("style", component(5, "b"), "Trích yếu kiểu chữ đứng, đậm.", (checked) =>
    styled(abstractBelowType(checked), BOLD),
  ),
  abstracts(
    "lower-case",
    component(5, "b"),
    "Trích yếu trình bày bằng chữ in thường, hoa chữ đầu.",
    (checked) =>
      eachLine(
        abstract(checked),
        (line) => !isCapitals(line.text) && (line !== abstract(checked)[0] || /^\p{Lu}/u.test(line.text)),
        "chữ in thường, hoa chữ đầu",
      ),
  ),
  abstracts("size", component(5, "b"), "Trích yếu đúng cỡ chữ quy định.", (checked) =>
    sizes(abstractBelowType(checked), "title", checked.profile),
  ),
  abstracts("centred", component(5, "b"), "Trích yếu được canh giữa dưới tên loại.", (checked) =>
    centredOn(abstractBelowType(checked), middleOf(checked), checked.profile, "dưới tên loại"),
  ),
  abstracts(
    "wording",
    template("mẫu 1.2, 1.3"),
    "Trích yếu của quyết định bắt đầu bằng «Về việc», «Ban hành» hoặc «Phê duyệt».",
    (checked) =>
      checked.type !== "DECISION" ||
      abstract(checked).length === 0 ||
      /^(Về việc|Ban hành|Phê duyệt) /u.test(joined(abstract(checked)))
        ? []
        : [fault(1, quoted(joined(abstract(checked))), "Về việc …")],
  ),
  abstracts("no-stop", component(5), "Trích yếu không kết thúc bằng dấu câu.", (checked) =>
    /[.;,:]$/u.test(joined(abstract(checked)))
      ? [fault(1, quoted(abstract(checked).at(-1)?.text ?? ""), "không có dấu câu cuối")]
      : [],
  ),
  abstracts("length", METADATA, "Trích yếu không quá dài.", (checked) => {
    const { length } = joined(abstract(checked))
    const most = checked.profile.allowed.abstractLength
    return length <= most ? [] : [fault(1, `${length} ký tự`, `không quá ${most} ký tự`)]
  }),
  presentRule(abstracts, component(5, "b"), "trích yếu", underAbstract),
  lengthOfShortRule(abstracts, component(5, "b"), "trích yếu", underAbstract),
  centredShortRule(abstracts, component(5, "b"), "trích yếu", underAbstract),
]
