/** Options a collection is created with, and the collation it or an index compares by. */
import { badValue, failedToParse, notSupported, ServerError, typeMismatch } from "../errors.ts"
import { comparisonOf } from "../query/collation.ts"
import { compileFilter } from "../query/filter.ts"
import { type Document, isDocument, Long } from "../values/bson.server.ts"
import { isNumeric, toDouble } from "../values/exact-number.ts"

/** Options `create` knows; those of a replica set only are refused. */
export const CREATE_OPTIONS = [
  ...["capped", "size", "max", "validator", "validationLevel", "validationAction", "clusteredIndex"],
  ...["timeseries", "expireAfterSeconds", "changeStreamPreAndPostImages", "indexOptionDefaults"],
  ...["storageEngine", "collation", "viewOn", "pipeline"],
] as const

const LEFT_OUT: Record<string, string> = {
  capped: "a capped collection",
  timeseries: "a time series",
  viewOn: "a view",
  pipeline: "a view",
  changeStreamPreAndPostImages: "a change stream",
}
const invalid = (message: string): ServerError => new ServerError(72, message)

/**
 * The options of a `create` command as they are kept.
 * @throws ServerError 2, 9, 14, 72 on what does not go together
 */
export const collectionOptions = (command: Document): Document => {
  const options: Document = {}
  for (const name of CREATE_OPTIONS)
    if (command[name] !== undefined && command[name] !== null) options[name] = command[name]
  for (const [name, what] of Object.entries(LEFT_OUT)) if (options[name]) throw notSupported(what)
  delete options["capped"]
  if (options["size"] !== undefined || options["max"] !== undefined)
    throw invalid("the 'capped' field needs to be true when either the 'size' or 'max' fields are present")
  refuseValidator(options)
  refuseExpiring(options)
  const collation = completeCollation(options["collation"])
  delete options["collation"]
  return collation ? { ...options, collation } : options
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

function refuseExpiring({ clusteredIndex, expireAfterSeconds }: Document): void {
  if (clusteredIndex !== undefined && clusteredIndex !== true) {
    if (!isDocument(clusteredIndex)) throw typeMismatch("The field 'clusteredIndex' must be an object")
    const { key, unique } = clusteredIndex
    if (!isDocument(key) || Object.keys(key).join() !== "_id" || toDouble(key["_id"]) !== 1)
      throw new ServerError(197, "The clusteredIndex option is only supported for key: {_id: 1}")
    if (unique !== true) throw badValue("The clusteredIndex option requires unique: true to be specified")
  }
  if (expireAfterSeconds === undefined) return
  if (clusteredIndex === undefined)
    throw invalid("'expireAfterSeconds' is only supported when the 'clusteredIndex' option is specified")
  if (!isNumeric(expireAfterSeconds) && !(expireAfterSeconds instanceof Long))
    throw failedToParse("The field 'expireAfterSeconds' must be a number")
}

/** After how many seconds documents of a clustered collection itself go; null when they stay. */
export const expiryOf = ({ expireAfterSeconds }: Document) =>
  isNumeric(expireAfterSeconds) || expireAfterSeconds instanceof Long
    ? { path: "_id", seconds: toDouble(expireAfterSeconds) }
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
