import { badValue } from "../errors.ts"
import { Decimal128, Double, isDocument, Long } from "../values/bson.server.ts"
import { isInt32 } from "../values/codec.ts"
import { toDouble } from "../values/exact-number.ts"

/** Sum keeping BSON's wider type: int32 grows to int64, doubles stay doubles, decimals stay decimals. */
export const added = (a: unknown, b: unknown): unknown =>
  combined(
    a,
    b,
    (x, y) => x + y,
    (x, y) => x + y,
  )

export const multiplied = (a: unknown, b: unknown): unknown =>
  combined(
    a,
    b,
    (x, y) => x * y,
    (x, y) => x * y,
  )

const isWhole = (value: unknown): boolean =>
  (typeof value === "number" && isInt32(value)) || value instanceof Long || typeof value === "bigint"

const toBigInt = (value: unknown): bigint =>
  value instanceof Long ? value.toBigInt() : BigInt(value as number | bigint)

function combined(
  a: unknown,
  b: unknown,
  ofNumbers: (x: number, y: number) => number,
  ofWholes: (x: bigint, y: bigint) => bigint,
): unknown {
  if (a instanceof Decimal128 || b instanceof Decimal128) return decimal(a, b, ofWholes)
  if (isWhole(a) && isWhole(b)) {
    if (typeof a === "number" && typeof b === "number") {
      const result = ofNumbers(a, b)
      if (isInt32(result)) return result
    }
    const result = ofWholes(toBigInt(a), toBigInt(b))
    if (result > 0x7fffffffffffffffn || result < -0x8000000000000000n)
      throw badValue("Failed to apply arithmetic operations to current value: integer overflow")
    return Long.fromBigInt(result)
  }
  const result = ofNumbers(toDouble(a), toDouble(b))
  // An integral result of doubles is still a double.
  return isInt32(result) ? new Double(result) : result
}

function decimal(a: unknown, b: unknown, ofWholes: (x: bigint, y: bigint) => bigint): unknown {
  const left = scaled(a)
  const right = scaled(b)
  const isProduct = ofWholes(2n, 3n) === 6n
  if (isProduct) return written(left.digits * right.digits, left.scale + right.scale)
  const scale = Math.max(left.scale, right.scale)
  return written(
    ofWholes(
      left.digits * 10n ** BigInt(scale - left.scale),
      right.digits * 10n ** BigInt(scale - right.scale),
    ),
    scale,
  )
}

/** A number as digits / 10^scale. */
function scaled(value: unknown): { digits: bigint; scale: number } {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:E([+-]?\d+))?$/i.exec(String(value))
  if (!match) throw badValue(`Cannot compute with ${String(value)}`)
  const [, sign = "", whole = "0", fraction = "", power = "0"] = match
  const scale = fraction.length - Number(power)
  const digits = BigInt(`${sign}${whole}${fraction}`)
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 }
}

const written = (digits: bigint, scale: number) => Decimal128.fromStringWithRounding(`${digits}E-${scale}`)

/** `$bit: { and | or | xor: whole number }`. */
export const bitwise = (operand: unknown, previous: unknown, path: string): unknown => {
  const [entry, more] = isDocument(operand) ? Object.entries(operand) : []
  if (!entry || more || !["and", "or", "xor"].includes(entry[0]) || !isWhole(entry[1]))
    throw badValue("The $bit modifier takes one of 'and', 'or', 'xor' with an integer")
  if (previous !== undefined && !isWhole(previous))
    throw badValue(`Cannot apply $bit to a value of non-integral type at '${path}'`)
  const left = toBigInt(previous ?? 0)
  const right = toBigInt(entry[1])
  const result = entry[0] === "and" ? left & right : entry[0] === "or" ? left | right : left ^ right
  return previous instanceof Long || entry[1] instanceof Long
    ? Long.fromBigInt(BigInt.asIntN(64, result))
    : Number(BigInt.asIntN(32, result))
}
