import mongoose from "mongoose"

/** The driver's own BSON classes: one copy in the process, so `instanceof` holds on both sides of the socket. */
export const {
  BSON,
  ObjectId,
  Binary,
  Long,
  Decimal128,
  Double,
  Int32,
  Timestamp,
  MinKey,
  MaxKey,
  BSONRegExp,
  BSONSymbol,
  Code,
} = mongoose.mongo

export type TimestampValue = InstanceType<typeof Timestamp>

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
