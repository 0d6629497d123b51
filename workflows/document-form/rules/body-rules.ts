import { isBold, type Line } from "#workflows/pdf-reading/lines.ts"
import { component, PRACTICE } from "../law.ts"
import { type Checked, type Fault, type LintRule, rulesOf } from "../lint-rule.ts"
import {
  eachLine,
  fault,
  inMm,
  inPoints,
  millimetres,
  points,
  quoted,
  rangeText,
  sizes,
  styled,
} from "../measure.ts"
import type { Paragraph, ParagraphKind } from "../recognise/document-parts.ts"

const rule = rulesOf("body")
const addressees = rulesOf("addressee")

const TEXT_KINDS: readonly ParagraphKind[] = ["basis", "article", "clause", "point", "dash", "text"]
const textOf = ({ parts }: Checked): Paragraph[] =>
  parts.paragraphs.filter(({ kind }) => TEXT_KINDS.includes(kind))
const linesOf = (paragraphs: readonly Paragraph[]): Line[] => paragraphs.flatMap(({ lines }) => lines)
const ofKind = ({ parts }: Checked, kind: ParagraphKind) =>
  parts.paragraphs.filter((one) => one.kind === kind)

/** Neighbouring lines on one page, with the distance of their baselines. */
const pairs = (lines: readonly Line[]): { line: Line; previous: Line; distance: number }[] =>
  lines.flatMap((line, index) => {
    const previous = lines[index - 1]
    return previous && previous.page === line.page
      ? [{ line, previous, distance: line.baseline - previous.baseline }]
      : []
  })

/** A heading of its own line: bold, and without the mark a sentence ends with. */
const isTitle = ({ kind, lines, text }: Paragraph): boolean =>
  (kind === "clause" || kind === "article") && lines.every(isBold) && !/[.;:,]$/u.test(text)

/** A table stands between a title and the next paragraph. */
const hasTableBelow = ({ parts }: Checked, { page, baseline }: Line): boolean =>
  parts.main.some(({ page: { number }, rows }) => number === page && rows.some(({ y0 }) => y0 > baseline))

