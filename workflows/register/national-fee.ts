import type { Procedure } from "#models/procedure/procedure.ts"
import { foldText } from "#models/shared/text.ts"
import { cleanPassage } from "./clean-text.ts"
import { FieldFault } from "./field-fault.ts"
import type { NationalFee } from "./national-record.ts"

export type Fee = Procedure["submissionMethods"][number]["fees"][number]

/** The portal's words: FEE is phí, SERVICE_FEE is lệ phí, PRICE_LEVEL is giá. */
const KINDS: Record<string, Fee["kind"]> = { FEE: "FEE", SERVICE_FEE: "CHARGE", PRICE_LEVEL: "PRICE" }

/** No fee in Viet Nam is below this many đồng: such a number is thousands, a rate, or a slip. */
const SMALLEST_AMOUNT = 100

/**
 * A fee line. The amount counts only where it can be one in đồng: 0 beside a description means "as described", other
 * currencies and amounts too small to be đồng are kept in words. @throws FieldFault for an unknown kind
 */
export const feeFromNational = (given: NationalFee): { fee: Fee; warnings: string[] } => {
  const kind = KINDS[given.type]
  if (!kind)
    throw new FieldFault(
      "executionMethods",
      `Loại phí "${given.type}" không rõ (chỉ nhận FEE, SERVICE_FEE, PRICE_LEVEL).`,
    )
  const text = cleanPassage(given.description)
  const value = typeof given.value === "string" ? Number(given.value.trim() || Number.NaN) : given.value
  if (value === null || !Number.isFinite(value))
    return { fee: { kind, amount: null, text: joined(String(given.value ?? ""), text) }, warnings: [] }
  if (value === 0)
    return { fee: { kind, amount: text === "" || saysNone(text) ? 0 : null, text }, warnings: [] }
  const currency = given.currency?.name || given.currencyName
  if (currency !== "" && !/viet nam dong|vnd/.test(foldText(currency)))
    return { fee: { kind, amount: null, text: joined(`${value} ${currency}`, text) }, warnings: [] }
  if (value < SMALLEST_AMOUNT)
    return {
      fee: { kind, amount: null, text: joined(String(value), text) },
      warnings: [`Mức thu ${value} đồng không hợp lý; giữ nguyên văn, cần kiểm tra lại.`],
    }
  return { fee: { kind, amount: value, text }, warnings: [] }
}

/** "Không", "Không có", "Không thu phí", "Miễn phí", "Không quy định": said to be none. */
export const saysNone = (text: string): boolean =>
  /^(khong|khong (co|thu|quy dinh|phai nop)?( (phi|le phi|phi, le phi))?|mien( phi| le phi)?|0( dong)?)\W*$/.test(
    foldText(text),
  )

function joined(...parts: string[]): string {
  return parts.filter((part) => part.trim() !== "").join(" ")
}
