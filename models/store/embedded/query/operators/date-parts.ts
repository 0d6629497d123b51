/** Dates read and written by the calendar of a time zone. */
import { evalExpr } from "mingo/core"
import { ServerError } from "../../errors.ts"
import { isDocument } from "../../values/bson.server.ts"
import { isNothing, type Operator, type Operators } from "./operator.ts"
import { clockOf, timeOf } from "./time-zone.ts"

const DAY_MS = 86_400_000

/** The clock time of a place as a date whose UTC fields show it. */
type Local = Date

const dayOfYear = (local: Local): number =>
  Math.floor((local.getTime() - new Date(local).setUTCMonth(0, 0)) / DAY_MS)

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
  const local = clockOf(zone)(at)
  return { local: new Date(local), offset: (local - at) / 60_000, hasZone: zone !== undefined }
}

const padded = (value: number, width: number): string => String(value).padStart(width, "0")

const offsetText = (minutes: number): string => {
  const size = Math.abs(minutes)
  return `${minutes < 0 ? "-" : "+"}${padded(Math.floor(size / 60), 2)}${padded(size % 60, 2)}`
}

const monthOf = (local: Local, month: "short" | "long"): string =>
  local.toLocaleString("en-US", { month, timeZone: "UTC" })

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
  b: (local) => monthOf(local, "short"),
  B: (local) => monthOf(local, "long"),
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
}
