import type { Word } from "#workflows/pdf-reading/reading.ts"
import { FILE_FORMAT, general, PRACTICE } from "../law.ts"
import { type Checked, type Fault, type LintRule, rulesOf } from "../lint-rule.ts"
import { fault, inPoints, quoted, rangeText, within } from "../measure.ts"
import type { FontInFile } from "../reading.ts"

const rule = rulesOf("font")
const BLACK = "#000000"

const eachFont =
  (isRight: (font: FontInFile) => boolean, found: string, expected: string) =>
  ({ reading }: Checked): Fault[] =>
    reading.file.fonts
      .filter((font) => !isRight(font))
      .map(({ name }) => fault(0, `phông ${quoted(name)} ${found}`, expected))

/** The first word of each page that is wrong. */
const firstWord = (
  { parts }: Checked,
  isWrong: (word: Word) => boolean,
  say: (word: Word) => string,
  expected: string,
): Fault[] =>
  parts.pages.flatMap(({ page, words, numberLine }) => {
    const wrong = [...words, ...(numberLine?.words ?? [])].find(isWrong)
    return wrong ? [fault(page.number, say(wrong), expected)] : []
  })

export const FONT_RULES: LintRule[] = [
  rule("family", general(4), "Phông chữ là Times New Roman (hoặc phông cùng kích thước chữ).", (checked) => {
    const { fontFamilies } = checked.profile.allowed
    const isKnown = (name: string) => fontFamilies.some((family) => name.startsWith(family))
    return firstWord(
      checked,
      ({ face }) => !isKnown(face.name),
      ({ face, text }) => `${face.name} tại ${quoted(text)}`,
      "Times New Roman hoặc Tinos",
    )
  }),
  rule("black", general(4), "Chữ màu đen.", (checked) =>
    firstWord(
      checked,
      ({ colour }) => colour !== BLACK,
      ({ colour, text }) => `màu ${colour} tại ${quoted(text)}`,
      "màu đen",
    ),
  ),
  rule(
    "embedded",
    FILE_FORMAT,
    "Mọi phông chữ được nhúng trong tệp.",
    eachFont(({ embedded }) => embedded, "chưa nhúng", "phông được nhúng"),
  ),
  rule(
    "subset",
    FILE_FORMAT,
    "Phông chữ chỉ nhúng phần được dùng.",
    eachFont(({ subset }) => subset, "nhúng cả bộ", "nhúng phần được dùng"),
  ),
  rule(
    "searchable",
    FILE_FORMAT,
    "Chữ trong tệp tìm kiếm và sao chép được.",
    eachFont(({ searchable }) => searchable, "không kèm bảng mã Unicode", "có bảng mã Unicode (ToUnicode)"),
  ),
  rule("readable", general(4), "Không thiếu chữ nào trong phông.", (checked) =>
    firstWord(
      checked,
      ({ unreadable }) => unreadable > 0,
      ({ text }) => `ký tự không có trong phông tại ${quoted(text)}`,
      "mọi ký tự in ra và đọc lại được",
    ),
  ),
  rule("lines-black", PRACTICE, "Đường kẻ màu đen, nét liền.", ({ parts }) =>
    parts.pages.flatMap(({ page }) => {
      const wrong = page.segments.find(({ colour, dashed }) => colour !== BLACK || dashed)
      return wrong
        ? [fault(page.number, wrong.dashed ? "nét đứt" : `màu ${wrong.colour}`, "màu đen, nét liền")]
        : []
    }),
  ),
  rule("lines-thickness", PRACTICE, "Đường kẻ mảnh, đều.", ({ parts, profile: { allowed, tolerance } }) =>
    parts.pages.flatMap(({ page }) => {
      const wrong = page.segments.find(
        ({ thickness }) => !within(thickness, allowed.ruleThickness, tolerance.size / 2),
      )
      return wrong
        ? [fault(page.number, `dày ${inPoints(wrong.thickness)}`, rangeText(allowed.ruleThickness, "pt"))]
        : []
    }),
  ),
]
