/** Changes to a collection that is there: `collMod` and `convertToCapped`. */
import type { Collection } from "../engine/collection.ts"
import { collectionOptions, refuseValidator } from "../engine/collection-options.ts"
import { ServerError, typeMismatch } from "../errors.ts"
import { type Document, isDocument } from "../values/bson.server.ts"
import { isNumeric, toDouble } from "../values/exact-number.ts"
import { type Command, type CommandContext, collectionName } from "./context.ts"
import { modifyIndex } from "./indexes.ts"

const VALIDATION = ["validator", "validationLevel", "validationAction"]

/** @throws ServerError 26 */
const existing = (context: CommandContext): Collection => {
  const name = collectionName(context)
  const collection = context.engine.find(context.database, name)
  if (!collection) throw new ServerError(26, `ns does not exist: ${context.database}.${name}`)
  context.engine.refuseInUse(collection)
  return collection
}

/** Keeps the new options; when the file refuses, the collection stays as it was. */
function keep({ engine }: CommandContext, collection: Collection, options: Document): void {
  const before = collection.options
  collection.setOptions(options)
  try {
    engine.keepNamespace(collection)
  } catch (error) {
    collection.setOptions(before)
    throw error
  }
}

export const collMod: Command = {
  fields: [
    ...VALIDATION,
    ...["index", "viewOn", "pipeline", "cappedSize", "cappedMax", "expireAfterSeconds"],
    "changeStreamPreAndPostImages",
  ],
  run: (context) => {
    const { command } = context
    const collection = existing(context)
    const options = { ...collection.options }
    for (const name of [...VALIDATION, "changeStreamPreAndPostImages"])
      if (command[name] !== undefined) options[name] = command[name]
    refuseValidator(options)
    if (command["viewOn"] !== undefined || command["pipeline"] !== undefined) {
      if (!collection.isView) throw new ServerError(72, "option only supported on a view: viewOn")
      Object.assign(options, collectionOptions({ ...options, ...pick(command, ["viewOn", "pipeline"]) }))
    }
    setCapped(command, options)
    if (command["expireAfterSeconds"] === "off") delete options["expireAfterSeconds"]
    else if (command["expireAfterSeconds"] !== undefined)
      Object.assign(
        options,
        collectionOptions({ ...options, expireAfterSeconds: command["expireAfterSeconds"] }),
      )
    const { index } = command
    if (index !== undefined && !isDocument(index))
      throw typeMismatch("BSON field 'collMod.index' must be an object")
    const changes = index ? modifyIndex(collection, index) : {}
    keep(context, collection, options)
    return { reply: { ...changes, ok: 1 } }
  },
}

const pick = (source: Document, names: string[]): Document =>
  Object.fromEntries(names.flatMap((name) => (source[name] === undefined ? [] : [[name, source[name]]])))

function setCapped(command: Document, options: Document): void {
  for (const [field, option] of [
    ["cappedSize", "size"],
    ["cappedMax", "max"],
  ] as const) {
    const value = command[field]
    if (value === undefined) continue
    if (!options["capped"])
      throw new ServerError(72, `option only supported on a capped collection: ${field}`)
    if (!isNumeric(value)) throw typeMismatch(`BSON field 'collMod.${field}' must be a number`)
    options[option] = toDouble(value)
  }
}

/** Bounds a collection. Documents already there go when the next ones come. */
export const convertToCapped: Command = {
  fields: ["size"],
  run: (context) => {
    const collection = existing(context)
    const { capped, size } = collectionOptions({ capped: true, size: context.command["size"] })
    keep(context, collection, { ...collection.options, capped, size })
    return { reply: { ok: 1 } }
  },
}
