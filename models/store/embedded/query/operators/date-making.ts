/** Dates made from text and from parts, by the calendar of a time zone. */
import { evalExpr } from "mingo/core"
import { ServerError } from "../../errors.ts"
import { type Document, isDocument } from "../../values/bson.server.ts"
import { toDouble } from "../../values/exact-number.ts"
import { isNothing, type Operator, type Operators } from "./operator.ts"
import { type Clock, clockOf } from "./time-zone.ts"

const DAY_MS = 86_400_000

const fieldsOf = (
  name: string,
  object: unknown,
  operand: unknown,
  options: Parameters<Operator>[2],
): Document => {
  if (!isDocument(operand)) throw new ServerError(40519, `${name} only supports an object as an argument`)
  return Object.fromEntries(
    Object.entries(operand).map(([field, expression]) => [
      field,
      evalExpr(object, expression, options) ?? null,
    ]),
  )
}

/** Parts of a calendar day; what runs over is carried. */
type Day = { year: number; month: number; day: number }

const localTime = ({ year, month, day }: Day, time: number): number => {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return date.getTime() + time
}

/** Day of an ISO week: week 1 is the one with 4 January. */
const isoLocalTime = (year: number, week: number, day: number, time: number): number => {
  const fourth = localTime({ year, month: 1, day: 4 }, 0)
  const monday = fourth - ((new Date(fourth).getUTCDay() || 7) - 1) * DAY_MS
  return monday + ((week - 1) * 7 + day - 1) * DAY_MS + time
}

const $dateFromParts: Operator = (object, operand, options) => {
  const fields = fieldsOf("$dateFromParts", object, operand, options)
  if (Object.values(fields).some(isNothing)) return null
  const number = (name: string, otherwise: number): number => {
    const value = fields[name] === undefined ? otherwise : toDouble(fields[name])
    if (!Number.isInteger(value))
      throw new ServerError(40515, `'${name}' must evaluate to an integer, found ${String(fields[name])}`)
    return value
  }
  const time =
    number("hour", 0) * 3_600_000 +
    number("minute", 0) * 60_000 +
    number("second", 0) * 1000 +
    number("millisecond", 0)
  const clock = clockOf(fields["timezone"])
  if ("isoWeekYear" in fields)
    return new Date(
      clock.toUtc(
        isoLocalTime(number("isoWeekYear", 0), number("isoWeek", 1), number("isoDayOfWeek", 1), time),
      ),
    )
  if (!("year" in fields))
    throw new ServerError(40516, "$dateFromParts requires either 'year' or 'isoWeekYear' to be present")
  const day = { year: number("year", 0), month: number("month", 1), day: number("day", 1) }
  return new Date(clock.toUtc(localTime(day, time)))
}

const ISO =
  /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,3})\d*)?)?)?\s*(Z|[+-]\d{2}:?\d{2}|[+-]\d{2})?$/i

/** Patterns of format letters and what each gives. */
const LETTERS: Record<string, [pattern: string, part: string]> = {
  Y: ["(\\d{4})", "year"],
  m: ["(\\d{1,2})", "month"],
  d: ["(\\d{1,2})", "day"],
  H: ["(\\d{1,2})", "hour"],
  M: ["(\\d{1,2})", "minute"],
  S: ["(\\d{1,2})", "second"],
  L: ["(\\d{1,3})", "millisecond"],
  z: ["(Z|[+-]\\d{2}:?\\d{2})", "zone"],
  G: ["(\\d{4})", "isoYear"],
  V: ["(\\d{1,2})", "isoWeek"],
  u: ["(\\d)", "isoDay"],
}

type Parts = Record<string, string | undefined>

function partsByFormat(text: string, format: string): Parts | null {
  const names: string[] = []
  const source = format.replace(/%([\s\S])|[.*+?^${}()|[\]\\]/g, (part, letter?: string) => {
    if (letter === undefined) return `\\${part}`
    if (letter === "%") return "%"
    const known = LETTERS[letter]
    if (!known) throw new ServerError(18536, `Invalid format character '%${letter}' in format string`)
    names.push(known[1])
    return known[0]
  })
  const found = new RegExp(`^${source}$`, "i").exec(text)
  return found && Object.fromEntries(names.map((name, index) => [name, found[index + 1]]))
}

function partsByIso(text: string): Parts | null {
  const found = ISO.exec(text.trim())
  if (!found) return null
  const [, year, month, day, hour, minute, second, millisecond, zone] = found
  return { year, month, day, hour, minute, second, millisecond: millisecond?.padEnd(3, "0"), zone }
}

/** The moment the parts name; null when a part lies outside its range. */
function momentOf(parts: Parts, clock: Clock): Date | null {
  const part = (name: string, otherwise: number) =>
    parts[name] === undefined ? otherwise : Number(parts[name])
  const [month, day, hour] = [part("month", 1), part("day", 1), part("hour", 0)]
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || part("minute", 0) > 59) return null
  const time =
    hour * 3_600_000 + part("minute", 0) * 60_000 + part("second", 0) * 1000 + part("millisecond", 0)
  const local =
    parts["isoYear"] === undefined
      ? localTime({ year: part("year", 1970), month, day }, time)
      : isoLocalTime(part("isoYear", 1970), part("isoWeek", 1), part("isoDay", 1), time)
  return new Date((parts["zone"] ? clockOf(parts["zone"].toUpperCase()) : clock).toUtc(local))
}

const $dateFromString: Operator = (object, operand, options) => {
  const { onError, onNull, ...given } = isDocument(operand) ? operand : {}
  if (!("dateString" in given))
    throw new ServerError(40542, "Missing 'dateString' parameter to $dateFromString")
  const { dateString, format, timezone } = fieldsOf("$dateFromString", object, given, options)
  if (isNothing(dateString)) return onNull === undefined ? null : evalExpr(object, onNull, options)
  if (("format" in given && format === null) || ("timezone" in given && timezone === null)) return null
  const parts =
    typeof dateString !== "string"
      ? null
      : typeof format === "string"
        ? partsByFormat(dateString, format)
        : partsByIso(dateString)
  const moment = parts && momentOf(parts, clockOf(timezone ?? undefined))
  if (moment) return moment
  if (onError !== undefined) return evalExpr(object, onError, options)
  throw new ServerError(241, `Error parsing date string '${String(dateString)}'`)
}

export const dateMaking: Operators = { $dateFromParts, $dateFromString }
