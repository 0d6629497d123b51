import { PROCEDURE_CODE, SERVICE_CODE } from "#models/procedure/procedure.ts"
import { normaliseText } from "#models/shared/text.ts"
import { FieldFault } from "./field-fault.ts"

/** First groups of the organisation codes that are this province's (`H16`); empty where nobody has said. */
export type OwnCodes = readonly string[]

export type CheckedCode = { code: string; serviceCode: string | null; warnings: string[] }

/** `.000.00.00.H16` (QCVN 102:2016), `.H16`, `.H16.01` (QĐ 20/2020/QĐ-TTg) behind the code: whose it is. */
const WITH_OFFICE = /^(\d\.\d{6})\.(?:\d{3}\.\d{2}\.\d{2}\.)?([A-Y]\d{2})(?:\.\d{1,3})*$/

/**
 * The code of a procedure as the file gives it. White space around it is forgiven with a warning, an office behind it is checked
 * against the province, the code of a service names its procedure; anything else damaged is refused, never guessed: a wrong
 * code would put one procedure's decision on another.
 * @throws FieldFault
 */
export const checkProcedureCode = (raw: string, field: string, own: OwnCodes = []): CheckedCode => {
  const code = normaliseText(raw)
  if (code === "") throw new FieldFault(field, "Thiếu mã thủ tục hành chính.")
  if (PROCEDURE_CODE.test(code))
    return {
      code,
      serviceCode: null,
      warnings: code === raw ? [] : [`Mã "${raw}" có khoảng trắng thừa, đã nhận là "${code}".`],
    }
  if (SERVICE_CODE.test(code))
    return {
      code: code.slice(0, 8),
      serviceCode: code,
      warnings: [`"${code}" là mã dịch vụ công, đã nhận mã thủ tục "${code.slice(0, 8)}".`],
    }
  const [, bare = "", office = ""] = WITH_OFFICE.exec(code) ?? []
  if (bare !== "" && own.includes(office)) return { code: bare, serviceCode: null, warnings: [] }
  if (bare !== "" && own.length > 0)
    throw new FieldFault(
      field,
      `Mã "${shorten(raw)}" ghi cơ quan ${office}, không phải mã của tỉnh (${own.join(", ")}). Kiểm tra lại dòng này có thuộc tỉnh không.`,
    )
  throw new FieldFault(field, `Mã "${shorten(raw)}" không đúng dạng 1.001612. ${adviceFor(code)}`)
}

/**
 * Service numbers a record lists for its procedure. Codes of other procedures and codes of another shape are not
 * taken, and said; where none is left the procedure has the one service `.01`.
 */
export const serviceCodesOf = (
  procedure: { code: string; name: string },
  listed: readonly { code: string; name: string }[],
): { services: { serviceCode: string; name: string }[]; warnings: string[] } => {
  const services = new Map<string, string>()
  const notTaken = new Set<string>()
  for (const { code: raw, name } of listed) {
    const code = normaliseText(raw)
    if (SERVICE_CODE.test(code) && code.startsWith(`${procedure.code}.`))
      services.set(code, services.get(code) || name)
    else if (code !== "") notTaken.add(code)
  }
  if (services.size === 0) services.set(`${procedure.code}.01`, procedure.name)
  const warnings =
    notTaken.size === 0
      ? []
      : [`Không nhận làm mã dịch vụ công của thủ tục ${procedure.code}: ${[...notTaken].join(", ")}.`]
  return {
    services: [...services]
      .map(([serviceCode, name]) => ({ serviceCode, name: name || procedure.name }))
      .sort((a, b) => (a.serviceCode < b.serviceCode ? -1 : 1)),
    warnings,
  }
}

function adviceFor(code: string): string {
  if (/^[=+@-]/.test(code)) return "Ô chứa công thức; hãy ghi mã dưới dạng văn bản."
  if (/-xoa$/iu.test(code)) return "Bản ghi đã bị đánh dấu xóa trên Cơ sở dữ liệu quốc gia."
  if (/^[A-Z]{1,4}-[A-Z]{2,4}-/iu.test(code))
    return "Đây là mã hồ sơ TTHC kiểu cũ (trước khi có mã thống nhất); hãy tra mã mới trên Cơ sở dữ liệu quốc gia về TTHC."
  if (/^\d\.\d{6}\./.test(code)) return "Chỉ ghi mã thủ tục gồm 7 chữ số, bỏ phần phía sau."
  if (/^\d\.\d{1,5}$/.test(code))
    return "Có thể bảng tính đã làm mất số 0 ở cuối; hãy định dạng cột là văn bản và nhập lại mã từ Cơ sở dữ liệu quốc gia."
  if (/^\d\.\d{7,}$/.test(code)) return "Mã thừa chữ số; hãy tra lại trên Cơ sở dữ liệu quốc gia về TTHC."
  return "Mã gồm một chữ số, dấu chấm và sáu chữ số; hãy tra lại trên Cơ sở dữ liệu quốc gia về TTHC."
}

/** Foreign input quoted in a message stays short. */
export const shorten = (text: string, length = 60): string =>
  text.length <= length ? text : `${text.slice(0, length)}…`
