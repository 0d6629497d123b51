import type { PDF, PdfDict } from "@libpdf/core"
import { FIELDS } from "#models/official-document/document-fields.ts"
import { formatOfficialDay, type IsoDay } from "#models/shared/dates.ts"
import { InvalidInputError, RuleBrokenError } from "#models/shared/errors.ts"
import { getField, openForAddition, showLine, textString } from "#workflows/pdf-file/filled-fields.server.ts"

/**
 * Fills number and date into the places kept for them (NĐ 30/2020 Điều 15), as an addition: the bytes given stay the
 * prefix of those returned, so an earlier signature keeps its validity. Before or after the personal signature.
 * @param input `number` as printed (`07`, `1234`)
 * @throws RuleBrokenError when the document already has a number; InvalidInputError when it is not one of ours
 */
export const assignNumberInPdf = async (
  bytes: Uint8Array,
  input: { number: string; day: IsoDay },
): Promise<Uint8Array> => {
  const pdf = await openForAddition(bytes)
  const blank = shownIn(pdf, FIELDS.number.name)
  const symbol = /^Số:\s+\/(\S+)$/u.exec(blank)?.[1]
  const place = /^([^,]+), ngày\s+tháng\s+năm\s*$/u.exec(shownIn(pdf, FIELDS.date.name))?.[1]
  if (!symbol || !place)
    throw new RuleBrokenError(`Văn bản đã có số hoặc ngày («${blank.trim()}»); không cấp số lần thứ hai.`)
  await fill(pdf, FIELDS.number, `Số: ${input.number}/${symbol}`)
  await fill(pdf, FIELDS.date, `${place}, ${formatOfficialDay(input.day)}`)
  return pdf.save({ incremental: true, subsetFonts: true })
}

const shownIn = (pdf: PDF, name: string): string => getField(pdf, name).getString("V")?.asString() ?? ""

async function fill(pdf: PDF, kind: (typeof FIELDS)["number" | "date"], text: string): Promise<void> {
  const field = getField(pdf, kind.name)
  field.set("V", textString(text))
  await showLine(pdf, field, text, { style: kind.style, points: sizeOfText(field), align: "center" })
}

/** The size the place was drawn in, as the field itself says (`/F 13 Tf 0 g`): profiles differ. */
const sizeOfText = (field: PdfDict): number => {
  const found = /([\d.]+) Tf/u.exec(field.getString("DA")?.asString() ?? "")?.[1]
  if (!found)
    throw new InvalidInputError(
      "Trường số, ngày của tệp không ghi cỡ chữ; đây không phải quyết định do hệ thống lập.",
    )
  return Number(found)
}
