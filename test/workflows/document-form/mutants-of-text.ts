import { paragraph, regular } from "#workflows/document-text/document-layout.ts"
import { blocks, type ComposedMutant, paragraphAt, styleOf, textOf, wording } from "./mutations.ts"

/** Decisions composed with one fault in the articles and the running text. */
export const TEXT_MUTANTS: ComposedMutant[] = [
  [
    "a decision without articles",
    "article.present",
    blocks((all) => all.filter((block) => block.block !== "paragraph" || !textOf(block).startsWith("Điều"))),
  ],
  ["an article with a colon", "article.form", wording("Điều 1.", "Điều 1.", "Điều 1:")],
  ["an article left out", "article.sequence", wording("Điều 3.", "Điều 3.", "Điều 4.")],
  ["an article in ordinary type", "article.bold", styleOf("Điều 3.", "regular")],
  ["an article wholly bold", "article.text-upright", styleOf("Điều 3.", "bold")],
  [
    "a word in bold in an article",
    "article.text-upright",
    paragraphAt("Điều 3.", (one) => [
      {
        ...one,
        runs: [...one.runs, { text: " Hết", style: "bold" }, { text: " hiệu lực.", style: "regular" }],
      },
    ]),
  ],
  ["a clause left out", "article.clause-sequence", wording("2. Các Sở", "2.", "3.")],
  ["a clause without a blank", "article.clause-form", wording("2. Các Sở", "2. ", "2.")],
  ["an italic clause", "body.upright", styleOf("2. Các Sở", "italic")],
  ["a bold clause", "body.not-bold", styleOf("2. Các Sở", "bold")],
  [
    "points with the letter f",
    "article.point-sequence",
    paragraphAt("Điều 3.", (one) => [
      ...[..."abcdđf"].map((letter) => paragraph("body", regular(`${letter}) Nội dung thực hiện;`))),
      one,
    ]),
  ],
  [
    "a point without đ",
    "article.point-sequence",
    paragraphAt("Điều 3.", (one) => [
      ...[..."abcde"].map((letter) => paragraph("body", regular(`${letter}) Nội dung thực hiện;`))),
      one,
    ]),
  ],
  [
    "a point in a capital",
    "article.point-form",
    paragraphAt("Điều 3.", (one) => [paragraph("body", regular("A) Nội dung thực hiện;")), one]),
  ],
  [
    "a chapter in Arabic figures",
    "article.division-number",
    paragraphAt("Điều 3.", (one) => [paragraph("decides", { text: "Chương 1", style: "bold" }), one]),
  ],
  [
    "a section in Roman figures",
    "article.division-number",
    paragraphAt("Điều 3.", (one) => [paragraph("decides", { text: "Mục I", style: "bold" }), one]),
  ],
  [
    "a chapter that is not bold",
    "article.division-style",
    paragraphAt("Điều 3.", (one) => [paragraph("decides", { text: "Chương I", style: "regular" }), one]),
  ],
  ["a text without ./.", "article.ending", wording("Điều 4.", /\.\/\.$/u, ".")],
  ["./. in the middle", "article.ending-once", wording("Điều 3.", /\.$/u, "./.")],
  ["a paragraph without a mark", "article.sentence-end", wording("2. Các Sở", /\.$/u, "")],
  [
    "a date without its zero",
    "text.dates-padded",
    wording("Căn cứ Luật sửa đổi", "ngày 22 tháng 11", "ngày 2 tháng 11"),
  ],
  ["a month with a zero too many", "text.dates-padded", wording("Điều 3.", "tháng 5", "tháng 05")],
  ["words that say another number", "text.counts-in-words", wording("Điều 1.", "Mười hai", "Mười ba")],
  ["a count below ten without its zero", "text.counts-padded", wording("1. 08", / 0(\d) \(/u, " $1 (")],
  [
    "an article cited in a small letter",
    "text.citations",
    wording("Điều 3.", "kể từ ngày ký", "theo khoản 1 điều 5 kể từ ngày ký"),
  ],
  ["a stop apart from its word", "text.punctuation", wording("2. Các Sở", ";", " ;")],
]
