import { romanNumeral } from "#models/shared/numbers.ts"
import { isBold } from "#workflows/pdf-reading/lines.ts"
import { component, template } from "../law.ts"
import { type Checked, type Fault, type LintRule, rulesOf } from "../lint-rule.ts"
import { centredOn, fault, quoted } from "../measure.ts"
import type { Paragraph, ParagraphKind } from "../recognise/document-parts.ts"

const rule = rulesOf("article")
const at = ({ lines, text }: Paragraph, expected: string): Fault =>
  fault(lines[0]?.page ?? 0, quoted(text), expected)

const ofKind = ({ parts }: Checked, kind: ParagraphKind): Paragraph[] =>
  parts.paragraphs.filter((paragraph) => paragraph.kind === kind)

/** Letters of điểm in Vietnamese order: with đ, without f, j, w, z. */
const POINT_LETTERS = [..."abcdđeghiklmnopqrstuvxy"]

/** Runs of one kind, begun anew by every paragraph that `restarts`. */
const runsOf = (
  { parts }: Checked,
  kind: ParagraphKind,
  restarts: readonly ParagraphKind[],
): Paragraph[][] => {
  const runs: Paragraph[][] = [[]]
  for (const paragraph of parts.paragraphs) {
    if (restarts.includes(paragraph.kind)) runs.push([])
    if (paragraph.kind === kind) runs.at(-1)?.push(paragraph)
  }
  return runs
}

/** The first paragraph of each run whose label is not the next in order. */
const gaps = (
  runs: readonly Paragraph[][],
  labelAt: (index: number) => string,
  expectedText: (label: string) => string,
): Fault[] =>
  runs.flatMap((run) => {
    const index = run.findIndex(({ text }, place) => !text.startsWith(labelAt(place)))
    const wrong = run[index]
    return wrong ? [at(wrong, expectedText(labelAt(index)))] : []
  })

/** Words of an article that are its label and title, and the text after them, which is not bold. */
const labelWords = ({ lines, text }: Paragraph) => {
  const words = lines.flatMap((line) => line.words)
  const end = words.findIndex(({ face }) => !face.bold)
  // A title has no full stop; bold to the end of a sentence is bold text.
  if (end < 0)
    return /[.;:]$/u.test(text)
      ? { label: words.slice(0, 2), rest: words.slice(2) }
      : { label: words, rest: [] }
  return { label: words.slice(0, end), rest: words.slice(end) }
}

const divisions = (checked: Checked, name: RegExp): Paragraph[] =>
  ofKind(checked, "division").filter(({ text }) => name.test(text))

