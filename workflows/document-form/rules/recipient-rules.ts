import type { Line } from "#workflows/pdf-reading/lines.ts"
import { component, DIAGRAM } from "../law.ts"
import { type Checked, type Fault, type LintRule, rulesOf } from "../lint-rule.ts"
import { eachLine, fault, inMm, points, quoted, sizes, styled } from "../measure.ts"
import type { ClosingParts } from "../recognise/document-parts.ts"

const rule = rulesOf("recipients")

const heading = ({ parts }: Checked): Line[] => [parts.closing.heading].filter((line) => line !== null)
const items = ({ parts }: Checked): ClosingParts["items"] => parts.closing.items
const lines = (checked: Checked): Line[] => items(checked).flatMap((item) => item.lines)

const eachItem = (
  of: readonly ClosingParts["items"][number][],
  isRight: (text: string) => boolean,
  expected: string,
): Fault[] =>
  of
    .filter(({ text }) => !isRight(text))
    .map((item) => fault(item.lines[0]?.page ?? 0, quoted(item.text), expected))

/** Has «Kính gửi», so that its first recipients are those above (NĐ 30/2020 Phụ lục I, II.9b). */
const isAddressed = ({ type, parts }: Checked): boolean =>
  type === "SUBMISSION" || type === "LETTER" || parts.paragraphs.some(({ kind }) => kind === "addressee")
const articleCount = ({ parts }: Checked): number =>
  parts.paragraphs.filter(({ kind }) => kind === "article").length

export const RECIPIENT_RULES: LintRule[] = [
  rule("present", component(9, "b"), "Văn bản có «Nơi nhận».", (checked) =>
    heading(checked).length > 0 && items(checked).length > 0
      ? []
      : [fault(checked.reading.pages.length, "không có nơi nhận", "Nơi nhận: …")],
  ),
  rule("heading", component(9, "b"), "Tiêu đề viết «Nơi nhận:», sau có dấu hai chấm.", (checked) =>
    eachLine(heading(checked), ({ text }) => text === "Nơi nhận:", "Nơi nhận:"),
  ),
  rule("heading-style", component(9, "b"), "«Nơi nhận:» kiểu chữ nghiêng, đậm.", (checked) =>
    styled(heading(checked), { bold: true, italic: true }),
  ),
  rule("heading-size", component(9, "b"), "«Nơi nhận:» đúng cỡ chữ quy định.", (checked) =>
    sizes(heading(checked), "recipientsHeading", checked.profile),
  ),
  rule("heading-left", component(9, "b"), "«Nơi nhận:» sát lề trái.", (checked) => {
    const { frame } = checked.parts
    return eachLine(
      heading(checked),
      ({ x0 }) => x0 - frame.left <= points(checked.profile.tolerance.position),
      ({ x0 }) => `sát lề trái, đang cách ${inMm(x0 - frame.left)}`,
    )
  }),
  rule("level", DIAGRAM, "«Nơi nhận:» ngang hàng với quyền hạn, chức vụ.", (checked) => {
    const [left, right] = [heading(checked)[0], checked.parts.closing.capacity[0]]
    if (!left || !right) return []
    // Sizes differ, so that either the upper edges or the baselines are level.
    const apart = Math.min(Math.abs(left.y0 - right.y0), Math.abs(left.baseline - right.baseline))
    return apart <= points(checked.profile.tolerance.centring)
      ? []
      : [fault(left.page, `lệch ${inMm(apart)}`, "ngang hàng")]
  }),
  rule("dash", component(9, "b"), "Mỗi nơi nhận ở dòng riêng, đầu dòng có gạch đầu dòng.", (checked) =>
    eachItem(items(checked), (text) => /^- \S/u.test(text), "- …"),
  ),
  rule("semicolon", component(9, "b"), "Mỗi nơi nhận kết thúc bằng dấu chấm phẩy.", (checked) =>
    eachItem(items(checked).slice(0, -1), (text) => text.endsWith(";"), "kết thúc bằng «;»"),
  ),
  rule("full-stop", component(9, "b"), "Nơi nhận cuối cùng kết thúc bằng dấu chấm.", (checked) =>
    eachItem(items(checked).slice(-1), (text) => text.endsWith("."), "kết thúc bằng «.»"),
  ),
  rule("archive", component(9, "b"), "Dòng cuối là «Lưu: VT, …».", (checked) =>
    eachItem(items(checked).slice(-1), (text) => /^- Lưu: VT, \p{Lu}/u.test(text), "- Lưu: VT, KSTT."),
  ),
  rule("archive-last", component(9, "b"), "«Lưu» chỉ đứng ở dòng cuối.", (checked) =>
    eachItem(items(checked).slice(0, -1), (text) => !/^- Lưu/u.test(text), "dòng cuối"),
  ),
  rule(
    "first",
    component(9, "b"),
    "Dòng đầu dẫn điều về thi hành («Như Điều …») hoặc «Như trên».",
    (checked) => {
      const last = articleCount(checked)
      const isRight = (text: string) =>
        checked.type === "DECISION"
          ? text === `- Như Điều ${last};`
          : !isAddressed(checked) || text === "- Như trên;"
      return eachItem(
        items(checked).slice(0, 1),
        isRight,
        checked.type === "DECISION" ? `- Như Điều ${last};` : "- Như trên;",
      )
    },
  ),
  rule("size", component(9, "b"), "Danh sách nơi nhận đúng cỡ chữ quy định.", (checked) =>
    sizes(lines(checked), "recipients", checked.profile),
  ),
  rule("style", component(9, "b"), "Danh sách nơi nhận kiểu chữ đứng, không đậm.", (checked) =>
    styled(lines(checked), { bold: false, italic: false }),
  ),
  rule("left", component(9, "b"), "Danh sách nơi nhận sát lề trái.", (checked) => {
    const { frame } = checked.parts
    return eachLine(
      items(checked).flatMap((item) => item.lines.slice(0, 1)),
      ({ x0 }) => x0 - frame.left <= points(checked.profile.tolerance.position),
      ({ x0 }) => `sát lề trái, đang cách ${inMm(x0 - frame.left)}`,
    )
  }),
]
