import { ServerError } from "../../errors.ts"
import { ObjectId, Timestamp } from "../../values/bson.server.ts"
import { typeNameOf } from "../value-tests.ts"

/** Clock time of a place, in ms as if it were UTC. */
export type Clock = { toLocal: (at: number) => number; toUtc: (local: number) => number }

const MINUTE = 60_000
const QUARTER = 15 * MINUTE
const MOST_OFFSETS = 10_000
const UTC: Clock = { toLocal: (at) => at, toUtc: (local) => local }
const known = new Map<string, Clock>()

/** The clock of a zone by Olson name or by offset (`+07:00`, `+0700`, `+07`). @throws ServerError 40485 */
export const clockOf = (zone: unknown): Clock => {
  if (zone === undefined || zone === null) return UTC
  if (typeof zone !== "string") throw new ServerError(40517, "timezone must evaluate to a string")
  if (["UTC", "GMT", "Z"].includes(zone)) return UTC
  const cached = known.get(zone)
  if (cached) return cached
  const offset = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone)
  const clock = offset
    ? shifted((offset[1] === "-" ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3] ?? 0)) * MINUTE)
    : named(zone)
  known.set(zone, clock)
  return clock
}

const shifted = (offset: number): Clock => ({
  toLocal: (at) => at + offset,
  toUtc: (local) => local - offset,
})

function named(zone: string): Clock {
  let format: Intl.DateTimeFormat
  try {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
      era: "short",
    })
  } catch {
    throw new ServerError(40485, `unrecognized time zone identifier: "${zone}"`)
  }
  const read = (at: number): number => {
    const part: Record<string, string> = {}
    for (const { type, value } of format.formatToParts(at)) part[type] = value
    const year = part["era"] === "BC" ? 1 - Number(part["year"]) : Number(part["year"])
    const local = new Date(0)
    local.setUTCFullYear(year, Number(part["month"]) - 1, Number(part["day"]))
    local.setUTCHours(Number(part["hour"]), Number(part["minute"]), Number(part["second"]))
    return local.getTime() + (((at % 1000) + 1000) % 1000)
  }
  // Offsets change on quarters of an hour, and asking Intl is slow.
  const offsets = new Map<number, number>()
  const toLocal = (at: number): number => {
    const quarter = Math.floor(at / QUARTER)
    let offset = offsets.get(quarter)
    if (offset === undefined) {
      offset = read(at) - at
      if (offsets.size >= MOST_OFFSETS) offsets.clear()
      offsets.set(quarter, offset)
    }
    return at + offset
  }
  const toUtc = (local: number): number => {
    const guess = local - (toLocal(local) - local)
    return guess - (toLocal(guess) - local)
  }
  return { toLocal, toUtc }
}

/** The moment of a date, a timestamp or an id, in ms. @throws ServerError 16006 */
export const timeOf = (name: string, value: unknown): number => {
  if (value instanceof Date) return value.getTime()
  if (value instanceof ObjectId) return value.getTimestamp().getTime()
  if (value instanceof Timestamp) return value.t * 1000
  throw new ServerError(16006, `can't convert from BSON type ${typeNameOf(value)} to Date in ${name}`)
}
