/** Date arithmetic by the calendar of a time zone. */
import { evalExpr } from "mingo/core"
import { ServerError } from "../../errors.ts"
import { isDocument, Long } from "../../values/bson.server.ts"
import { toDouble } from "../../values/exact-number.ts"
import { isNothing, type Operator, type Operators } from "./operator.ts"
import { clockOf, timeOf } from "./time-zone.ts"

const UNIT_MS: Record<string, number> = {
  millisecond: 1,
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 7 * 86_400_000,
}
const UNIT_MONTHS: Record<string, number> = { month: 1, quarter: 3, year: 12 }
const DAY_MS = 86_400_000
const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]
/** `$dateTrunc` counts its bins from the start of 2000, a Saturday. */
const ORIGIN = Date.UTC(2000, 0, 1)

type Fields = Record<string, unknown>

/** Evaluates the named fields of the operand; null when any that is given is nothing. */
const taking =
  (name: string, required: string[], apply: (fields: Fields) => unknown): Operator =>
  (object, operand, options) => {
    if (!isDocument(operand))
      throw new ServerError(5166400, `${name} only supports an object as its argument`)
    const fields: Fields = {}
    for (const [field, expression] of Object.entries(operand)) {
      fields[field] = evalExpr(object, expression, options)
      if (isNothing(fields[field])) return null
    }
    const missing = required.find((field) => !(field in fields))
    if (missing) throw new ServerError(5166402, `Missing '${missing}' parameter to ${name}`)
    return apply(fields)
  }

const unitOf = (unit: unknown): string => {
  if (typeof unit === "string" && (unit in UNIT_MS || unit in UNIT_MONTHS)) return unit
  throw new ServerError(9, `unknown time unit value: ${String(unit)}`)
}

const monthsOf = (local: number): number => {
  const date = new Date(local)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}

const firstOfMonth = (months: number): number => {
  const date = new Date(0)
  date.setUTCFullYear(Math.floor(months / 12), ((months % 12) + 12) % 12, 1)
  return date.getTime()
}

/** The same day so many months later, or the last of a shorter month. */
function laterByMonths(local: number, months: number): number {
  const date = new Date(local)
  const target = monthsOf(local) + months
  const start = firstOfMonth(target)
  const days = (firstOfMonth(target + 1) - start) / DAY_MS
  return start + (Math.min(date.getUTCDate(), days) - 1) * DAY_MS + (((local % DAY_MS) + DAY_MS) % DAY_MS)
}

const moving = (name: string, sign: 1 | -1): Operator =>
  taking(name, ["startDate", "unit", "amount"], ({ startDate, unit, amount, timezone }) => {
    const start = timeOf(name, startDate)
    const count = sign * toDouble(amount)
    if (!Number.isInteger(count))
      throw new ServerError(5166405, `${name} expects integer amount of time units`)
    return new Date(movedBy(start, unitOf(unit), count, timezone))
  })

/** A point in time so many units later; days and longer by the calendar of the zone. */
const movedBy = (start: number, unit: string, count: number, timezone?: unknown): number => {
  const clock = clockOf(timezone)
  const months = UNIT_MONTHS[unit]
  if (months) return clock.toUtc(laterByMonths(clock.toLocal(start), months * count))
  const step = (UNIT_MS[unit] ?? 0) * count
  return unit === "day" || unit === "week" ? clock.toUtc(clock.toLocal(start) + step) : start + step
}

const startOfWeekOf = (value: unknown): number => {
  if (value === undefined) return 0
  const day = DAYS.findIndex((name) => name.slice(0, 3) === String(value).toLowerCase().slice(0, 3))
  if (day < 0) throw new ServerError(9, `unknown day of week value: ${String(value)}`)
  return day
}

const $dateDiff = taking(
  "$dateDiff",
  ["startDate", "endDate", "unit"],
  ({ startDate, endDate, unit: wanted, timezone, startOfWeek }) => {
    const unit = unitOf(wanted)
    const clock = clockOf(timezone)
    const [start, end] = [startDate, endDate].map((value) => clock.toLocal(timeOf("$dateDiff", value))) as [
      number,
      number,
    ]
    const months = UNIT_MONTHS[unit]
    if (months)
      return Long.fromNumber(Math.floor(monthsOf(end) / months) - Math.floor(monthsOf(start) / months))
    const step = UNIT_MS[unit] as number
    // 1970 began on a Thursday.
    const offset = unit === "week" ? (4 - startOfWeekOf(startOfWeek)) * DAY_MS : 0
    return Long.fromNumber(Math.floor((end + offset) / step) - Math.floor((start + offset) / step))
  },
)

const $dateTrunc = taking(
  "$dateTrunc",
  ["date", "unit"],
  ({ date, unit: wanted, binSize = 1, timezone, startOfWeek }) => {
    const unit = unitOf(wanted)
    const bin = toDouble(binSize)
    if (!Number.isInteger(bin) || bin < 1)
      throw new ServerError(5439017, "$dateTrunc requires 'binSize' to be a positive whole number")
    const clock = clockOf(timezone)
    const local = clock.toLocal(timeOf("$dateTrunc", date))
    const months = (UNIT_MONTHS[unit] ?? 0) * bin
    if (months) {
      const since = monthsOf(local) - 2000 * 12
      return new Date(clock.toUtc(firstOfMonth(2000 * 12 + Math.floor(since / months) * months)))
    }
    const step = (UNIT_MS[unit] as number) * bin
    const origin = unit === "week" ? ORIGIN + ((startOfWeekOf(startOfWeek) + 1) % 7) * DAY_MS : ORIGIN
    return new Date(clock.toUtc(origin + Math.floor((local - origin) / step) * step))
  },
)

export const dates: Operators = {
  $dateAdd: moving("$dateAdd", 1),
  $dateSubtract: moving("$dateSubtract", -1),
  $dateDiff,
  $dateTrunc,
}
