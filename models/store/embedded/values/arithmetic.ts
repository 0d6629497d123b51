/** Arithmetic over BSON's whole numbers and doubles: the wider type of the two is kept. */
import { badValue, notSupported } from "../errors.ts"
import { Decimal128, Double, Long } from "./bson.server.ts"
import { isInt32 } from "./decode.ts"
import { exactIn, toDouble } from "./exact-number.ts"

/** One operation on doubles and on whole numbers. */
type Operation = {
  ofDoubles: (x: number, y: number) => number
  ofWholes: (x: bigint, y: bigint) => bigint
}

const SUM: Operation = { ofDoubles: (x, y) => x + y, ofWholes: (x, y) => x + y }
const DIFFERENCE: Operation = { ofDoubles: (x, y) => x - y, ofWholes: (x, y) => x - y }
const REMAINDER: Operation = { ofDoubles: (x, y) => x % y, ofWholes: (x, y) => x % y }
const PRODUCT: Operation = { ofDoubles: (x, y) => x * y, ofWholes: (x, y) => x * y }

/** What happens to a sum that int64 does not hold. */
type Overflow = "REFUSE" | "DOUBLE"

/** int32 grows to int64, doubles stay doubles. @throws ServerError 2 on what int64 does not hold, 238 on decimals */
export const added = (a: unknown, b: unknown, overflow: Overflow = "REFUSE"): unknown =>
  combined(a, b, SUM, overflow)
export const subtracted = (a: unknown, b: unknown): unknown => combined(a, b, DIFFERENCE, "DOUBLE")
export const multiplied = (a: unknown, b: unknown, overflow: Overflow = "REFUSE"): unknown =>
  combined(a, b, PRODUCT, overflow)
/** The divisor is not zero. */
export const remainder = (a: unknown, b: unknown): unknown => combined(a, b, REMAINDER, "DOUBLE")

/** Always a double. The divisor is not zero. */
export const divided = (a: unknown, b: unknown): unknown => {
  refuseDecimals(a, b)
  return double(toDouble(a) / toDouble(b))
}

/** A result counted in doubles stays a double when it is whole. */
export const double = (value: number): unknown => (isInt32(value) ? new Double(value) : value)

export const isWhole = (value: unknown): boolean =>
  (typeof value === "number" && isInt32(value)) || value instanceof Long || typeof value === "bigint"

/** @throws ServerError 238: counting with decimals is left to a replica set */
export function refuseDecimals(...values: unknown[]): void {
  if (values.some((value) => value instanceof Decimal128)) throw notSupported("arithmetic with decimals")
}

const toBigInt = (value: unknown): bigint =>
  value instanceof Long ? value.toBigInt() : BigInt(value as number | bigint)

function combined(a: unknown, b: unknown, operation: Operation, overflow: Overflow): unknown {
  if (typeof a === "number" && typeof b === "number" && isInt32(a) && isInt32(b)) {
    const result = operation.ofDoubles(a, b)
    if (isInt32(result)) return result
    if (Object.is(result, -0)) return 0
  }
  refuseDecimals(a, b)
  if (!isWhole(a) || !isWhole(b)) return double(operation.ofDoubles(toDouble(a), toDouble(b)))
  const result = operation.ofWholes(toBigInt(a), toBigInt(b))
  if (result <= 0x7fffffffffffffffn && result >= -0x8000000000000000n) return Long.fromBigInt(result)
  if (overflow === "DOUBLE") return Number(result)
  throw badValue("Failed to apply arithmetic operations to current value: integer overflow")
}

/** A number rounded to a number of places of its shortest digits, by a rule for what is left over. */
export const rounded = (value: number, places: number, rule: "EVEN" | "DOWN" | "FLOOR" | "CEIL"): number => {
  const exact = exactIn(String(value))
  if (!exact || -exact.exponent <= places) return value
  const unit = 10n ** BigInt(-exact.exponent - places)
  const rest = exact.coefficient % unit
  let digits = exact.coefficient / unit
  const sign = exact.coefficient < 0n ? -1n : 1n
  // Twice the rest against the unit.
  const twice = rest * sign * 2n
  if (rule === "EVEN" && (twice > unit || (twice === unit && digits % 2n !== 0n))) digits += sign
  if (rule === "FLOOR" && rest < 0n) digits -= 1n
  if (rule === "CEIL" && rest > 0n) digits += 1n
  return Number(`${digits}E${-places}`)
}
