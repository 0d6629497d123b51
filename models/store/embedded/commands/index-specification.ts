/** What `createIndexes` may ask for, and when two indexes are one. */
import type { Collection } from "../engine/collection.ts"
import { completeCollation } from "../engine/collection-options.ts"
import type { IndexSpecification } from "../engine/index-specification.ts"
import { failedToParse, notSupported, ServerError, typeMismatch } from "../errors.ts"
import { compileFilter } from "../query/filter.ts"
import { type Document, isDocument } from "../values/bson.server.ts"
import { isNumeric, toDouble } from "../values/exact-number.ts"
import { keyOf } from "../values/order.ts"
import { shown } from "../values/shown.ts"

const MAX_INDEXES = 64
const KINDS = new Set(["text", "2d", "2dsphere", "hashed"])

const OPTIONS = new Set([
  ...["v", "key", "name", "unique", "sparse", "partialFilterExpression", "expireAfterSeconds", "background"],
  ...["hidden", "ns", "collation", "storageEngine", "dropDups", "prepareUnique"],
])
/** What decides whether two indexes on the same fields are different indexes. */
const SIGNATURE = ["key", "unique", "sparse", "partialFilterExpression", "collation"]
const UNCOMPARED = new Set(["v", "name", "hidden", "background", "ns"])

const cannotCreate = (message: string): ServerError => new ServerError(67, message)

/**
 * An index as it will be kept, given the collection's own collation.
 * @throws ServerError 9, 14, 67, 197 on what cannot be an index, 238 on kinds only a replica set has
 */
export const indexSpecification = (index: unknown, collation?: unknown): IndexSpecification => {
  if (!isDocument(index)) throw typeMismatch("BSON field 'createIndexes.indexes' must be objects")
  const { key, name } = index
  if (key === undefined)
    throw failedToParse("The 'key' field is a required property of an index specification")
  if (!isDocument(key)) throw typeMismatch("The field 'key' must be an object")
  refuseKey(key)
  if (Object.keys(key).join() === "_id" && toDouble(key["_id"]) > 0) return identityIndex(index)
  if (name === undefined)
    throw failedToParse("The 'name' field is a required property of an index specification")
  if (typeof name !== "string") throw typeMismatch("The field 'name' must be a string")
  if (name === "" || name === "*") throw cannotCreate(`The index name '${name}' is not valid.`)
  if (name === "_id_") throw new ServerError(2, "The index name '_id_' is reserved for the _id index")
  refuseOptions(index, key)
  const { background: _b, ns: _n, dropDups: _d, collation: asked, ...kept } = index
  for (const flag of ["unique", "sparse", "hidden", "prepareUnique"])
    if (kept[flag] === true || (isNumeric(kept[flag]) && toDouble(kept[flag]) !== 0)) kept[flag] = true
    else delete kept[flag]
  const own = completeCollation(asked ?? collation)
  return { v: 2, ...kept, key, name, ...(own ? { collation: own } : {}) }
}

/** The index on `_id` is there anyway; asking for it again, by whatever name, changes nothing. */
function identityIndex(index: Document): IndexSpecification {
  const allowed = new Set(["v", "key", "name", "ns", "background", "collation", "unique", "clustered"])
  for (const option of Object.keys(index))
    if (!allowed.has(option))
      throw new ServerError(
        197,
        `The field '${option}' is not valid for an _id index specification. Specification: ${shown(index)}`,
      )
  return { v: 2, key: { _id: 1 }, name: "_id_" }
}

