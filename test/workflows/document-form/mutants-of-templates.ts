import { type ComposedMutant, closing, header, paragraphAt, wording } from "./mutations.ts"

/** Công văn composed with one fault. */
export const LETTER_MUTANTS: ComposedMutant[] = [
  [
    "a trích yếu without «V/v»",
    "letter.abstract-form",
    (layout) => ({ ...layout, abstract: layout.abstract.replace("V/v", "Về việc") }),
  ],
  [
    "a trích yếu that ends with a stop",
    "abstract.no-stop",
    (layout) => ({ ...layout, abstract: `${layout.abstract}.` }),
  ],
  ["the symbol of a decision", "letter.symbol", header({ symbol: "QĐ-UBND" })],
  ["no addressee", "addressee.present", paragraphAt("Kính gửi", () => [])],
  [
    "recipients that are not those above",
    "recipients.first",
    closing(({ recipients }) => ({ recipients: ["Như Điều 4", ...recipients.slice(1)] })),
  ],
  ["a text that ends like any sentence", "article.ending", wording("Nội dung khác", "./.", ".")],
  ["an unpadded number", "number.padded", header({ number: "5", day: "2023-05-12" })],
]

/** Thông báo composed with one fault. */
export const NOTICE_MUTANTS: ComposedMutant[] = [
  ["the symbol of a report", "number.symbol-type", header({ symbol: "BC-UBND" })],
  [
    "a trích yếu in capitals",
    "abstract.present",
    (layout) => ({ ...layout, abstract: layout.abstract.toLocaleUpperCase("vi") }),
  ],
  ["a paragraph without a stop", "article.sentence-end", wording("Trong thời gian", /\.$/u, "")],
]

/** Báo cáo composed with one fault. */
export const REPORT_MUTANTS: ComposedMutant[] = [
  ["a heading left out", "article.clause-sequence", paragraphAt("2. Khó khăn", () => [])],
  ["an addressee without a colon", "addressee.form", wording("Kính gửi", ":", "")],
  [
    "recipients that begin elsewhere",
    "recipients.first",
    closing(({ recipients }) => ({ recipients: recipients.slice(1) })),
  ],
]
