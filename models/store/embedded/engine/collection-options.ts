/** Options a collection is created with, and the collation it or an index compares by. */
import { badValue, failedToParse, ServerError, typeMismatch } from "../errors.ts"
import { comparisonOf } from "../query/collation.ts"
import { compileFilter } from "../query/filter.ts"
import { type Document, isDocument, Long } from "../values/bson.server.ts"
import { isNumeric, toDouble } from "../values/exact-number.ts"

/** Options `create` knows; a view knows the last three only. */
export const CREATE_OPTIONS = [
  ...["capped", "size", "max", "validator", "validationLevel", "validationAction", "clusteredIndex"],
  ...["timeseries", "expireAfterSeconds", "changeStreamPreAndPostImages", "indexOptionDefaults"],
  ...["storageEngine", "collation", "viewOn", "pipeline"],
] as const

const VIEW_OPTIONS = new Set(["collation", "viewOn", "pipeline"])
const invalid = (message: string): ServerError => new ServerError(72, message)

/**
 * The options of a `create` command as they are kept.
 * @throws ServerError 2, 9, 14, 72 on what does not go together
 */
export const collectionOptions = (command: Document): Document => {
  const options: Document = {}
  for (const name of CREATE_OPTIONS)
    if (command[name] !== undefined && command[name] !== null) options[name] = command[name]
  if (options["viewOn"] !== undefined || options["pipeline"] !== undefined) refuseView(options)
  Object.assign(options, cappedOptions(options))
  if (!options["capped"]) delete options["capped"]
  refuseValidator(options)
  refuseExpiring(options)
  const collation = completeCollation(options["collation"])
  delete options["collation"]
  return collation ? { ...options, collation } : options
}

function refuseView(options: Document): void {
  if (typeof options["viewOn"] !== "string" || options["viewOn"] === "")
    throw invalid("'pipeline' requires 'viewOn' to also be specified")
  for (const option of Object.keys(options))
    if (!VIEW_OPTIONS.has(option)) throw invalid(`option not supported on a view: ${option}`)
  options["pipeline"] ??= []
  if (!Array.isArray(options["pipeline"])) throw typeMismatch("The field 'pipeline' must be an array")
}

function cappedOptions({ capped, size, max, timeseries }: Document): Document {
  if (!capped) {
    if (size !== undefined || max !== undefined)
      throw invalid("the 'capped' field needs to be true when either the 'size' or 'max' fields are present")
    return {}
  }
  if (timeseries) throw invalid("timeseries collections cannot be capped")
  if (!isNumeric(size) || toDouble(size) <= 0)
    throw invalid("the 'size' field is required when 'capped' is true")
  if (max !== undefined && !isNumeric(max)) throw typeMismatch("BSON field 'create.max' must be a number")
  const documents = max === undefined ? 0 : toDouble(max)
  return {
    capped: true,
    size: Math.ceil(toDouble(size) / 256) * 256,
    ...(documents > 0 ? { max: documents } : { max: undefined }),
  }
}

const LEVELS = ["off", "strict", "moderate"]
const ACTIONS = ["error", "warn"]

/** @throws ServerError 2, 14 on a validator that cannot be compiled or levels that are none */
export const refuseValidator = ({ validator, validationLevel, validationAction }: Document): void => {
  if (validator !== undefined) {
    if (!isDocument(validator)) throw typeMismatch("The field 'validator' must be an object")
    compileFilter(validator)
  }
  for (const [name, value, known] of [
    ["validationLevel", validationLevel, LEVELS],
    ["validationAction", validationAction, ACTIONS],
  ] as const)
    if (value !== undefined && !known.includes(String(value)))
      throw badValue(`Enumeration value '${String(value)}' for field '${name}' is not a valid value.`)
}

function refuseExpiring({ timeseries, clusteredIndex, expireAfterSeconds }: Document): void {
  if (timeseries !== undefined && (!isDocument(timeseries) || typeof timeseries["timeField"] !== "string"))
    throw new ServerError(40414, "BSON field 'create.timeseries.timeField' is missing but a required field")
  if (clusteredIndex !== undefined && clusteredIndex !== true) {
    if (!isDocument(clusteredIndex)) throw typeMismatch("The field 'clusteredIndex' must be an object")
    const { key, unique } = clusteredIndex
    if (!isDocument(key) || Object.keys(key).join() !== "_id" || toDouble(key["_id"]) !== 1)
      throw new ServerError(197, "The clusteredIndex option is only supported for key: {_id: 1}")
    if (unique !== true) throw badValue("The clusteredIndex option requires unique: true to be specified")
  }
  if (expireAfterSeconds === undefined) return
  if (timeseries === undefined && clusteredIndex === undefined)
    throw invalid(
      "'expireAfterSeconds' is only supported on time-series collections or when the 'clusteredIndex' option is specified",
    )
  if (!isNumeric(expireAfterSeconds) && !(expireAfterSeconds instanceof Long))
    throw failedToParse("The field 'expireAfterSeconds' must be a number")
}

/** The field whose dates say when documents of the collection itself go; null when they stay. */
export const expiryOf = ({ expireAfterSeconds, timeseries }: Document) =>
  isNumeric(expireAfterSeconds) || expireAfterSeconds instanceof Long
    ? {
        path: isDocument(timeseries) ? String(timeseries["timeField"]) : "_id",
        seconds: toDouble(expireAfterSeconds),
      }
    : null

/** A collation with everything it leaves out said, as MongoDB shows it; null for none or `simple`. */
export const completeCollation = (collation: unknown): Document | null => {
  if (collation === undefined || collation === null) return null
  if (!isDocument(collation)) throw typeMismatch("The field 'collation' must be an object")
  if (collation["locale"] === "simple") return null
  const complete = {
    locale: collation["locale"],
    caseLevel: false,
    caseFirst: "off",
    strength: 3,
    numericOrdering: false,
    alternate: "non-ignorable",
    maxVariable: "punct",
    normalization: false,
    backwards: false,
    ...collation,
    version: "57.1",
  }
  comparisonOf(asked(complete))
  return complete
}

/** A kept collation as a command would ask for it. */
export const asked = (collation: unknown): Document | undefined => {
  if (!isDocument(collation)) return undefined
  const { version: _v, maxVariable, ...rest } = collation
  return maxVariable === undefined || maxVariable === "punct" ? rest : { ...rest, maxVariable }
}
