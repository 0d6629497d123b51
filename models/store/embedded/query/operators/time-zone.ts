import { ServerError } from "../../errors.ts"
import { ObjectId, Timestamp } from "../../values/bson.server.ts"
import { typeNameOf } from "../value-tests.ts"

/** From a moment to the clock time of a place, in ms as if that were UTC. */
export type Clock = (at: number) => number

const MINUTE = 60_000
const QUARTER = 15 * MINUTE
const MOST_OFFSETS = 10_000
const known = new Map<string, Clock>()

/** The clock of a zone by Olson name or by offset (`+07:00`, `+0700`, `+07`). @throws ServerError 40485 */
export const clockOf = (zone: unknown): Clock => {
  const name = zone === undefined || zone === null ? "UTC" : zone
  if (typeof name !== "string") throw new ServerError(40517, "timezone must evaluate to a string")
  const cached = known.get(name)
  if (cached) return cached
  const clock =
    ["UTC", "GMT", "Z"].includes(name) || /^[+-]\d{2}(:?\d{2})?$/.test(name) ? fixed(name) : named(name)
  known.set(name, clock)
  return clock
}

/** Ms of an offset as people write it; 0 where none is written. */
const offsetIn = (text: string): number => {
  const [, sign, hours, minutes = 0, seconds = 0] = /([+-])(\d{2}):?(\d{2})?:?(\d{2})?$/.exec(text) ?? []
  const size = (Number(hours ?? 0) * 60 + Number(minutes)) * MINUTE + Number(seconds) * 1000
  return sign === "-" ? -size : size
}

function fixed(zone: string): Clock {
  const offset = offsetIn(zone)
  return (at) => at + offset
}

function named(timeZone: string): Clock {
  let format: Intl.DateTimeFormat
  try {
    format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" })
  } catch {
    throw new ServerError(40485, `unrecognized time zone identifier: "${timeZone}"`)
  }
  // Offsets change on quarters of an hour, and asking Intl is slow.
  const offsets = new Map<number, number>()
  return (at) => {
    const quarter = Math.floor(at / QUARTER)
    let offset = offsets.get(quarter)
    if (offset === undefined) {
      offset = offsetIn(format.format(at))
      if (offsets.size >= MOST_OFFSETS) offsets.clear()
      offsets.set(quarter, offset)
    }
    return at + offset
  }
}

/** The moment of a date, a timestamp or an id, in ms. @throws ServerError 16006 */
export const timeOf = (name: string, value: unknown): number => {
  if (value instanceof Date) return value.getTime()
  if (value instanceof ObjectId) return value.getTimestamp().getTime()
  if (value instanceof Timestamp) return value.t * 1000
  throw new ServerError(16006, `can't convert from BSON type ${typeNameOf(value)} to Date in ${name}`)
}
