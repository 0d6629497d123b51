import type { Collection } from "../engine/collection.ts"
import { badValue, ServerError, typeMismatch } from "../errors.ts"
import { isDocument } from "../values/bson.server.ts"
import { encode } from "../values/encode.ts"
import { keyOf } from "../values/order.ts"
import { shown } from "../values/shown.ts"
import { type Command, type CommandContext, collectionName, documentField } from "./context.ts"
import { indexSpecification, isNewIndex } from "./index-specification.ts"
import { openCursor } from "./reading.ts"

/** @throws ServerError 26 */
const existing = (context: CommandContext): Collection => {
  const name = collectionName(context)
  const collection = context.engine.find(context.database, name)
  // What an open transaction is about to make is nobody's yet.
  if (!collection || collection.createdBy)
    throw new ServerError(26, `ns does not exist: ${context.database}.${name}`)
  return collection
}

export const listIndexes: Command = {
  fields: ["cursor", "includeBuildUUIDs", "includeIndexBuildInfo"],
  run: (context) => {
    const collection = existing(context)
    const all = collection.indexes.map(({ specification }) => specification)
    const results = { length: all.length, at: (index: number) => encode(all[index] ?? {}) }
    return openCursor(context, collection.namespace, results, documentField(context.command, "cursor"))
  },
}

export const createIndexes: Command = {
  fields: ["indexes", "commitQuorum"],
  inTransaction: true,
  run: (context) => {
    const { command, engine, database, transaction } = context
    const name = collectionName(context)
    const wanted = command["indexes"]
    if (!Array.isArray(wanted) || wanted.length === 0)
      throw badValue("Must specify at least one index to create")
    const known = engine.find(database, name)
    const specifications = wanted.map((index) => indexSpecification(index, known?.options["collation"]))
    if (transaction && known && known.createdBy !== transaction)
      if (specifications.some((specification) => isNewIndex(known, specification)))
        throw new ServerError(
          263,
          `Cannot create new indexes on existing collection ${known.namespace} in a multi-document transaction.`,
        )
    const collection = engine.ensure(database, name, { transaction })
    const numIndexesBefore = collection.indexes.length
    if (specifications.some((specification) => isNewIndex(collection, specification))) {
      if (!collection.createdBy) engine.refuseInUse(collection)
      changed(context, collection, () => {
        for (const specification of specifications)
          if (isNewIndex(collection, specification)) collection.addIndex(specification)
      })
    }
    const numIndexesAfter = collection.indexes.length
    const note = numIndexesAfter === numIndexesBefore ? { note: "all indexes already exist" } : {}
    const createdCollectionAutomatically = known === null
    return { reply: { numIndexesBefore, numIndexesAfter, createdCollectionAutomatically, ...note, ok: 1 } }
  },
}

/** Changes a collection's indexes and keeps them; when anything fails, they stay as they were. */
function changed({ engine }: CommandContext, collection: Collection, change: () => void): void {
  const { indexes } = collection
  collection.indexes = [...indexes]
  try {
    change()
    if (!collection.createdBy) engine.keepNamespace(collection)
  } catch (error) {
    collection.indexes = indexes
    throw error
  }
}

export const dropIndexes: Command = {
  fields: ["index"],
  run: (context) => {
    const { command, engine } = context
    const collection = existing(context)
    const nIndexesWas = collection.indexes.length
    const wanted = command["index"]
    const gone =
      wanted === "*" ? collection.indexes.slice(1) : [wanted].flat().map((one) => indexNamed(collection, one))
    if (gone.some((index) => index.name === "_id_")) throw new ServerError(72, "cannot drop _id index")
    engine.refuseInUse(collection)
    changed(context, collection, () => {
      collection.indexes = collection.indexes.filter((index) => !gone.includes(index))
    })
    const msg = wanted === "*" ? { msg: "non-_id indexes dropped for collection" } : {}
    return { reply: { nIndexesWas, ...msg, ok: 1 } }
  },
}

/** @throws ServerError 27 without such an index, 14 on what names none */
function indexNamed({ indexes }: Collection, wanted: unknown) {
  if (typeof wanted === "string") {
    const named = indexes.find(({ name }) => name === wanted)
    if (!named) throw new ServerError(27, `index not found with name [${wanted}]`)
    return named
  }
  if (!isDocument(wanted)) throw typeMismatch("BSON field 'dropIndexes.index' is the wrong type")
  const keyed = indexes.filter(({ specification }) => keyOf(specification.key) === keyOf(wanted))
  const [found, another] = keyed
  if (!found) throw new ServerError(27, `can't find index with key: ${shown(wanted)}`)
  if (another)
    throw new ServerError(137, `${keyed.length} indexes found for key: ${shown(wanted)}, identify by name`)
  return found
}
