import { bold, paragraph } from "#workflows/document-text/document-layout.ts"
import { type ComposedMutant, paragraphAt, styleOf, wording } from "./mutations.ts"

/** Tờ trình composed with one fault. */
export const SUBMISSION_MUTANTS: ComposedMutant[] = [
  ["no addressee", "addressee.present", paragraphAt("Kính gửi", () => [])],
  ["an addressee without a colon", "addressee.form", wording("Kính gửi", ":", "")],
  ["a bold addressee", "addressee.style", styleOf("Kính gửi", "bold")],
  ["a heading that is not bold", "article.section-title", styleOf("3. Kết quả", "regular")],
  ["a heading left out", "article.clause-sequence", paragraphAt("3. Kết quả", () => [])],
  ["a list that ends with a semicolon", "article.list-end", wording("- Kế hoạch", /\.$/u, ";")],
  ["a list with a stop in the middle", "article.list-end", wording("- Nghị định số 63", /;$/u, ".")],
  [
    "bold text",
    "body.not-bold",
    paragraphAt("Văn phòng Ủy ban", (one) => [paragraph("body", bold(one.runs[0]?.text ?? ""))]),
  ],
  [
    "recipients that begin as a decision's",
    "recipients.first",
    (layout) => ({
      ...layout,
      closing: { ...layout.closing, recipients: ["Như Điều 4", ...layout.closing.recipients.slice(1)] },
    }),
  ],
  [
    "an office in ordinary type",
    "agency.style",
    (layout) => ({
      ...layout,
      header: { ...layout.header, agency: layout.header.agency.map((one) => ({ ...one, bold: false })) },
    }),
  ],
]
