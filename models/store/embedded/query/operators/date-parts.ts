/** Dates read and written by the calendar of a time zone. */
import { evalExpr } from "mingo/core"
import { ServerError } from "../../errors.ts"
import { isDocument } from "../../values/bson.server.ts"
import { isNothing, type Operator, type Operators } from "./operator.ts"
import { clockOf, timeOf } from "./time-zone.ts"

const DAY_MS = 86_400_000

/** The clock time of a place as a date whose UTC fields show it. */
type Local = Date

const startOfYear = (year: number): number => {
  const date = new Date(0)
  date.setUTCFullYear(year, 0, 1)
  return date.getTime()
}

const dayOfYear = (local: Local): number =>
  Math.floor((local.getTime() - startOfYear(local.getUTCFullYear())) / DAY_MS) + 1

/** Weeks of the year that begin on Sunday; days before the first Sunday are in week 0. */
const weekOf = (local: Local): number => Math.floor((dayOfYear(local) + 6 - local.getUTCDay()) / 7)

const isoDay = (local: Local): number => local.getUTCDay() || 7

/** The Thursday of the date's ISO week: its year is the week's year. */
const thursdayOf = (local: Local): Date => new Date(local.getTime() + (4 - isoDay(local)) * DAY_MS)

const isoWeek = (local: Local): number => Math.ceil(dayOfYear(thursdayOf(local)) / 7)
const isoWeekYear = (local: Local): number => thursdayOf(local).getUTCFullYear()

const PARTS: Record<string, (local: Local) => unknown> = {
  $year: (local) => local.getUTCFullYear(),
  $month: (local) => local.getUTCMonth() + 1,
  $dayOfMonth: (local) => local.getUTCDate(),
  $hour: (local) => local.getUTCHours(),
  $minute: (local) => local.getUTCMinutes(),
  $second: (local) => local.getUTCSeconds(),
  $millisecond: (local) => local.getUTCMilliseconds(),
  $dayOfWeek: (local) => local.getUTCDay() + 1,
  $dayOfYear: dayOfYear,
  $week: weekOf,
  $isoDayOfWeek: isoDay,
  $isoWeek: isoWeek,
  $isoWeekYear: isoWeekYear,
}

/** The date and zone of an operand: the date alone, a list of it, or `{ date, timezone }`. */
const localOf = (name: string, object: unknown, operand: unknown, options: Parameters<Operator>[2]) => {
  const settings = isDocument(operand) && "date" in operand ? operand : null
  const given: unknown = settings ? settings["date"] : Array.isArray(operand) ? operand[0] : operand
  const date = evalExpr(object, given, options)
  const zone =
    settings?.["timezone"] === undefined ? undefined : evalExpr(object, settings["timezone"], options)
  if (isNothing(date) || zone === null) return null
  const at = timeOf(name, date)
  const local = clockOf(zone).toLocal(at)
  return { local: new Date(local), offset: (local - at) / 60_000, hasZone: zone !== undefined }
}

const padded = (value: number, width: number): string => String(value).padStart(width, "0")

const offsetText = (minutes: number): string => {
  const size = Math.abs(minutes)
  return `${minutes < 0 ? "-" : "+"}${padded(Math.floor(size / 60), 2)}${padded(size % 60, 2)}`
}

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
)

const FORMATS: Record<string, (local: Local, offset: number) => string> = {
  Y: (local) => padded(local.getUTCFullYear(), 4),
  m: (local) => padded(local.getUTCMonth() + 1, 2),
  d: (local) => padded(local.getUTCDate(), 2),
  H: (local) => padded(local.getUTCHours(), 2),
  M: (local) => padded(local.getUTCMinutes(), 2),
  S: (local) => padded(local.getUTCSeconds(), 2),
  L: (local) => padded(local.getUTCMilliseconds(), 3),
  j: (local) => padded(dayOfYear(local), 3),
  w: (local) => String(local.getUTCDay() + 1),
  u: (local) => String(isoDay(local)),
  U: (local) => padded(weekOf(local), 2),
  V: (local) => padded(isoWeek(local), 2),
  G: (local) => padded(isoWeekYear(local), 4),
  b: (local) => (MONTHS[local.getUTCMonth()] as string).slice(0, 3),
  B: (local) => MONTHS[local.getUTCMonth()] as string,
  z: (_, offset) => offsetText(offset),
  Z: (_, offset) => String(offset),
  "%": () => "%",
}

const $dateToString: Operator = (object, operand, options) => {
  if (!isDocument(operand))
    throw new ServerError(18629, "$dateToString only supports an object as its argument")
  if (!("date" in operand)) throw new ServerError(18628, "Missing 'date' parameter to $dateToString")
  const { format: wanted, onNull } = operand
  const read = localOf("$dateToString", object, operand, options)
  if (!read) return onNull === undefined ? null : evalExpr(object, onNull, options)
  const format =
    wanted === undefined
      ? `%Y-%m-%dT%H:%M:%S.%L${read.hasZone && read.offset !== 0 ? "" : "Z"}`
      : evalExpr(object, wanted, options)
  if (isNothing(format)) return null
  if (typeof format !== "string")
    throw new ServerError(18533, "$dateToString requires that 'format' be a string")
  return format.replace(/%([\s\S]?)/g, (_, letter: string) => {
    const write = FORMATS[letter]
    if (!write) throw new ServerError(18536, `Invalid format character '%${letter}' in format string`)
    return write(read.local, read.offset)
  })
}

const $dateToParts: Operator = (object, operand, options) => {
  const read = localOf("$dateToParts", object, operand, options)
  if (!read) return null
  const part = (name: string) => PARTS[name]?.(read.local)
  const time = {
    hour: part("$hour"),
    minute: part("$minute"),
    second: part("$second"),
    millisecond: part("$millisecond"),
  }
  return isDocument(operand) && operand["iso8601"] === true
    ? {
        isoWeekYear: part("$isoWeekYear"),
        isoWeek: part("$isoWeek"),
        isoDayOfWeek: part("$isoDayOfWeek"),
        ...time,
      }
    : { year: part("$year"), month: part("$month"), day: part("$dayOfMonth"), ...time }
}

export const dateParts: Operators = {
  ...Object.fromEntries(
    Object.entries(PARTS).map(([name, read]): [string, Operator] => [
      name,
      (object, operand, options) => {
        const found = localOf(name, object, operand, options)
        return found && read(found.local)
      },
    ]),
  ),
  $dateToString,
  $dateToParts,
}
