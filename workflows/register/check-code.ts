import { PROCEDURE_CODE, SERVICE_CODE } from "#models/procedure/procedure.ts"
import { normaliseText } from "#models/shared/text.ts"
import { FieldFault } from "./register-row.ts"

/**
 * The code of a procedure as the file gives it. White space around it is forgiven with a warning; anything else
 * damaged is refused, never guessed: a wrong code would put one procedure's decision on another.
 * @throws FieldFault
 */
export const checkProcedureCode = (raw: string, field: string): { code: string; warnings: string[] } => {
  const code = normaliseText(raw)
  if (code === "") throw new FieldFault(field, "Thiếu mã thủ tục hành chính.")
  if (PROCEDURE_CODE.test(code))
    return { code, warnings: code === raw ? [] : [`Mã "${raw}" có khoảng trắng thừa, đã nhận là "${code}".`] }
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
  if (/^\d\.\d{6}\./.test(code)) return "Chỉ ghi mã thủ tục gồm 7 chữ số, bỏ phần phía sau."
  if (/^\d\.\d{1,5}$/.test(code))
    return "Có thể bảng tính đã làm mất số 0 ở cuối; hãy định dạng cột là văn bản và nhập lại mã từ Cơ sở dữ liệu quốc gia."
  if (/^\d\.\d{7,}$/.test(code)) return "Mã thừa chữ số; hãy tra lại trên Cơ sở dữ liệu quốc gia về TTHC."
  return "Mã gồm một chữ số, dấu chấm và sáu chữ số; hãy tra lại trên Cơ sở dữ liệu quốc gia về TTHC."
}

/** Foreign input quoted in a message stays short. */
export const shorten = (text: string, length = 60): string =>
  text.length <= length ? text : `${text.slice(0, length)}…`
