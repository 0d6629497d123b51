/**
 * MongoDB's order of values, as text: `keyOf(a) < keyOf(b)` exactly when a sorts before b, and equal texts mean equal
 * values (1 = 1.0 = Long 1). Every text ends itself, so the keys of compound indexes are joined without separators.
 */
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  type Document,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from "./bson.server.ts"
import { orderedDouble, orderedNumber } from "./exact-number.ts"

export const RANK = {
  minKey: 1,
  undefined: 2,
  null: 5,
  number: 10,
  string: 15,
  object: 20,
  array: 25,
  binary: 30,
  objectId: 35,
  boolean: 40,
  date: 45,
  timestamp: 47,
  regex: 50,
  code: 60,
  maxKey: 127,
} as const

/** Where the value's type stands among BSON's types; values of different rank never compare as less or greater in filters. */
export const rankOf = (value: unknown): number => {
  switch (typeof value) {
    case "number":
    case "bigint":
      return RANK.number
    case "string":
      return RANK.string
    case "boolean":
      return RANK.boolean
    case "undefined":
      return RANK.null
  }
  if (value === null) return RANK.null
  if (Array.isArray(value)) return RANK.array
  if (value instanceof ObjectId) return RANK.objectId
  if (value instanceof Date) return RANK.date
  if (value instanceof Timestamp) return RANK.timestamp
  if (
    value instanceof Long ||
    value instanceof Double ||
    value instanceof Decimal128 ||
    value instanceof Int32
  )
    return RANK.number
  if (value instanceof Binary || value instanceof Uint8Array) return RANK.binary
  if (value instanceof BSONRegExp || value instanceof RegExp) return RANK.regex
  if (value instanceof BSONSymbol) return RANK.string
  if (value instanceof MinKey) return RANK.minKey
  if (value instanceof MaxKey) return RANK.maxKey
  if (value instanceof Code) return RANK.code
  return RANK.object
}

/** The ordered text of a value, its type first. */
export const keyOf = (value: unknown): string => {
  const rank = rankOf(value)
  return String.fromCharCode(rank) + bodyOf(value, rank)
}

/** Sorts before null: what an empty array is in an index or a sort. */
export const UNDEFINED_KEY = String.fromCharCode(RANK.undefined)
export const NULL_KEY = String.fromCharCode(RANK.null)
/** Greater than every key. */
export const KEY_END = "\uffff\uffff"

const NEEDS_FIXING = /[\ud800-\uffff]/

/** Text ordered by code point and closed by \0. */
export const orderedText = (text: string): string => {
  let ordered = text
  if (ordered.includes("\u0000") || ordered.includes("\u0001"))
    ordered = ordered.replaceAll("\u0001", "\u0001\u0002").replaceAll("\u0000", "\u0001\u0001")
  if (NEEDS_FIXING.test(ordered)) ordered = byCodePoint(ordered)
  return `${ordered}\u0000`
}

/** UTF-16 puts surrogates before U+E000…U+FFFF, code points (and UTF-8 bytes) after. */
function byCodePoint(text: string): string {
  let result = ""
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0xd800) result += text[i]
    else result += String.fromCharCode(unit >= 0xe000 ? unit - 0x800 : unit + 0x2000)
  }
  return result
}

function bodyOf(value: unknown, rank: number): string {
  switch (rank) {
    case RANK.number:
      return orderedNumber(value instanceof Double || value instanceof Int32 ? value.value : value)
    case RANK.string:
      return orderedText(typeof value === "string" ? value : String(value))
    case RANK.objectId:
      return (value as InstanceType<typeof ObjectId>).toHexString()
    case RANK.boolean:
      return value ? "\u0001" : "\u0000"
    case RANK.date:
      return orderedDouble((value as Date).getTime())
    case RANK.timestamp: {
      const { t, i } = value as InstanceType<typeof Timestamp>
      return orderedDouble(t) + orderedDouble(i)
    }
    case RANK.array:
      return `${(value as unknown[]).map(keyOf).join("")}\u0000`
    case RANK.binary:
      return binaryBody(value as Uint8Array | InstanceType<typeof Binary>)
    case RANK.regex: {
      const regex = value as RegExp | InstanceType<typeof BSONRegExp>
      return regex instanceof RegExp
        ? orderedText(regex.source) + orderedText(regex.flags)
        : orderedText(regex.pattern) + orderedText(regex.options)
    }
    case RANK.code: {
      const { code, scope } = value as InstanceType<typeof Code>
      return orderedText(String(code)) + keyOf(scope ?? null)
    }
    case RANK.object:
      return objectBody(value as Document)
    default:
      return ""
  }
}

function objectBody(value: Document): string {
  let body = ""
  for (const name of Object.keys(value)) {
    const field = value[name]
    if (field === undefined) continue
    const rank = rankOf(field)
    body += String.fromCharCode(rank) + orderedText(name) + bodyOf(field, rank)
  }
  return `${body}\u0000`
}

function binaryBody(value: Uint8Array | InstanceType<typeof Binary>): string {
  const bytes = value instanceof Binary ? value.buffer.subarray(0, value.position) : value
  const subtype = value instanceof Binary ? value.sub_type : 0
  return (
    String.fromCharCode(bytes.length >>> 16, bytes.length & 0xffff, subtype) +
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1")
  )
}

/** Negative, zero or positive as a sorts before, with or after b. */
export const compareValues = (a: unknown, b: unknown): number => {
  if (typeof a === "number" && typeof b === "number" && !Number.isNaN(a) && !Number.isNaN(b)) return a - b
  if (typeof a === "string" && typeof b === "string") {
    if (a === b) return 0
    if (!NEEDS_FIXING.test(a) && !NEEDS_FIXING.test(b)) return a < b ? -1 : 1
  }
  const left = keyOf(a)
  const right = keyOf(b)
  return left < right ? -1 : left > right ? 1 : 0
}

export const areEqual = (a: unknown, b: unknown): boolean => {
  if (a === b) return true
  const type = typeof a
  if (type === typeof b && (type === "string" || type === "boolean")) return false
  return rankOf(a) === rankOf(b) && keyOf(a) === keyOf(b)
}
