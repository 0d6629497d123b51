/** Changes to a collection that is there: `collMod`. */
import type { Collection } from "../engine/collection.ts"
import { collectionOptions, refuseValidator } from "../engine/collection-options.ts"
import { notSupported, ServerError, typeMismatch } from "../errors.ts"
import { type Document, isDocument } from "../values/bson.server.ts"
import { type Command, type CommandContext, collectionName } from "./context.ts"
import { modifyIndex } from "./indexes.ts"

const LEFT_OUT = ["viewOn", "pipeline", "cappedSize", "cappedMax", "changeStreamPreAndPostImages"]
const VALIDATION = ["validator", "validationLevel", "validationAction"]

/** @throws ServerError 26 */
const existing = (context: CommandContext): Collection => {
  const name = collectionName(context)
  const collection = context.engine.find(context.database, name)
  if (!collection || collection.createdBy)
    throw new ServerError(26, `ns does not exist: ${context.database}.${name}`)
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
    for (const name of LEFT_OUT) if (command[name] !== undefined) throw notSupported(`collMod's '${name}'`)
    for (const name of VALIDATION) if (command[name] !== undefined) options[name] = command[name]
    refuseValidator(options)
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