export const ARTICLE_RULES: LintRule[] = [
  rule("present", template("mẫu 1.2, 1.3"), "Nội dung quyết định chia thành các điều.", (checked) =>
    checked.type !== "DECISION" || ofKind(checked, "article").length > 0
      ? []
      : [fault(1, "không có điều nào", "Điều 1. …")],
  ),
  rule("form", component(6, "d"), "Điều viết «Điều 1.»: chữ số Ả Rập, sau có dấu chấm.", (checked) =>
    ofKind(checked, "article")
      .filter(({ text }) => !/^Điều \d+\. /u.test(text))
      .map((one) => at(one, "Điều 1. …")),
  ),
  rule("bold", component(6, "d"), "Từ «Điều», số thứ tự và tiêu đề của điều kiểu chữ đứng, đậm.", (checked) =>
    ofKind(checked, "article")
      .filter((one) => {
        const { label } = labelWords(one)
        return label.length < 2 || label.some(({ face }) => face.italic)
      })
      .map((one) => at(one, "«Điều …» chữ đứng, đậm")),
  ),
  rule("text-upright", component(6, "d"), "Nội dung của điều kiểu chữ đứng, không đậm.", (checked) =>
    ofKind(checked, "article")
      .filter((one) => labelWords(one).rest.some(({ face }) => face.bold || face.italic))
      .map((one) => at(one, "chữ đứng, không đậm")),
  ),
  rule("sequence", component(6, "d"), "Các điều đánh số liên tục từ 1.", (checked) =>
    gaps(
      [ofKind(checked, "article")],
      (index) => `Điều ${index + 1}.`,
      (label) => `«${label}»`,
    ),
  ),
  rule("clause-sequence", component(6, "d"), "Các khoản trong mỗi điều đánh số liên tục từ 1.", (checked) =>
    gaps(
      runsOf(checked, "clause", ["article"]),
      (index) => `${index + 1}.`,
      (label) => `khoản «${label}»`,
    ),
  ),
  rule("clause-form", component(6, "d"), "Khoản viết «1.», sau có khoảng cách.", (checked) =>
    ofKind(checked, "clause")
      .filter(({ text }) => !/^\d+\. \S/u.test(text))
      .map((one) => at(one, "1. …")),
  ),
  rule(
    "point-sequence",
    component(6, "d"),
    "Các điểm theo thứ tự bảng chữ cái tiếng Việt, có đ, không có f, j, w, z.",
    (checked) =>
      gaps(
        runsOf(checked, "point", ["article", "clause", "division"]),
        (index) => `${POINT_LETTERS[index] ?? "?"})`,
        (label) => `điểm «${label}»`,
      ),
  ),
  rule("point-form", component(6, "d"), "Điểm viết «a)»: chữ thường, sau có dấu ngoặc đơn đóng.", (checked) =>
    ofKind(checked, "point")
      .filter(({ text }) => !/^\p{Ll}\) \S/u.test(text))
      .map((one) => at(one, "a) …")),
  ),
  rule(
    "division-number",
    component(6, "d"),
    "Phần, chương đánh số La Mã liên tục; mục, tiểu mục đánh số Ả Rập.",
    (checked) => [
      ...gaps(
        [divisions(checked, /^Chương /u)],
        (index) => `Chương ${romanNumeral(index + 1)}`,
        (label) => `«${label}»`,
      ),
      ...gaps(
        [divisions(checked, /^Phần /u)],
        (index) => `Phần ${romanNumeral(index + 1)}`,
        (label) => `«${label}»`,
      ),
      ...divisions(checked, /^(Mục|Tiểu mục) /u)
        .filter(({ text }) => !/ \d+$/u.test(text))
        .map((one) => at(one, "Mục 1")),
    ],
  ),
  rule("division-style", component(6, "d"), "Phần, chương, mục ở dòng riêng, canh giữa, đậm.", (checked) =>
    ofKind(checked, "division").flatMap((one) => [
      ...(one.lines.every(isBold) ? [] : [at(one, "chữ đứng, đậm")]),
      ...centredOn(
        one.lines,
        (checked.parts.frame.left + checked.parts.frame.right) / 2,
        checked.profile,
        "theo chiều ngang văn bản",
      ),
    ]),
  ),
  rule(
    "section-title",
    component(6, "d"),
    "Tiêu đề của phần nội dung đứng riêng một dòng thì đậm.",
    (checked) =>
      !["SUBMISSION", "REPORT", "NOTICE"].includes(checked.type)
        ? []
        : ofKind(checked, "clause")
            .filter(({ lines, text }) => lines.length === 1 && !/[.;:]$/u.test(text))
            .filter(({ lines }) => !lines.every(isBold))
            .map((one) => at(one, "chữ đứng, đậm")),
  ),
  rule("ending", template("mẫu 1.1–1.10"), "Nội dung văn bản kết thúc bằng «./.».", ({ parts }) => {
    const last = parts.paragraphs.at(-1)
    return !last || last.text.endsWith("./.") ? [] : [at(last, "kết thúc bằng «./.»")]
  }),
  rule("ending-once", template("mẫu 1.1–1.10"), "Dấu «./.» chỉ có ở cuối văn bản.", ({ parts }) =>
    parts.paragraphs
      .filter(({ text }, index) => index < parts.paragraphs.length - 1 && text.includes("./."))
      .map((one) => at(one, "chỉ kết thúc văn bản bằng «./.»")),
  ),
  rule("sentence-end", component(6), "Mỗi đoạn kết thúc bằng dấu câu; tiêu đề thì không.", (checked) =>
    checked.parts.paragraphs
      .filter(({ kind }) => ["article", "clause", "point", "dash", "text"].includes(kind))
      .filter(({ lines, text }) => !(lines.every(isBold) || /[.;:,]$/u.test(text)))
      .map((one) => at(one, "kết thúc bằng «.», «;» hoặc «:»")),
  ),
  rule(
    "list-end",
    component(6),
    "Các ý của một danh sách gạch đầu dòng kết thúc bằng «;», ý cuối bằng «.».",
    ({ parts: { paragraphs } }) =>
      paragraphs.flatMap((one, index) => {
        if (one.kind !== "dash") return []
        const isLast = paragraphs[index + 1]?.kind !== "dash"
        const mark = isLast ? "." : ";"
        return one.text.endsWith(mark) ? [] : [at(one, `kết thúc bằng «${mark}»`)]
      }),
  ),
]
