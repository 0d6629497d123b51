/** Changes to a collection that is there: `collMod`. */
import { notSupported, typeMismatch } from "../errors.ts"
import { type Document, isDocument } from "../values/bson.server.ts"
import { refuseValidator } from "./collection-options.ts"
import type { Command } from "./context.ts"
import { changed, existing, modifyIndex } from "./indexes.ts"

const LEFT_OUT = [
  ...["viewOn", "pipeline", "cappedSize", "cappedMax", "changeStreamPreAndPostImages", "expireAfterSeconds"],
]
const VALIDATION = ["validator", "validationLevel", "validationAction"]

export const collMod: Command = {
  fields: [...VALIDATION, ...LEFT_OUT, "index"],
  run: (context) => {
    const { command } = context
    const collection = existing(context)
    context.engine.refuseInUse(collection)
    const options = { ...collection.options }
    for (const name of LEFT_OUT) if (command[name] !== undefined) throw notSupported(`collMod's '${name}'`)
    for (const name of VALIDATION) if (command[name] !== undefined) options[name] = command[name]
    refuseValidator(options)
    const { index } = command
    if (index !== undefined && !isDocument(index))
      throw typeMismatch("BSON field 'collMod.index' must be an object")
    let changes: Document = {}
    changed(context, collection, () => {
      if (index) changes = modifyIndex(collection, index)
      collection.setOptions(options)
    })
    return { reply: { ...changes, ok: 1 } }
  },
}
