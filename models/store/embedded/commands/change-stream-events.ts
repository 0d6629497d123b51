/** Changes as a change stream shows them. */
import type { PlacedChange } from "../engine/changes.ts"
import { ServerError } from "../errors.ts"
import { type Document, isDocument } from "../values/bson.server.ts"
import { decode } from "../values/codec.ts"
import { areEqual } from "../values/order.ts"

export type EventOptions = {
  fullDocument: string
  fullDocumentBeforeChange: string
  /** The document as it is now, null when it is gone. */
  lookUp: (change: PlacedChange, id: unknown) => Document | null
}

export const tokenOf = (place: string): Document => ({ _data: place })

/** @throws ServerError 47 when an image that must be there was not kept */
export const eventOf = (change: PlacedChange, options: EventOptions): Document => {
  const { kind, place, time, at, database, name, to, session } = change
  const before = change.before ? decode(change.before) : null
  const after = change.after ? decode(change.after) : null
  const id = (after ?? before)?.["_id"]
  const event: Document = { _id: tokenOf(place), operationType: kind, clusterTime: time, wallTime: at }
  if (session) Object.assign(event, session)
  if (kind === "insert" || kind === "replace") event["fullDocument"] = after
  if (kind === "update" && options.fullDocument !== "default")
    event["fullDocument"] =
      options.fullDocument === "updateLookup"
        ? options.lookUp(change, id)
        : image(change, after, options.fullDocument === "required", "post-image")
  event["ns"] = kind === "dropDatabase" ? { db: database } : { db: database, coll: name }
  if (to !== undefined) event["to"] = { db: database, coll: to }
  if (id !== undefined) event["documentKey"] = { _id: id }
  if (kind === "update" && before && after) event["updateDescription"] = differences(before, after)
  if (before && kind !== "insert" && options.fullDocumentBeforeChange !== "off")
    event["fullDocumentBeforeChange"] = image(
      change,
      before,
      options.fullDocumentBeforeChange === "required",
      "pre-image",
    )
  return event
}

function image(change: PlacedChange, document: Document | null, isRequired: boolean, what: string) {
  if (change.hasImages) return document
  if (isRequired)
    throw new ServerError(
      47,
      `Change stream was configured to require a ${what} for all update, delete and replace events, but the ${what} was not found for event in ${change.database}.${change.name}`,
      {},
      ["NonResumableChangeStreamError"],
    )
  return null
}

type Description = {
  updatedFields: Document
  removedFields: string[]
  truncatedArrays: { field: string; newSize: number }[]
}

/** What an update changed, by paths. */
function differences(before: Document, after: Document): Description {
  const description: Description = { updatedFields: {}, removedFields: [], truncatedArrays: [] }
  compareFields(before, after, "", description)
  return description
}

function compareFields(before: Document, after: Document, prefix: string, into: Description): void {
  for (const name of Object.keys(before))
    if (!Object.hasOwn(after, name)) into.removedFields.push(prefix + name)
  for (const [name, value] of Object.entries(after)) {
    const path = prefix + name
    if (Object.hasOwn(before, name)) compareValues(before[name], value, path, into)
    else into.updatedFields[path] = value
  }
}

function compareValues(before: unknown, after: unknown, path: string, into: Description): void {
  if (areEqual(before, after)) return
  if (isDocument(before) && isDocument(after)) compareFields(before, after, `${path}.`, into)
  else if (Array.isArray(before) && Array.isArray(after)) compareArrays(before, after, path, into)
  else into.updatedFields[path] = after
}

/** Element by element while most of the array stayed, as a whole otherwise. */
function compareArrays(before: unknown[], after: unknown[], path: string, into: Description): void {
  const shared = Math.min(before.length, after.length)
  const kept = before.slice(0, shared).filter((value, index) => areEqual(value, after[index])).length
  if (shared === 0 || kept * 2 < shared) {
    into.updatedFields[path] = after
    return
  }
  for (const [index, value] of after.entries())
    if (index >= before.length) into.updatedFields[`${path}.${index}`] = value
    else compareValues(before[index], value, `${path}.${index}`, into)
  if (after.length < before.length) into.truncatedArrays.push({ field: path, newSize: after.length })
}
