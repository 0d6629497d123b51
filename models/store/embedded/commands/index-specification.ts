/** What `createIndexes` may ask for, and when two indexes are one. */
import type { Collection } from "../engine/collection.ts"
import { failedToParse, notSupported, ServerError, typeMismatch } from "../errors.ts"
import type { IndexSpecification } from "../persistence.server.ts"
import { completeCollation } from "../query/collation.ts"
import { compileFilter, isOperatorDocument } from "../query/filter.ts"
import { isRegex, typeNameOf } from "../query/value-tests.ts"
import { type Document, isDocument } from "../values/bson.server.ts"
import { isNumeric, toDouble } from "../values/exact-number.ts"
import { keyOf } from "../values/order.ts"
import { shown } from "../values/shown.ts"
import { flagField } from "./context.ts"

const MAX_INDEXES = 64
const KINDS = ["text", "2d", "2dsphere", "hashed"]

const OPTIONS = [
  ...["v", "key", "name", "unique", "sparse", "partialFilterExpression", "expireAfterSeconds", "background"],
  ...["hidden", "ns", "collation", "storageEngine", "dropDups", "prepareUnique"],
]
/** What decides whether two indexes on the same fields are different indexes. */
const SIGNATURE = ["key", "unique", "sparse", "partialFilterExpression", "collation"]
const UNCOMPARED = ["v", "name", "hidden", "background", "ns"]

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
  refuseOptions(index, OPTIONS, "an index")
  refuseConditions(index, key)
  const { background: _b, ns: _n, dropDups: _d, collation: asked, ...kept } = index
  for (const flag of ["unique", "sparse", "hidden", "prepareUnique"])
    if (flagField(kept, flag)) kept[flag] = true
    else delete kept[flag]
  const own = completeCollation(asked ?? collation)
  return { v: 2, ...kept, key, name, ...(own ? { collation: own } : {}) }
}

/** The index on `_id` is there anyway; asking for it again, by whatever name, changes nothing. */
function identityIndex(index: Document): IndexSpecification {
  refuseOptions(index, ["v", "key", "name", "ns", "background", "collation", "unique"], "an _id index")
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
    if (KINDS.includes(String(direction))) throw notSupported(`a ${String(direction)} index`)
    if (typeof direction === "string") throw cannotCreate(`Unknown index plugin '${direction}'`)
    if (!isNumeric(direction))
      throw cannotCreate(`Values in v:2 index key pattern cannot be of type ${typeNameOf(direction)}.`)
    if (!toDouble(direction)) throw cannotCreate("Values in the index key pattern cannot be 0.")
  }
}

/** @throws ServerError 197 on an option that is none */
function refuseOptions(index: Document, known: string[], what: string): void {
  const option = Object.keys(index).find((name) => !known.includes(name))
  if (option !== undefined)
    throw new ServerError(
      197,
      `The field '${option}' is not valid for ${what} specification: ${shown(index)}`,
    )
}

function refuseConditions(index: Document, key: Document): void {
  const { partialFilterExpression: partial, expireAfterSeconds: seconds, sparse } = index
  if (partial !== undefined && !isDocument(partial))
    throw typeMismatch("The field 'partialFilterExpression' must be an object")
  if (isDocument(partial)) {
    compileFilter(partial)
    refusePartial(partial)
  }
  if (partial !== undefined && sparse)
    throw cannotCreate('cannot mix "partialFilterExpression" and "sparse" options')
  if (seconds !== undefined) refuseExpiry(seconds, index, key)
}

const PARTIAL_OPERATORS = ["$eq", "$gt", "$gte", "$lt", "$lte", "$in", "$type", "$exists"]

/** @throws ServerError 67 on a condition MongoDB keeps no partial index by */
function refusePartial(filter: Document): void {
  for (const [field, operand] of Object.entries(filter)) {
    const unsupported = (name: string) =>
      cannotCreate(`Expression not supported in partial index: ${shown({ [field]: operand })} (${name})`)
    if (field === "$and" || field === "$or") for (const clause of operand as Document[]) refusePartial(clause)
    else if (field.startsWith("$")) throw unsupported(field)
    else if (isRegex(operand)) throw unsupported("$regex")
    else if (isOperatorDocument(operand))
      for (const [operator, value] of Object.entries(operand))
        if (!PARTIAL_OPERATORS.includes(operator) || (operator === "$exists" && value === false))
          throw unsupported(operator)
  }
}

function refuseExpiry(seconds: unknown, index: Document, key: Document): void {
  if (!isNumeric(seconds)) throw typeMismatch("The field 'expireAfterSeconds' must be a number")
  if (toDouble(seconds) < 0 || toDouble(seconds) > 0x7fffffff)
    throw cannotCreate(`TTL index 'expireAfterSeconds' must be within an acceptable range: ${shown(index)}`)
  if (Object.keys(key).length > 1)
    throw cannotCreate(
      `TTL indexes are single-field indexes, compound ones do not support TTL: ${shown(index)}`,
    )
}

/**
 * True when the collection has no such index yet.
 * @throws ServerError 85, 86 when it has one that is too alike, 67 when it cannot have another
 */
export const isNewIndex = ({ indexes, namespace }: Collection, wanted: IndexSpecification): boolean => {
  if (wanted.name === "_id_") return false
  const named = indexes.find(({ name }) => name === wanted.name)?.specification
  const unlike = (code: number, words: string, known: Document) =>
    new ServerError(code, `${words}. Requested index: ${shown(wanted)}, existing index: ${shown(known)}`)
  if (named && !isSame(named, wanted, isSigned))
    throw unlike(86, "An existing index has the same name as the requested index", named)
  if (named && !isSame(named, wanted, isCompared))
    throw unlike(85, "An equivalent index already exists with the same name but different options", named)
  if (named) return false
  const alike = indexes.find(({ specification }) => isSame(specification, wanted, isSigned))?.specification
  if (alike && isSame(alike, wanted, isCompared))
    throw new ServerError(85, `Index already exists with a different name: ${alike.name}`)
  if (alike) throw unlike(85, "An equivalent index already exists with a different name and options", alike)
  if (indexes.length >= MAX_INDEXES)
    throw cannotCreate(`add index fails, too many indexes for ${namespace} key:${shown(wanted.key)}`)
  return true
}

const isSigned = (option: string): boolean => SIGNATURE.includes(option)
const isCompared = (option: string): boolean => !UNCOMPARED.includes(option)

function isSame(a: Document, b: Document, counts: (option: string) => boolean): boolean {
  const relevant = (one: Document) =>
    Object.fromEntries(
      Object.entries(one)
        .filter(([option]) => counts(option))
        .sort(([x], [y]) => (x < y ? -1 : 1)),
    )
  return keyOf(relevant(a)) === keyOf(relevant(b))
}
