import { folded, joined } from "#workflows/pdf-reading/lines.ts"
import type { Artwork, PageReading, Word } from "#workflows/pdf-reading/reading.ts"
import { FILE_FORMAT, METADATA, PRACTICE } from "../law.ts"
import { type LintRule, rulesOf } from "../lint-rule.ts"
import { fault, millimetres, quoted, within } from "../measure.ts"

const rule = rulesOf("file")

/** Edge a phone can read off paper, millimetres. */
const CODE_EDGE = { min: 18, max: 32 }

/** A square picture of a code's size below every word of the page. */
function isCode({ kind, x0, y0, x1, y1 }: Artwork, { words }: PageReading): boolean {
  const [width, height] = [x1 - x0, y1 - y0]
  return (
    kind === "image" &&
    Math.abs(width - height) < 1 &&
    within(millimetres(width), CODE_EDGE, 0.5) &&
    words.every((word) => word.field !== null || word.y1 <= y0)
  )
}

export const FILE_RULES: LintRule[] = [
  rule(
    "title",
    METADATA,
    "Tiêu đề của tệp là trích yếu nội dung; ở tệp phụ lục là tiêu đề phụ lục.",
    ({ reading: { file }, parts }) => {
      const [first] = parts.annexes
      const abstract = joined(parts.main.length === 0 && first ? first.title : parts.title.abstract)
      return abstract === "" || file.title === abstract
        ? []
        : [fault(0, quoted(file.title), quoted(abstract))]
    },
  ),
  rule("title-shown", FILE_FORMAT, "Cửa sổ đọc hiển thị tiêu đề của tệp.", ({ reading: { file } }) =>
    file.displaysTitle ? [] : [fault(0, "hiển thị tên tệp", "hiển thị tiêu đề")],
  ),
  rule("language", FILE_FORMAT, "Tệp khai báo ngôn ngữ tiếng Việt.", ({ reading: { file } }) =>
    /^vi\b/iu.test(file.language) ? [] : [fault(0, quoted(file.language), "vi-VN")],
  ),
  rule("marked", FILE_FORMAT, "Tệp được đánh dấu cấu trúc.", ({ reading: { file } }) =>
    file.marked && file.structured ? [] : [fault(0, "không có cấu trúc", "tệp có cấu trúc (Tagged PDF)")],
  ),
  rule("open", FILE_FORMAT, "Tệp không đặt mật khẩu hoặc mã hóa.", ({ reading: { file } }) =>
    file.encrypted ? [fault(0, "tệp mã hóa", "tệp mở")] : [],
  ),
  rule(
    "bookmarks",
    FILE_FORMAT,
    "Mục lục của tệp có tên loại và từng phụ lục.",
    ({ reading: { file }, parts }) => {
      const wanted = [parts.title.typeName, ...parts.annexes.map(({ heading }) => heading)]
      return wanted
        .filter((line) => line !== null)
        .filter(({ text }) => !file.bookmarks.some((one) => folded(one).startsWith(folded(text))))
        .map(({ text, page }) => fault(page, "không có trong mục lục của tệp", quoted(text)))
    },
  ),
  rule("no-draft-mark", PRACTICE, "Văn bản chính thức không có dấu dự thảo hoặc chữ chìm.", ({ parts }) =>
    parts.pages.flatMap(({ page, turned, words }) => {
      const large = words.find(({ size }) => size > 20)
      const mark = turned.map(({ text }) => text).join("") || large?.text
      const heading = words.slice(0, 12).some((word) => isDraftMark(lineOf(word, words)))
      return mark || heading ? [fault(page.number, quoted(mark || "Dự thảo"), "không có dấu dự thảo")] : []
    }),
  ),
  rule(
    "no-pictures",
    PRACTICE,
    "Ngoài chữ ký, dấu và mã QR sau dòng cuối, trang không có hình vẽ.",
    ({ parts }) =>
      parts.pages.flatMap(({ page }) => {
        const isLast = page.number === parts.pages.at(-1)?.page.number
        const stray = page.artwork.find((one) => one.field === null && !(isLast && isCode(one, page)))
        return stray
          ? [
              fault(
                page.number,
                stray.kind === "image" ? "hình ảnh" : "hình vẽ hoặc nền màu",
                "chỉ có chữ và đường kẻ",
              ),
            ]
          : []
      }),
  ),
]

/** The words on the line of one of them. */
const lineOf = ({ baseline }: Word, words: readonly Word[]): string =>
  folded(
    words
      .filter((other) => Math.abs(other.baseline - baseline) < 1)
      .map(({ text }) => text)
      .join(" "),
  )

/** A line of its own ("DỰ THẢO", "Dự thảo lần 2"); a sentence may well begin a page with these words. */
export const isDraftMark = (line: string): boolean => /^\W*(?:ban )?du thao\W*(?:lan \w+\W*)?$/u.test(line)
