import { boxAround, centreOf, type Line } from "#workflows/pdf-reading/lines.ts"
import { annex, general } from "../law.ts"
import { type Checked, type Fault, type LintRule, rulesOf } from "../lint-rule.ts"
import { fault, inMm, points, quoted, sizes, styled } from "../measure.ts"
import type { PageParts } from "../recognise/page-parts.ts"

const numberLines = ({ parts }: Checked): Line[] =>
  parts.pages.map(({ numberLine }) => numberLine).filter((line) => line !== null)

const numbered = (
  { parts }: Checked,
  check: (line: Line, page: PageParts) => Omit<Fault, "page"> | null,
): Fault[] =>
  parts.pages.flatMap((page) => {
    const wrong = page.numberLine && check(page.numberLine, page)
    return wrong ? [{ page: page.page.number, ...wrong }] : []
  })

const hiddenOnFirst = (checked: Checked, isMain: boolean): Fault[] =>
  checked.parts.pages
    .filter(({ part, numberInPart }) => numberInPart === 1 && (part === 0) === isMain)
    .filter(({ numberLine }) => numberLine !== null)
    .map(({ page, numberLine }) =>
      fault(page.number, quoted(numberLine?.text ?? ""), "không hiển thị số trang"),
    )

const pageNumber = rulesOf("page-number")
const rule = (id: string, sentence: string, check: LintRule["check"], law = general(7)): LintRule =>
  pageNumber(id, law, sentence, check)

export const PAGE_NUMBER_RULES: LintRule[] = [
  rule("first-hidden", "Trang đầu của văn bản không hiển thị số trang.", (checked) =>
    hiddenOnFirst(checked, true),
  ),
  rule(
    "annex-first-hidden",
    "Trang đầu của phụ lục không hiển thị số trang, như văn bản chính.",
    (checked) => hiddenOnFirst(checked, false),
    annex("đ"),
  ),
  rule("present", "Từ trang thứ hai mỗi trang đều có số trang.", ({ parts }) =>
    parts.pages
      .filter(({ numberInPart, numberLine }) => numberInPart > 1 && numberLine === null)
      .map(({ page, numberInPart }) => fault(page.number, "không có số trang", `số trang ${numberInPart}`)),
  ),
  rule(
    "sequence",
    "Số trang liên tục từ 1 và được đánh lại ở mỗi phụ lục.",
    (checked) =>
      numbered(checked, ({ text }, { numberInPart }) => {
        const digits = /\d+/u.exec(text)?.[0]
        return digits === undefined || Number(digits) === numberInPart
          ? null
          : { found: digits, expected: String(numberInPart) }
      }),
    `${general(7)}; ${annex("đ")}`,
  ),
  rule("arabic", "Số trang là chữ số Ả Rập.", (checked) =>
    numbered(checked, ({ text }) =>
      /\d/u.test(text) ? null : { found: quoted(text), expected: "chữ số Ả Rập: 2, 3, 4, …" },
    ),
  ),
  rule("plain", "Số trang chỉ gồm chữ số, không kèm chữ hoặc dấu.", (checked) =>
    numbered(checked, ({ text }) =>
      /^\w+$/u.test(text)
        ? null
        : { found: quoted(text), expected: "chỉ chữ số, không có «Trang», gạch hoặc dấu" },
    ),
  ),
  rule("in-top-margin", "Số trang nằm trong phần lề trên.", (checked) =>
    numbered(checked, (line, { page }) => {
      const { max } = checked.profile.allowed.margins.top
      return line.y1 <= points(max)
        ? null
        : {
            found: `cách mép trên ${inMm(line.y0)}`,
            expected: `trong lề trên của trang cao ${inMm(page.height)}`,
          }
    }),
  ),
  rule("centred", "Số trang được canh giữa theo chiều ngang.", (checked) =>
    numbered(checked, (line, page) => {
      // The middle of the sheet or that of the text, which stands a little to its right.
      const axes = [page.page.width / 2, textCentre(page, checked)]
      const slack = points(checked.profile.tolerance.centring)
      const centre = centreOf(line)
      return centre >= Math.min(...axes) - slack && centre <= Math.max(...axes) + slack
        ? null
        : {
            found: `giữa số trang tại ${inMm(centre)}`,
            expected: `giữa trang, khoảng ${inMm(Math.max(...axes))}`,
          }
    }),
  ),
  rule("size", "Số trang đúng cỡ chữ quy định.", (checked) =>
    sizes(numberLines(checked), "pageNumber", checked.profile),
  ),
  rule("style", "Số trang kiểu chữ đứng, không đậm.", (checked) =>
    styled(numberLines(checked), { bold: false, italic: false }),
  ),
]

function textCentre({ part, rows, words, page }: PageParts, { parts }: Checked): number {
  if (part === 0) return (parts.frame.left + parts.frame.right) / 2
  const boxes = rows.length > 0 ? rows : words
  return boxes.length > 0 ? centreOf(boxAround(boxes)) : page.width / 2
}
