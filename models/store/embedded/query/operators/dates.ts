/** Dates read and written by the calendar of a time zone. */
import { evalExpr } from "mingo/core"
import { ServerError } from "../../errors.ts"
import { isDocument, ObjectId, Timestamp } from "../../values/bson.server.ts"
import { typeNameOf } from "../value-tests.ts"
import { isNothing, type Operator, type Operators } from "./operator.ts"

const MINUTE = 60_000
const DAY = 1440 * MINUTE

/** A moment by the clock of a place: a date whose UTC fields show it, and minutes east of Greenwich. */
type Local = { clock: Date; offset: number }

const PARTS: Record<string, (clock: Date) => number> = {
  $year: (clock) => clock.getUTCFullYear(),
  $month: (clock) => clock.getUTCMonth() + 1,
  $dayOfMonth: (clock) => clock.getUTCDate(),
  $hour: (clock) => clock.getUTCHours(),
  $minute: (clock) => clock.getUTCMinutes(),
  $second: (clock) => clock.getUTCSeconds(),
  $millisecond: (clock) => clock.getUTCMilliseconds(),
  $dayOfWeek: (clock) => clock.getUTCDay() + 1,
  $dayOfYear: (clock) => Math.floor((clock.getTime() - new Date(clock).setUTCMonth(0, 0)) / DAY),
}

/** The moment of a date, a timestamp or an id, in ms. @throws ServerError 16006 */
const timeOf = (name: string, value: unknown): number => {
  if (value instanceof Date) return value.getTime()
  if (value instanceof ObjectId) return value.getTimestamp().getTime()
  if (value instanceof Timestamp) return value.t * 1000
  throw new ServerError(16006, `can't convert from BSON type ${typeNameOf(value)} to Date in ${name}`)
}

/** Minutes of an offset as people write it; 0 where none is written. */
const offsetIn = (text: string): number => {
  const [, sign, hours = 0, minutes = 0] = /([+-])(\d{2}):?(\d{2})?/.exec(text) ?? []
  return (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -1 : 1)
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** The offset of a zone by Olson name or by offset (`+07:00`, `+0700`, `+07`). @throws ServerError 40485, 40517 */
const offsetAt = (zone: unknown, at: number): number => {
  if (typeof zone !== "string") throw new ServerError(40517, "timezone must evaluate to a string")
  if (/^([+-]\d{2}(:?\d{2})?|UTC|GMT|Z)$/.test(zone)) return offsetIn(zone)
  let format = formats.get(zone)
  try {
    format ??= new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" })
  } catch {
    throw new ServerError(40485, `unrecognized time zone identifier: "${zone}"`)
  }
  formats.set(zone, format)
  return offsetIn(format.format(at))
}

/** The date and zone of an operand: the date alone, a list of it, or `{ date, timezone }`. */
const localOf = (name: string, object: unknown, operand: unknown, options: Parameters<Operator>[2]) => {
  const settings = isDocument(operand) && "date" in operand ? operand : null
  const given: unknown = settings ? settings["date"] : Array.isArray(operand) ? operand[0] : operand
  const date = evalExpr(object, given, options)
  const zone = settings && "timezone" in settings ? evalExpr(object, settings["timezone"], options) : "UTC"
  if (isNothing(date) || isNothing(zone)) return null
  const at = timeOf(name, date)
  const offset = offsetAt(zone, at)
  return { clock: new Date(at + offset * MINUTE), offset }
}

const padded = (value: number, width: number): string => String(value).padStart(width, "0")

/** By its letter in a format, a part of the date and how many digits it is written with. */
const WRITTEN: Record<string, [part: string, width: number]> = {
  ...{ Y: ["$year", 4], m: ["$month", 2], d: ["$dayOfMonth", 2], H: ["$hour", 2], M: ["$minute", 2] },
  ...{ S: ["$second", 2], L: ["$millisecond", 3], j: ["$dayOfYear", 3], w: ["$dayOfWeek", 1] },
}

const written = (letter: string, { clock, offset }: Local): string => {
  const [part, width] = WRITTEN[letter] ?? []
  if (part && width) return padded(PARTS[part]?.(clock) ?? 0, width)
  const size = Math.abs(offset)
  if (letter === "z")
    return `${offset < 0 ? "-" : "+"}${padded(Math.floor(size / 60), 2)}${padded(size % 60, 2)}`
  if (letter === "Z") return String(offset)
  if (letter === "%") return "%"
  throw new ServerError(18536, `Invalid format character '%${letter}' in format string`)
}

const $dateToString: Operator = (object, operand, options) => {
  if (!isDocument(operand))
    throw new ServerError(18629, "$dateToString only supports an object as its argument")
  if (!("date" in operand)) throw new ServerError(18628, "Missing 'date' parameter to $dateToString")
  const local = localOf("$dateToString", object, operand, options)
  if (!local) return evalExpr(object, operand["onNull"] ?? null, options)
  const usual = `%Y-%m-%dT%H:%M:%S.%L${local.offset === 0 ? "Z" : ""}`
  const format = evalExpr(object, operand["format"] ?? usual, options)
  if (isNothing(format)) return null
  if (typeof format !== "string")
    throw new ServerError(18533, "$dateToString requires that 'format' be a string")
  return format.replace(/%([\s\S]?)/g, (_, letter: string) => written(letter, local))
}

export const dates: Operators = {
  ...Object.fromEntries(
    Object.entries(PARTS).map(([name, read]): [string, Operator] => [
      name,
      (object, operand, options) => {
        const local = localOf(name, object, operand, options)
        return local && read(local.clock)
      },
    ]),
  ),
  $dateToString,
}
