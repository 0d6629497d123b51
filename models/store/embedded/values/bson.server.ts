import type { Timestamp } from "bson"

export {
  Binary,
  BSON,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from "bson"

export type TimestampValue = Timestamp

export type Document = Record<string, unknown>

/** A plain embedded document, as opposed to an array, a date or one of BSON's value classes. */
export const isDocument = (value: unknown): value is Document =>
  typeof value === "object" &&
  value !== null &&
  (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null)

export const hasField = (document: Document, name: string): boolean => Object.hasOwn(document, name)

/** Sets a field even when its name is `__proto__`. */
export const setField = (document: Document, name: string, value: unknown): void => {
  if (name === "__proto__")
    Object.defineProperty(document, name, { value, enumerable: true, configurable: true, writable: true })
  else document[name] = value
}