function refuseKey(key: Document): void {
  if (Object.keys(key).length === 0) throw cannotCreate("Index keys cannot be an empty object.")
  for (const [path, direction] of Object.entries(key)) {
    if (path === "") throw cannotCreate("Index keys cannot be an empty field.")
    if (path.startsWith(".") || path.endsWith(".") || path.includes(".."))
      throw cannotCreate("Index keys cannot contain an empty field.")
    if (path === "$**" || path.endsWith(".$**")) throw notSupported("a wildcard index")
    if (path.startsWith("$"))
      throw cannotCreate(`Index key contains an illegal field name: field name starts with '$'.`)
    if (typeof direction === "string") {
      throw KINDS.has(direction)
        ? notSupported(`a ${direction} index`)
        : cannotCreate(`Unknown index plugin '${direction}'`)
    } else if (!isNumeric(direction))
      throw cannotCreate(
        `Values in v:2 index key pattern cannot be of type ${bsonName(direction)}. Only numbers > 0, numbers < 0, and strings are allowed.`,
      )
    else if (!toDouble(direction)) throw cannotCreate("Values in the index key pattern cannot be 0.")
  }
}

const bsonName = (value: unknown): string =>
  value === null ? "null" : Array.isArray(value) ? "array" : typeof value === "boolean" ? "bool" : "object"

function refuseOptions(index: Document, key: Document): void {
  for (const option of Object.keys(index))
    if (!OPTIONS.has(option))
      throw new ServerError(
        197,
        `The field '${option}' is not valid for an index specification. Specification: ${shown(index)}`,
      )
  const { partialFilterExpression: partial, expireAfterSeconds: seconds, sparse } = index
  if (partial !== undefined && !isDocument(partial))
    throw typeMismatch("The field 'partialFilterExpression' must be an object")
  if (isDocument(partial)) compileFilter(partial)
  if (partial !== undefined && sparse)
    throw cannotCreate('cannot mix "partialFilterExpression" and "sparse" options')
  if (seconds !== undefined) refuseExpiry(seconds, index, key)
}

function refuseExpiry(seconds: unknown, index: Document, key: Document): void {
  if (!isNumeric(seconds)) throw typeMismatch("The field 'expireAfterSeconds' must be a number")
  if (toDouble(seconds) < 0 || toDouble(seconds) > 0x7fffffff)
    throw cannotCreate(
      `TTL index 'expireAfterSeconds' option must be within an acceptable range, try a different number. Index spec: ${shown(index)}`,
    )
  if (Object.keys(key).length > 1)
    throw cannotCreate(
      `TTL indexes are single-field indexes, compound indexes do not support TTL. Index spec: ${shown(index)}`,
    )
}

/**
 * True when the collection has no such index yet.
 * @throws ServerError 85, 86 when it has one that is too alike, 67 when it cannot have another
 */
export const isNewIndex = ({ indexes, namespace }: Collection, wanted: IndexSpecification): boolean => {
  if (wanted.name === "_id_") return false
  const named = indexes.find(({ name }) => name === wanted.name)?.specification
  const described = (known: Document) => `Requested index: ${shown(wanted)}, existing index: ${shown(known)}`
  if (named && !isSame(named, wanted, isSigned))
    throw new ServerError(
      86,
      `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. ${described(named)}`,
    )
  if (named && !isSame(named, wanted, isCompared))
    throw new ServerError(
      85,
      `An equivalent index already exists with the same name but different options. ${described(named)}`,
    )
  if (named) return false
  const alike = indexes.find(({ specification }) => isSame(specification, wanted, isSigned))?.specification
  if (alike && isSame(alike, wanted, isCompared))
    throw new ServerError(85, `Index already exists with a different name: ${alike.name}`)
  if (alike)
    throw new ServerError(
      85,
      `An equivalent index already exists with a different name and options. ${described(alike)}`,
    )
  if (indexes.length >= MAX_INDEXES)
    throw cannotCreate(`add index fails, too many indexes for ${namespace} key:${shown(wanted.key)}`)
  return true
}

const isSigned = (option: string): boolean => SIGNATURE.includes(option)
const isCompared = (option: string): boolean => !UNCOMPARED.has(option)

function isSame(a: Document, b: Document, counts: (option: string) => boolean): boolean {
  const relevant = (one: Document) =>
    Object.fromEntries(
      Object.entries(one)
        .filter(([option]) => counts(option))
        .sort(([x], [y]) => (x < y ? -1 : 1)),
    )
  return keyOf(relevant(a)) === keyOf(relevant(b))
}
