import { failedToParse } from "../errors.ts"
import { type Document, isDocument } from "../values/bson.server.ts"
import { isNumeric, toDouble } from "../values/exact-number.ts"

/** As MongoDB's: a set has at most so many members. */
const MOST_MEMBERS = 50

/**
 * What a write concern asks of a set of one that such a set cannot give; null when it is met. The write itself is done.
 * @throws ServerError 9 on a `w` that is none
 */
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
  const members = isNumeric(w) ? toDouble(w) : Number.NaN
  if (!(members >= 0 && members <= MOST_MEMBERS))
    throw failedToParse(
      `w has to be a non-negative number and not greater than ${MOST_MEMBERS}; found: ${String(w)}`,
    )
  return members > 1
    ? { code: 100, codeName: "UnsatisfiableWriteConcern", errmsg: "Not enough data-bearing nodes", errInfo }
    : null
}
