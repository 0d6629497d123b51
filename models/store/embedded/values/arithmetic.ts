import { badValue } from "../errors.ts"
import { Decimal128, Double, Long } from "./bson.server.ts"
import { exactIn, toDouble } from "./exact-number.ts"
import { isInt32 } from "./library-decode.ts"

/** One operation on doubles, on whole numbers and on decimals. */
type Operation = {
  ofDoubles: (x: number, y: number) => number
  ofWholes: (x: bigint, y: bigint) => bigint
  ofDecimals: (x: Scaled, y: Scaled) => Scaled
}

/** A decimal as digits / 10^scale. */
type Scaled = { digits: bigint; scale: number }

const aligned = ({ digits, scale }: Scaled, to: number): bigint => digits * 10n ** BigInt(to - scale)

/** The same on aligned digits as on whole numbers. */
const linear = (ofDoubles: Operation["ofDoubles"], ofWholes: Operation["ofWholes"]): Operation => ({
  ofDoubles,
  ofWholes,
  ofDecimals: (x, y) => {
    const scale = Math.max(x.scale, y.scale)
    return { digits: ofWholes(aligned(x, scale), aligned(y, scale)), scale }
  },
})

const SUM = linear(
  (x, y) => x + y,
  (x, y) => x + y,
)
const DIFFERENCE = linear(
  (x, y) => x - y,
  (x, y) => x - y,
)
const REMAINDER = linear(
  (x, y) => x % y,
  (x, y) => x % y,
)
const PRODUCT: Operation = {
  ofDoubles: (x, y) => x * y,
  ofWholes: (x, y) => x * y,
  ofDecimals: (x, y) => ({ digits: x.digits * y.digits, scale: x.scale + y.scale }),
}

/** What happens to a sum that int64 does not hold. */
type Overflow = "REFUSE" | "DOUBLE"

/** Sum keeping BSON's wider type: int32 grows to int64, doubles stay doubles, decimals stay decimals. */
export const added = (a: unknown, b: unknown, overflow: Overflow = "REFUSE"): unknown =>
  combined(a, b, SUM, overflow)
export const subtracted = (a: unknown, b: unknown): unknown => combined(a, b, DIFFERENCE, "DOUBLE")
export const multiplied = (a: unknown, b: unknown, overflow: Overflow = "REFUSE"): unknown =>
  combined(a, b, PRODUCT, overflow)
/** The divisor is not zero. */
export const remainder = (a: unknown, b: unknown): unknown => combined(a, b, REMAINDER, "DOUBLE")

/** Always a double, or a decimal when either is one. The divisor is not zero. */
export const divided = (a: unknown, b: unknown): unknown => {
  if (!(a instanceof Decimal128) && !(b instanceof Decimal128)) return whole(toDouble(a) / toDouble(b))
  const [left, right] = [scaled(a), scaled(b)]
  if (!left || !right) return unusual(toDouble(a) / toDouble(b))
  const shift = 40 + String(right.digits).length
  const least = left.scale - right.scale
  let digits = (left.digits * 10n ** BigInt(shift)) / right.digits
  let scale = least + shift
  while (scale > least && digits % 10n === 0n) {
    digits /= 10n
    scale -= 1
  }
  return written({ digits, scale })
}

/** An integral result of doubles is still a double. */
const whole = (value: number): unknown => (isInt32(value) ? new Double(value) : value)

export const isWhole = (value: unknown): boolean =>
  (typeof value === "number" && isInt32(value)) || value instanceof Long || typeof value === "bigint"

const toBigInt = (value: unknown): bigint =>
  value instanceof Long ? value.toBigInt() : BigInt(value as number | bigint)

function combined(a: unknown, b: unknown, operation: Operation, overflow: Overflow): unknown {
  if (a instanceof Decimal128 || b instanceof Decimal128) {
    const [left, right] = [scaled(a), scaled(b)]
    return left && right
      ? written(operation.ofDecimals(left, right))
      : unusual(operation.ofDoubles(toDouble(a), toDouble(b)))
  }
  if (!isWhole(a) || !isWhole(b)) return whole(operation.ofDoubles(toDouble(a), toDouble(b)))
  if (typeof a === "number" && typeof b === "number") {
    const result = operation.ofDoubles(a, b)
    if (isInt32(result)) return result
    if (Object.is(result, -0)) return 0
  }
  const result = operation.ofWholes(toBigInt(a), toBigInt(b))
  if (result <= 0x7fffffffffffffffn && result >= -0x8000000000000000n) return Long.fromBigInt(result)
  if (overflow === "DOUBLE") return Number(result)
  throw badValue("Failed to apply arithmetic operations to current value: integer overflow")
}

/** Null for decimals without digits: NaN and the infinities. */
function scaled(value: unknown): Scaled | null {
  const exact = exactIn(String(value))
  if (!exact) return null
  const { coefficient, exponent } = exact
  if (exponent <= 0) return { digits: coefficient, scale: -exponent }
  return { digits: coefficient * 10n ** BigInt(exponent), scale: 0 }
}

const written = ({ digits, scale }: Scaled) => Decimal128.fromStringWithRounding(`${digits}E-${scale}`)
const unusual = (value: number) => Decimal128.fromString(String(value))

/** A decimal rounded to a number of places, by a rule for what is left over (twice the rest against the unit). */
export const decimalRounded = (
  value: InstanceType<typeof Decimal128>,
  places: number,
  rule: "EVEN" | "DOWN" | "FLOOR" | "CEIL",
): InstanceType<typeof Decimal128> => {
  const number = scaled(value)
  if (!number || number.scale <= places) return value
  const unit = 10n ** BigInt(number.scale - places)
  const rest = number.digits % unit
  let digits = number.digits / unit
  const sign = number.digits < 0n ? -1n : 1n
  const twice = rest * sign * 2n
  if (rule === "EVEN" && (twice > unit || (twice === unit && digits % 2n !== 0n))) digits += sign
  if (rule === "FLOOR" && rest < 0n) digits -= 1n
  if (rule === "CEIL" && rest > 0n) digits += 1n
  return places >= 0
    ? written({ digits, scale: places })
    : written({ digits: digits * 10n ** BigInt(-places), scale: 0 })
}
