import { Decimal128, Double, Int32, Long } from "./bson.server.ts"

/** A number as coefficient × 10^exponent; null where it is not finite. */
type Exact = { coefficient: bigint; exponent: number }

export const isNumeric = (value: unknown): boolean =>
  typeof value === "number" ||
  typeof value === "bigint" ||
  value instanceof Long ||
  value instanceof Double ||
  value instanceof Decimal128 ||
  value instanceof Int32

/** Nearest double of any BSON number; NaN for what is none. */
export const toDouble = (value: unknown): number => {
  if (typeof value === "number") return value
  if (typeof value === "bigint") return Number(value)
  if (value instanceof Long) return value.toNumber()
  if (value instanceof Double || value instanceof Int32) return value.value
  if (value instanceof Decimal128) return Number(value.toString())
  return Number.NaN
}

const bits = new DataView(new ArrayBuffer(8))

/** Four UTF-16 units that sort as the double does (NaN first, -0 equal to 0). */
export const orderedDouble = (value: number): string => {
  if (Number.isNaN(value)) return "\u0000\u0000\u0000\u0000"
  bits.setFloat64(0, value === 0 ? 0 : value)
  const flip = bits.getUint16(0) & 0x8000 ? 0xffff : 0
  return String.fromCharCode(
    (bits.getUint16(0) ^ flip) | (flip ? 0 : 0x8000),
    bits.getUint16(2) ^ flip,
    bits.getUint16(4) ^ flip,
    bits.getUint16(6) ^ flip,
  )
}

const SAME = "\u8000"

/** Sorts numbers of all BSON types together, exactly: by nearest double, then by what that double leaves out. */
export const orderedNumber = (value: unknown): string => {
  if (typeof value === "number") return orderedDouble(value) + SAME
  const double = toDouble(value)
  if (value instanceof Long && Number.isSafeInteger(double)) return orderedDouble(double) + SAME
  const exact = Number.isFinite(double) ? exactIn(String(value)) : null
  if (!exact) return orderedDouble(double) + SAME
  const side = compareToDouble(exact, double)
  if (side === 0) return orderedDouble(double) + SAME
  return orderedDouble(double) + (side < 0 ? "\u7fff" : "\u8001") + orderedExact(exact)
}

/** The number a text writes; null for NaN and the infinities. */
export function exactIn(text: string): Exact | null {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:E([+-]?\d+))?$/i.exec(text)
  if (!match) return null
  const [, sign = "", whole = "0", fraction = "", power = "0"] = match
  return { coefficient: BigInt(`${sign}${whole}${fraction}`), exponent: Number(power) - fraction.length }
}

function compareToDouble({ coefficient, exponent }: Exact, double: number): number {
  bits.setFloat64(0, double)
  const raw = bits.getBigUint64(0)
  const power = Number((raw >> 52n) & 0x7ffn)
  const fraction = raw & 0xfffffffffffffn
  const magnitude = power === 0 ? fraction : fraction | 0x10000000000000n
  const mantissa = double < 0 ? -magnitude : magnitude
  const binary = (power === 0 ? 1 : power) - 1075
  let left = coefficient
  let right = mantissa
  if (exponent >= 0) left *= 10n ** BigInt(exponent)
  else right *= 10n ** BigInt(-exponent)
  if (binary >= 0) right <<= BigInt(binary)
  else left <<= BigInt(-binary)
  return left < right ? -1 : left > right ? 1 : 0
}

/** Among numbers with one nearest double: scale, then digits. */
function orderedExact({ coefficient, exponent }: Exact): string {
  const isNegative = coefficient < 0n
  const digits = (isNegative ? -coefficient : coefficient).toString()
  const scale = digits.length + exponent + 0x4000
  const text = String.fromCharCode(scale) + digits.replace(/0+$/, "").padEnd(40, "0")
  return isNegative ? inverted(text) : text
}

/** The same units counted from the other end, so that order turns round. */
export const inverted = (text: string): string => {
  let result = ""
  for (let i = 0; i < text.length; i++) result += String.fromCharCode(0xffff - text.charCodeAt(i))
  return result
}
