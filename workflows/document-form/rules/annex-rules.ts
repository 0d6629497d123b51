import { annexHeading } from "#models/catalogue-edition/annex-headings.ts"
import { romanNumeral } from "#models/shared/numbers.ts"
import { boxAround, centreOf, folded, joined, type Line } from "#workflows/pdf-reading/lines.ts"
import { annex, SAMPLE, template } from "../law.ts"
import { type Checked, type Fault, type LintRule, rulesOf } from "../lint-rule.ts"
import { capitalLines, centredOn, eachLine, fault, quoted, sizes, styled } from "../measure.ts"
import type { AnnexParts } from "../recognise/document-parts.ts"
import { firstArticle } from "../recognise/first-article.ts"
import { dateParts, numberParts } from "./number-date-rules.ts"
import { standingAlone } from "./standing-alone.ts"

const rule = rulesOf("annex")
const BOLD = { bold: true, italic: false }

const all = ({ parts }: Checked): AnnexParts[] => parts.annexes
const headings = (checked: Checked): Line[] => all(checked).flatMap(({ heading }) => heading ?? [])
const titles = (checked: Checked): Line[] => all(checked).flatMap(({ title }) => title)
const infos = (checked: Checked): Line[] => all(checked).flatMap(({ info }) => info)
const pageOf = ({ pages }: AnnexParts): number => pages[0]?.page.number ?? 0

const each = (
  checked: Checked,
  check: (one: AnnexParts, index: number) => [string, string] | null,
): Fault[] =>
  all(checked).flatMap((one, index) => {
    const wrong = check(one, index)
    return wrong ? [fault(pageOf(one), quoted(wrong[0]), wrong[1])] : []
  })

/** The middle of the annex's text: its table's, which fills the frame. */
const axisOf = ({ pages, heading }: AnnexParts): number => {
  const rows = pages.flatMap((page) => page.rows)
  return rows.length > 0 ? centreOf(boxAround(rows)) : heading ? centreOf(heading) : 0
}
const centred = (checked: Checked, linesIn: (one: AnnexParts) => readonly (Line | null)[]): Fault[] =>
  all(checked).flatMap((one) =>
    centredOn(linesIn(one), axisOf(one), checked.profile, "theo chiều ngang văn bản"),
  )

/** Blanks kept free at the end of a line count as filled: half an en each. */
const withKeptPlace = (line: Line): Line => {
  const last = line.words.at(-1)
  return last && last.spacesAfter > 2 ? { ...line, x1: line.x1 + last.spacesAfter * last.size * 0.25 } : line
}

const INFO = /^\(Kèm theo (.+?) số\s*(.*?)\s*\/\s*(\S+) (ngày.*?năm\s*\d*)\s+của (.+)\)$/u
const infoOf = ({ info }: AnnexParts) => {
  const found = INFO.exec(joined(info))
  const [, kind = "", digits = "", symbol = "", date = "", issuer = ""] = found ?? []
  return found ? { kind, digits, symbol, date: dateParts(date), issuer } : null
}

