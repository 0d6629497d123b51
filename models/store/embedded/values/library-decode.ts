import { BSON, BSONSymbol, type Document, Double, Int32, isDocument } from "./bson.server.ts"

/** True when the encoder would write an int32 for this JS number. */
export const isInt32 = (value: number): boolean => (value | 0) === value && !Object.is(value, -0)

/** What `decode` promises, read by the library. */
export const decodeByLibrary = (bytes: Uint8Array): Document =>
  plain(
    BSON.deserialize(bytes, { promoteValues: false, bsonRegExp: true, validation: { utf8: false } }),
  ) as Document

function plain(value: unknown): unknown {
  if (value instanceof Int32) return value.value
  if (value instanceof Double) return isInt32(value.value) ? value : value.value
  if (value instanceof BSONSymbol) return value
  if (Array.isArray(value)) return value.map(plain)
  if (!isDocument(value)) return value
  for (const key of Object.keys(value)) value[key] = plain(value[key])
  return value
}
