import { ANNEX_SIGNATURE } from "#workflows/document-text/annex-signature.ts"
import { boxAround, type Line, linesOf } from "#workflows/pdf-reading/lines.ts"
import type { FieldOnPage } from "#workflows/pdf-reading/reading.ts"
import { annex, template } from "../law.ts"
import { type Checked, type Fault, type LintRule, rulesOf } from "../lint-rule.ts"
import { fault, inMm, points, quoted, sizes, styled } from "../measure.ts"

const rule = rulesOf("annex-file")
const SHOWN = "Số: 15/QĐ-UBND; 12/05/2023; 10:15:30 +07:00"

const signatureFields = ({ parts }: Checked): { field: FieldOnPage; page: number }[] =>
  parts.pages.flatMap(({ page }) =>
    page.fields.filter(({ kind }) => kind === "signature").map((field) => ({ field, page: page.number })),
  )

/** What the agency's signature shows; nothing before there is one. */
const shownLines = (checked: Checked): Line[] =>
  checked.reading.file.signed
    ? signatureFields(checked).flatMap(({ field, page }) =>
        linesOf(
          (checked.parts.pages[page - 1]?.page.words ?? []).filter((word) => word.field === field.name),
          page,
        ),
      )
    : []

/** The agency's signature on an annex in a file of its own: one line of text at the upper right, no seal. */
export const ANNEX_FILE_RULES: LintRule[] = [
  rule(
    "signature-field",
    annex("d"),
    "Phụ lục ở tệp riêng có một ô chữ ký số của cơ quan, ở trang đầu.",
    (checked) => {
      const found = signatureFields(checked)
      return found.length === 1 && found[0]?.page === 1
        ? []
        : [fault(found[0]?.page ?? 1, `${found.length} ô chữ ký số`, "một ô chữ ký số ở trang đầu")]
    },
  ),
  rule(
    "signature-place",
    annex("d"),
    "Chữ ký số của cơ quan ở góc trên, bên phải trang đầu của phụ lục.",
    (checked) => signatureFields(checked).flatMap((one) => misplaced(checked, one)),
  ),
  rule(
    "signature-text",
    `${annex("d")}; ${template("mẫu 2.2")}`,
    "Chữ ký số của cơ quan ghi số, ký hiệu của quyết định và thời điểm ký.",
    (checked) => {
      if (!checked.reading.file.signed) return []
      const text = shownLines(checked)
        .map((line) => line.text)
        .join(" ")
      return ANNEX_SIGNATURE.test(text) ? [] : [fault(1, quoted(text), quoted(SHOWN))]
    },
  ),
  rule("signature-size", template("mẫu 2.2"), "Dòng chữ ký số trên phụ lục cỡ chữ 10.", (checked) =>
    sizes(shownLines(checked), "annexSignature", checked.profile),
  ),
  rule("signature-style", template("mẫu 2.2"), "Dòng chữ ký số trên phụ lục kiểu chữ đứng.", (checked) =>
    styled(shownLines(checked), { bold: false, italic: false }),
  ),
  rule("signature-colour", template("mẫu 2.2"), "Dòng chữ ký số trên phụ lục màu đen.", (checked) =>
    shownLines(checked).flatMap((line) => {
      const wrong = line.words.find(({ colour }) => colour !== "#000000")
      return wrong ? [fault(line.page, wrong.colour, "màu đen")] : []
    }),
  ),
  rule("no-seal", annex("d"), "Hình ảnh chữ ký số của cơ quan không hiển thị trên phụ lục.", ({ parts }) =>
    parts.pages.flatMap(({ page }) =>
      page.artwork.some(({ field }) => field !== null)
        ? [fault(page.number, "hình ảnh trong ô chữ ký số", "chỉ một dòng chữ")]
        : [],
    ),
  ),
]

function misplaced(checked: Checked, { field, page }: { field: FieldOnPage; page: number }): Fault[] {
  const { words = [], rows = [] } = checked.parts.pages[page - 1] ?? {}
  const text = boxAround([...words, ...rows])
  const slack = points(checked.profile.tolerance.centring)
  const edge = points(checked.profile.tolerance.position)
  const cut = shownLines(checked).find(({ x0, x1 }) => x0 < field.x0 - edge || x1 > field.x1 + edge)
  if (cut) return [fault(page, `${quoted(cut.text)} bị cắt`, "trọn một dòng trong ô chữ ký")]
  const isRight = Math.abs(field.x1 - text.x1) <= slack && field.x0 > (text.x0 + text.x1) / 2 - slack
  return isRight && field.y1 <= text.y0 + slack
    ? []
    : [
        fault(
          page,
          `ô chữ ký cách lề trái ${inMm(field.x0 - text.x0)}, cách dòng đầu ${inMm(text.y0 - field.y1)}`,
          "phía trên dòng đầu, sát lề phải",
        ),
      ]
}
