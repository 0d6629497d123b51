import { formatOfficialDay } from "#models/shared/dates.ts"
import { formatCount, numberInWords } from "#models/shared/numbers.ts"
import type { Segment, Word } from "#workflows/pdf-reading/reading.ts"
import { capitals, component, general, PRACTICE, UNICODE } from "../law.ts"
import { type Checked, type Fault, type LintRule, rulesOf } from "../lint-rule.ts"
import { fault, quoted } from "../measure.ts"
import { type PageParts, wordsOutsideTables } from "../recognise/page-parts.ts"

const rule = rulesOf("text")

const perPage =
  (check: (page: PageParts, checked: Checked) => string | null, expected: string) =>
  (checked: Checked): Fault[] =>
    checked.parts.pages.flatMap((page) => {
      const found = check(page, checked)
      return found === null ? [] : [fault(page.page.number, found, expected)]
    })

/** Every match in the running text of the main part. */
const inText = (
  checked: Checked,
  pattern: RegExp,
  check: (match: RegExpExecArray) => [string, string] | null,
): Fault[] =>
  checked.parts.paragraphs.flatMap(({ text, lines }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const wrong = check(match)
      return wrong ? [fault(lines[0]?.page ?? 0, quoted(wrong[0]), wrong[1])] : []
    }),
  )

/** The part of a letter's box that ink fills, so that descenders and ascenders of neighbours do not count. */
const inkOf = ({ x0, x1, baseline, size }: Word, slack: number) => ({
  x0: x0 + slack * size,
  x1: x1 - slack * size,
  y0: baseline - 0.55 * size,
  y1: baseline,
})

function overlapOf({ words }: PageParts, { profile }: Checked): string | null {
  const sorted = words
    .map((word) => ({ word, ink: inkOf(word, profile.tolerance.touching) }))
    .sort((a, b) => a.ink.y0 - b.ink.y0)
  let open: typeof sorted = []
  for (const one of sorted) {
    open = open.filter(({ ink }) => ink.y1 > one.ink.y0)
    const other = open.find(({ ink }) => ink.x0 < one.ink.x1 && one.ink.x0 < ink.x1)
    if (other) return `${quoted(one.word.text)} đè lên ${quoted(other.word.text)}`
    open.push(one)
  }
  return null
}

function struckOf({ words, page }: PageParts, { profile }: Checked): string | null {
  const crosses = (segment: Segment, word: Word) => {
    const { x0, x1, y0, y1 } = inkOf(word, profile.tolerance.touching)
    return segment.x0 < x1 && segment.x1 > x0 && segment.y0 < y1 && segment.y1 > y0
  }
  for (const word of words)
    if (page.segments.some((segment) => crosses(segment, word)))
      return `đường kẻ cắt qua ${quoted(word.text)}`
  return null
}

const NUMBER_WORD = /^(không|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)(?!\p{L})/iu
/** `06 (Sáu)`, `1.234 (Một nghìn …)`; not `(05)` or `(khoản 2 …)`. */
const COUNT_IN_WORDS = /(\d[\d.]*) \((\p{L}[^()]*)\)/gu
const countOf = (digits: string): number => Number(digits.replaceAll(".", ""))

/** Words after which a number or a date is filled in later. */
const KEPT_FREE = /^(?:số:?|ngày|tháng|năm)$/iu

export const TEXT_RULES: LintRule[] = [
  rule(
    "nfc",
    UNICODE,
    "Chữ Việt dùng mã dựng sẵn (NFC).",
    perPage(({ words }) => {
      const wrong = words.find(({ text }) => text.normalize("NFC") !== text)
      return wrong ? `tổ hợp tại ${quoted(wrong.text)}` : null
    }, "Unicode dựng sẵn"),
  ),
  rule(
    "single-spaces",
    PRACTICE,
    "Giữa hai từ chỉ có một khoảng trắng.",
    perPage(({ words }) => {
      const wrong = words.find(({ spacesAfter, text }) => spacesAfter > 1 && !KEPT_FREE.test(text))
      return wrong ? `${wrong.spacesAfter} khoảng trắng sau ${quoted(wrong.text)}` : null
    }, "một khoảng trắng"),
  ),
  rule(
    "punctuation",
    PRACTICE,
    "Trong lời văn, dấu câu viết liền sau từ.",
    perPage((page) => {
      // Names in lists stand as the national database writes them, blanks and all.
      const wrong = wordsOutsideTables(page).find(({ text }) => /^[,;:.!?)]+$/u.test(text))
      return wrong ? `${quoted(wrong.text)} đứng rời` : null
    }, "dấu câu liền sau từ đứng trước"),
  ),
  rule("no-overlap", general(6), "Chữ không đè lên nhau.", perPage(overlapOf, "chữ không chồng lên nhau")),
  rule(
    "clear-of-lines",
    general(6),
    "Đường kẻ không cắt qua chữ.",
    perPage(struckOf, "chữ nằm ngoài đường kẻ"),
  ),
  rule("dates-padded", component(4, "b"), "Ngày dưới 10 và tháng 1, 2 có số 0 phía trước.", (checked) =>
    inText(
      checked,
      /ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})/gu,
      ([written, day = "", month = "", year]) => {
        const wanted = formatOfficialDay(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`)
        return written === wanted ? null : [written, wanted]
      },
    ),
  ),
  rule("counts-in-words", PRACTICE, "Số bằng chữ khớp số bằng số.", (checked) =>
    inText(checked, COUNT_IN_WORDS, ([written, digits = "", words = ""]) => {
      if (!NUMBER_WORD.test(words)) return null
      const wanted = numberInWords(countOf(digits))
      return words.toLocaleLowerCase("vi") === wanted ? null : [written, `${digits} (${wanted})`]
    }),
  ),
  rule(
    "counts-padded",
    PRACTICE,
    "Số lượng dưới 10 có số 0 phía trước; hàng nghìn cách bằng dấu chấm.",
    (checked) =>
      inText(checked, COUNT_IN_WORDS, ([written, digits = "", words = ""]) => {
        const wanted = formatCount(countOf(digits))
        return !NUMBER_WORD.test(words) || digits === wanted ? null : [written, wanted]
      }),
  ),
  rule(
    "citations",
    capitals("V, khoản 7"),
    "Viện dẫn: «Điều» viết hoa; «khoản», «điểm» viết thường.",
    (checked) =>
      inText(checked, /(?<!^)(?:khoản \S+ điều \d+|(?<=[\p{Ll},;] )(?:Khoản|Điểm) \d+)/gu, ([written]) => [
        written,
        "điểm a khoản 2 Điều 5",
      ]),
  ),
]
