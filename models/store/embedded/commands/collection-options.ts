/** Options a collection is created with, and the collation it or an index compares by. */
import { notSupported, ServerError, typeMismatch } from "../errors.ts"
import { completeCollation } from "../query/collation.ts"
import { compileFilter } from "../query/filter.ts"
import { type Document, isDocument } from "../values/bson.server.ts"
import { enumerated } from "./context.ts"

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
  clusteredIndex: "a clustered collection",
  expireAfterSeconds: "a collection that expires as a whole",
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
  for (const [name, what] of Object.entries(LEFT_OUT))
    if (options[name] !== undefined && options[name] !== false) throw notSupported(what)
  delete options["capped"]
  if (options["size"] !== undefined || options["max"] !== undefined)
    throw invalid("the 'capped' field needs to be true when either the 'size' or 'max' fields are present")
  refuseValidator(options)
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
    if (value !== undefined) enumerated(value, known, name)
}