export const BODY_RULES: LintRule[] = [
  rule("size", component(6, "e"), "Nội dung văn bản đúng cỡ chữ quy định.", (checked) =>
    sizes(linesOf(checked.parts.paragraphs), "body", checked.profile),
  ),
  rule("one-size", component(6, "e"), "Nội dung văn bản dùng thống nhất một cỡ chữ.", (checked) => {
    const lines = linesOf(textOf(checked))
    const size = lines[0]?.size
    return size === undefined
      ? []
      : eachLine(
          lines,
          ({ words }) => words.every((word) => Math.abs(word.size - size) <= checked.profile.tolerance.size),
          `cỡ ${inPoints(size)}`,
        ).slice(0, 1)
  }),
  rule("upright", component(6, "e"), "Nội dung văn bản kiểu chữ đứng.", (checked) =>
    eachLine(
      linesOf(textOf(checked).filter(({ kind }) => kind !== "basis")),
      ({ words }) => words.every(({ face }) => !face.italic),
      "chữ đứng",
    ),
  ),
  rule("not-bold", component(6, "e"), "Nội dung văn bản không in đậm, trừ tiêu đề.", (checked) =>
    textOf(checked)
      .filter(({ kind }) => ["clause", "point", "dash", "text"].includes(kind))
      .filter((one) => !isTitle(one))
      .flatMap(({ lines }) =>
        eachLine(lines, ({ words }) => words.every(({ face }) => !face.bold), "không đậm"),
      ),
  ),
  rule("justified", component(6, "e"), "Nội dung văn bản được canh đều cả hai lề.", (checked) => {
    const { right } = checked.parts.frame
    const slack = points(checked.profile.tolerance.position)
    return textOf(checked).flatMap(({ lines }) =>
      eachLine(
        lines.slice(0, -1).filter(({ words }) => words.length > 1),
        ({ x1 }) => right - x1 <= slack,
        ({ x1 }) => `canh đều đến lề phải, còn cách ${inMm(right - x1)}`,
      ),
    )
  }),
  rule("left-edge", component(6, "e"), "Dòng tiếp theo của đoạn bắt đầu từ lề trái.", (checked) => {
    const { left } = checked.parts.frame
    return textOf(checked).flatMap(({ lines }) =>
      eachLine(
        lines.slice(1),
        ({ x0 }) => x0 - left <= points(checked.profile.tolerance.position),
        ({ x0 }) => `sát lề trái, đang cách ${inMm(x0 - left)}`,
      ),
    )
  }),
  rule("first-line-indent", component(6, "e"), "Dòng đầu của đoạn lùi vào đúng quy định.", (checked) => {
    const { allowed, tolerance } = checked.profile
    return textOf(checked).flatMap(({ lines }) => {
      const [first] = lines
      if (!first) return []
      const indent = millimetres(first.x0 - checked.parts.frame.left)
      return allowed.firstLineIndents.some((one) => Math.abs(one - indent) <= tolerance.position)
        ? []
        : [
            fault(
              first.page,
              `lùi ${inMm(first.x0 - checked.parts.frame.left)} tại ${quoted(first.text)}`,
              `${allowed.firstLineIndents.map((one) => inMm(points(one))).join(" hoặc ")}`,
            ),
          ]
    })
  }),
  rule("line-spacing", component(6, "e"), "Khoảng cách dòng trong giới hạn cho phép.", (checked) => {
    const { allowed, tolerance } = checked.profile
    return textOf(checked).flatMap(({ lines }): Fault[] => {
      const wrong = pairs(lines).find(({ distance, line }) => {
        const spacing = distance / (allowed.lineHeight * line.size)
        return (
          spacing < allowed.lineSpacing.min - 4 * tolerance.ratio ||
          spacing > allowed.lineSpacing.max + 4 * tolerance.ratio
        )
      })
      if (!wrong) return []
      const spacing = wrong.distance / (allowed.lineHeight * wrong.line.size)
      return [
        fault(
          wrong.line.page,
          `${inPoints(spacing)} dòng tại ${quoted(wrong.line.text)}`.replace(" pt", ""),
          rangeText(allowed.lineSpacing, "dòng"),
        ),
      ]
    })
  }),
  rule("paragraph-gap", component(6, "e"), "Giữa các đoạn có đủ khoảng cách.", (checked) => {
    const { allowed, tolerance } = checked.profile
    const paragraphs = textOf(checked)
    return paragraphs.flatMap(({ lines }, index) => {
      const [first] = lines
      const above = paragraphs[index - 1]?.lines.at(-1)
      if (!first || !above || above.page !== first.page) return []
      const gap = first.baseline - above.baseline - allowed.lineHeight * first.size
      return gap >= allowed.paragraphGap - 0.5 - tolerance.size
        ? []
        : [
            fault(
              first.page,
              `cách ${inPoints(gap)} tại ${quoted(first.text)}`,
              `tối thiểu ${inPoints(allowed.paragraphGap)}`,
            ),
          ]
    })
  }),
  rule("kept-lines", PRACTICE, "Không để một dòng lẻ của đoạn ở đầu hoặc cuối trang.", (checked) =>
    textOf(checked).flatMap(({ lines }) => {
      const { widows, orphans } = checked.profile.allowed.paragraphLines
      const breakAt = lines.findIndex((line, index) => index > 0 && line.page !== lines[index - 1]?.page)
      if (breakAt < 0) return []
      const after = lines.filter(({ page }) => page === lines[breakAt]?.page).length
      const page = lines[breakAt]?.page ?? 0
      return breakAt >= Math.min(orphans, lines.length) && after >= Math.min(widows, lines.length)
        ? []
        : [fault(page, `${breakAt} dòng ở trang trước, ${after} dòng ở trang sau`, "ít nhất 2 dòng")]
    }),
  ),
  rule("heading-kept", PRACTICE, "Tiêu đề không đứng cuối trang, tách khỏi nội dung.", (checked) =>
    checked.parts.paragraphs.flatMap((one, index, all) => {
      const next = all[index + 1]
      const leads =
        one.kind === "authority" || one.kind === "decides" || one.kind === "division" || isTitle(one)
      const [last, first] = [one.lines.at(-1), next?.lines[0]]
      return leads && last && first && last.page !== first.page && !hasTableBelow(checked, last)
        ? [fault(last.page, quoted(one.text), "cùng trang với nội dung tiếp theo")]
        : []
    }),
  ),
  addressees("present", component(9, "a"), "Tờ trình, công văn có «Kính gửi».", (checked) =>
    !["SUBMISSION", "LETTER"].includes(checked.type) || ofKind(checked, "addressee").length > 0
      ? []
      : [fault(1, "không có «Kính gửi»", "Kính gửi: …")],
  ),
  addressees(
    "form",
    component(9, "a"),
    "Sau «Kính gửi» có dấu hai chấm và tên cơ quan, người nhận.",
    (checked) =>
      eachLine(
        linesOf(ofKind(checked, "addressee")).slice(0, 1),
        ({ text }) => /^Kính gửi: \S/u.test(text),
        "Kính gửi: …",
      ),
  ),
  addressees("style", component(9, "a"), "«Kính gửi» kiểu chữ đứng, không đậm.", (checked) =>
    styled(linesOf(ofKind(checked, "addressee")), { bold: false, italic: false }),
  ),
]