export const ANNEX_RULES: LintRule[] = [
  rule("referred", annex("a"), "Mỗi phụ lục được dẫn trong văn bản.", (checked) => {
    if (checked.type === "ANNEX") return []
    const text = checked.parts.paragraphs.map((one) => one.text).join("\n")
    return each(checked, ({ heading }) =>
      !heading || standingAlone(heading.text).test(text) ? null : [heading.text, "được dẫn tại một điều"],
    )
  }),
  rule(
    "existing",
    annex("a"),
    "Mỗi phụ lục dẫn tại Điều 1 có trong tệp, hoặc là tệp riêng mà văn bản ghi mã băm.",
    (checked) => {
      const { file } = checked.reading
      const there = headings(checked).map(({ text }) => text)
      for (let index = 0; index < file.annexFiles; index++) there.push(annexHeading(index, file.annexFiles))
      return firstArticle(checked).flatMap(({ text, lines }) =>
        [...text.matchAll(/tại (Phụ lục(?: [IVXLC]+)?)(?![\p{L}\d])/gu)]
          .filter(([, heading = ""]) => checked.type === "DECISION" && !there.includes(heading))
          .map(([, heading = ""]) => fault(lines[0]?.page ?? 1, quoted(heading), "phụ lục kèm theo")),
      )
    },
  ),
  rule("roman", annex("a"), "Từ hai phụ lục trở lên đánh số bằng chữ số La Mã.", (checked) =>
    all(checked).length < 2
      ? []
      : each(checked, ({ heading }) =>
          !heading || /^phu luc [ivxlc]+$/u.test(folded(heading.text))
            ? null
            : [heading.text, "Phụ lục I, Phụ lục II, …"],
        ),
  ),
  rule("single", annex("a"), "Chỉ có một phụ lục thì không đánh số.", (checked) =>
    all(checked).length !== 1 || checked.type === "ANNEX"
      ? []
      : each(checked, ({ heading }) =>
          !heading || folded(heading.text) === "phu luc" ? null : [heading.text, "Phụ lục"],
        ),
  ),
  rule("sequence", annex("a"), "Các phụ lục đánh số liên tục.", (checked) =>
    all(checked).length < 2
      ? []
      : each(checked, ({ heading }, index) => {
          const number = /^phu luc (\S+)$/u.exec(folded(heading?.text ?? ""))?.[1]?.toUpperCase()
          const wanted = romanNumeral(index + 1)
          return number === undefined || number === wanted || number === String(index + 1)
            ? null
            : [number, wanted]
        }),
  ),
  rule("heading-case", annex("b"), "Từ «Phụ lục» viết thường, hoa chữ đầu.", (checked) =>
    eachLine(headings(checked), ({ text }) => text.startsWith("Phụ lục"), "Phụ lục I"),
  ),
  rule("heading-style", annex("b"), "Từ «Phụ lục» và số thứ tự kiểu chữ đứng, đậm.", (checked) =>
    styled(headings(checked), BOLD),
  ),
  rule("heading-size", annex("b"), "Từ «Phụ lục» và số thứ tự đúng cỡ chữ quy định.", (checked) =>
    sizes(headings(checked), "annexHeading", checked.profile),
  ),
  rule("heading-centred", annex("b"), "Từ «Phụ lục» và số thứ tự được canh giữa.", (checked) =>
    centred(checked, ({ heading }) => [heading]),
  ),
  rule("title-present", annex("b"), "Phụ lục có tiêu đề.", (checked) =>
    each(checked, ({ title, heading }) =>
      title.length > 0 ? null : [heading?.text ?? "", "tiêu đề dưới «Phụ lục»"],
    ),
  ),
  rule("title-capitals", annex("b"), "Tiêu đề phụ lục trình bày bằng chữ in hoa.", (checked) =>
    capitalLines(titles(checked)),
  ),
  rule("title-style", annex("b"), "Tiêu đề phụ lục kiểu chữ đứng, đậm.", (checked) =>
    styled(titles(checked), BOLD),
  ),
  rule("title-size", annex("b"), "Tiêu đề phụ lục đúng cỡ chữ quy định.", (checked) =>
    sizes(titles(checked), "annexTitle", checked.profile),
  ),
  rule("title-centred", annex("b"), "Tiêu đề phụ lục được canh giữa.", (checked) =>
    centred(checked, ({ title }) => title),
  ),
  rule("info-present", annex("c"), "Dưới tiêu đề phụ lục có thông tin chỉ dẫn kèm theo.", (checked) =>
    each(checked, ({ info, heading }) =>
      info.length > 0 ? null : [heading?.text ?? "", "(Kèm theo Quyết định số …)"],
    ),
  ),
  rule(
    "info-form",
    annex("c"),
    "Thông tin chỉ dẫn ghi số, ký hiệu, ngày và cơ quan ban hành, trong ngoặc đơn.",
    (checked) =>
      each(checked, (one) =>
        one.info.length === 0 || infoOf(one)
          ? null
          : [joined(one.info), "(Kèm theo Quyết định số …/… ngày … tháng … năm … của …)"],
      ),
  ),
  rule("info-style", annex("c"), "Thông tin chỉ dẫn kiểu chữ nghiêng, không đậm.", (checked) =>
    styled(infos(checked), { bold: false, italic: true }),
  ),
  rule("info-size", SAMPLE, "Thông tin chỉ dẫn đúng cỡ chữ quy định.", (checked) =>
    sizes(infos(checked), "annexInfo", checked.profile),
  ),
  rule("info-centred", annex("c"), "Thông tin chỉ dẫn được canh giữa.", (checked) =>
    centred(checked, ({ info }) => info.map(withKeptPlace)),
  ),
  rule("info-type", annex("c"), "Thông tin chỉ dẫn ghi đúng tên loại và ký hiệu của văn bản.", (checked) => {
    const { header, title } = checked.parts
    const symbol = header.number && numberParts(header.number.text)?.symbol
    return each(checked, (one) => {
      const info = infoOf(one)
      if (!info || !symbol || !title.typeName) return null
      return info.symbol === symbol && folded(info.kind) === folded(title.typeName.text)
        ? null
        : [`${info.kind} … ${info.symbol}`, `${title.typeName.text} … ${symbol}`]
    })
  }),
  rule(
    "info-number",
    `${annex("c")}; ${template("mẫu 2.2")}`,
    "Số và ngày trong thông tin chỉ dẫn để trống, hoặc trùng với văn bản.",
    (checked) => {
      const { header } = checked.parts
      const number = header.number && numberParts(header.number.text)?.digits
      const date = header.date && dateParts(header.date.text)
      return each(checked, (one) => {
        const info = infoOf(one)
        if (!info) return null
        const day = `${info.date?.day ?? ""}/${info.date?.month ?? ""}/${info.date?.year ?? ""}`
        const isBlank = info.digits === "" && day === "//"
        const isSame =
          info.digits === number && date !== null && day === `${date.day}/${date.month}/${date.year}`
        return isBlank || isSame
          ? null
          : [`${info.digits}, ${day}`, "để trống, hoặc trùng số và ngày của văn bản"]
      })
    },
  ),
  rule("info-issuer", annex("c"), "Thông tin chỉ dẫn ghi đúng người, cơ quan ban hành.", (checked) => {
    const authority = checked.parts.paragraphs.find(({ kind }) => kind === "authority")?.text
    return each(checked, (one) => {
      const info = infoOf(one)
      return !info || !authority || folded(info.issuer) === folded(authority)
        ? null
        : [info.issuer, authority]
    })
  }),
  rule("rule", template("mẫu 2.1, 2.2"), "Dưới phần đầu phụ lục có đường kẻ ngang ngắn.", (checked) =>
    each(checked, ({ rule: line, heading, table }) =>
      line || !table ? null : [heading?.text ?? "", "đường kẻ ngang, nét liền"],
    ),
  ),
  rule("rule-centred", template("mẫu 2.1, 2.2"), "Đường kẻ dưới phần đầu phụ lục ở giữa.", (checked) =>
    all(checked).flatMap((one) =>
      one.rule &&
      Math.abs(centreOf(one.rule) - axisOf(one)) > (checked.profile.tolerance.centring * 72) / 25.4
        ? [fault(pageOf(one), "lệch", "giữa trang")]
        : [],
    ),
  ),
  rule("new-page", annex("a"), "Phụ lục bắt đầu ở trang mới.", ({ parts }) =>
    parts.pages.flatMap(({ rows, words, page }) => {
      const inCells = new Set(
        rows.flatMap(({ cells }) => cells.flatMap(({ lines }) => lines.flatMap((line) => line.words))),
      )
      const loose = words.filter((word) => !inCells.has(word) && word.face.bold && /^Phụ$/u.test(word.text))
      const late = loose.find((word) => {
        const line = words.filter((other) => Math.abs(other.baseline - word.baseline) < 1)
        const isHeading = /^Phụ lục( [IVXLC]+)?$/u.test(line.map(({ text }) => text).join(" "))
        return isHeading && words.some((other) => other.baseline < word.baseline - 1)
      })
      return late ? [fault(page.number, "phụ lục bắt đầu giữa trang", "đầu trang mới")] : []
    }),
  ),
]
