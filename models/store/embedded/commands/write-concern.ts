import { failedToParse, typeMismatch } from "../errors.ts"
import { typeNameOf } from "../query/value-tests.ts"
import { type Document, isDocument } from "../values/bson.server.ts"
import { isNumeric, toDouble } from "../values/exact-number.ts"

/** As MongoDB's: a set has at most so many members. */
const MOST_MEMBERS = 50

/** @throws ServerError 9, 14 on a write concern that is none */
export const refuseConcern = (concern: unknown): void => {
  if (!isDocument(concern))
    throw typeMismatch("BSON field 'writeConcern' is the wrong type, expected type 'object'")
  const { w, j, fsync, wtimeout } = concern
  if (j === true && fsync === true) throw failedToParse("fsync and j options cannot be used together")
  if (wtimeout !== undefined && !isNumeric(wtimeout)) throw failedToParse("wtimeout must be a number")
  if (w === undefined || typeof w === "string") return
  const members = isNumeric(w) ? toDouble(w) : Number.NaN
  if (Number.isNaN(members))
    throw failedToParse(`w has to be a number, string, or object; found: ${typeNameOf(w)}`)
  if (members < 0 || members > MOST_MEMBERS)
    throw failedToParse(
      `w has to be a non-negative number and not greater than ${MOST_MEMBERS}; found: ${String(w)}`,
    )
}

/** What a write concern asks of a set of one that such a set cannot give; null when it is met. The write itself is done. */
export const unmetConcern = (concern: unknown): Document | null => {
  if (!isDocument(concern) || concern["w"] === undefined || concern["w"] === "majority") return null
  const { w } = concern
  const errInfo = { writeConcern: { w, wtimeout: concern["wtimeout"] ?? 0, provenance: "clientSupplied" } }
  if (typeof w === "string")
    return {
      code: 79,
      codeName: "UnknownReplWriteConcern",
      errmsg: `No write concern mode named '${w}' found in replica set configuration`,
      errInfo,
    }
  return toDouble(w) > 1
    ? { code: 100, codeName: "UnsatisfiableWriteConcern", errmsg: "Not enough data-bearing nodes", errInfo }
    : null
}
