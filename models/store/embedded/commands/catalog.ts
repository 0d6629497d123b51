import type { Collection } from "../engine/collection.ts"
import type { IndexSpecification } from "../engine/collection-index.ts"
import { badValue, notSupported, ServerError } from "../errors.ts"
import { compileFilter } from "../query/filter.ts"
import { type Document, isDocument } from "../values/bson.server.ts"
import { encode } from "../values/codec.ts"
import { toDouble } from "../values/exact-number.ts"
import { keyOf } from "../values/order.ts"
import { type Command, type CommandContext, collectionName, documentField, flagField } from "./context.ts"
import { openCursor } from "./reading.ts"

const asResults = (documents: Document[]) => ({
  length: documents.length,
  at: (index: number) => encode(documents[index] ?? {}),
})

/** @throws ServerError 26 */
const existing = (context: CommandContext): Collection => {
  const name = collectionName(context)
  const collection = context.engine.find(context.database, name)
  if (!collection) throw new ServerError(26, `ns does not exist: ${context.database}.${name}`)
  return collection
}

/** `create` with options that change nothing here; those that would (capped, views, validators) are refused. */
export const create: Command = {
  fields: [
    "collation",
    "expireAfterSeconds",
    "indexOptionDefaults",
    "clusteredIndex",
    "changeStreamPreAndPostImages",
    "autoIndexId",
  ],
  inTransaction: true,
  run: (context) => {
    const { command, engine, database } = context
    const name = collectionName(context)
    for (const option of ["collation", "expireAfterSeconds", "clusteredIndex"])
      if (
        command[option] !== undefined &&
        documentField({ o: isDocument(command[option]) ? command[option] : {} }, "o")["locale"] !== "simple"
      )
        throw notSupported(`create option ${option}`)
    if (engine.find(database, name))
      throw new ServerError(48, `Collection ${database}.${name} already exists.`)
    engine.ensure(database, name)
    return { reply: { ok: 1 } }
  },
}

export const drop: Command = {
  fields: [],
  run: (context) => {
    const { engine, database } = context
    const collection = engine.find(database, collectionName(context))
    if (!collection) return { reply: { ok: 1 } }
    const nIndexesWas = collection.indexes.length
    engine.drop([collection])
    return { reply: { nIndexesWas, ns: collection.namespace, ok: 1 } }
  },
}

export const dropDatabase: Command = {
  fields: [],
  run: ({ engine, database }) => {
    engine.drop(engine.collectionsOf(database))
    return { reply: { dropped: database, ok: 1 } }
  },
}

export const renameCollection: Command = {
  fields: ["to", "dropTarget"],
  run: ({ command, engine }) => {
    const [fromDatabase = "", fromName = ""] = splitNamespace(command["renameCollection"])
    const [toDatabase, toName = ""] = splitNamespace(command["to"])
    if (fromDatabase !== toDatabase) throw notSupported("renameCollection to another database")
    const collection = engine.find(fromDatabase, fromName)
    if (!collection) throw new ServerError(26, `Source collection ${fromDatabase}.${fromName} does not exist`)
    const target = engine.find(fromDatabase, toName)
    if (target && !flagField(command, "dropTarget")) throw new ServerError(48, "target namespace exists")
    engine.refuseInUse(collection)
    if (target) engine.drop([target])
    engine.rename(collection, toName)
    return { reply: { ok: 1 } }
  },
}

const splitNamespace = (namespace: unknown): string[] => {
  const text = String(namespace)
  const dot = text.indexOf(".")
  return [text.slice(0, dot), text.slice(dot + 1)]
}

export const listCollections: Command = {
  fields: ["filter", "nameOnly", "authorizedCollections", "cursor"],
  run: (context) => {
    const { command, engine, database } = context
    const predicate = compileFilter(documentField(command, "filter"))
    const nameOnly = flagField(command, "nameOnly")
    const shown = engine
      .collectionsOf(database)
      .map(
        (collection): Document => ({
          name: collection.name,
          type: "collection",
          options: collection.options,
          info: { readOnly: false },
          idIndex: collection.indexes[0]?.specification,
        }),
      )
      .filter(predicate)
      .map((entry) => (nameOnly ? { name: entry["name"], type: entry["type"] } : entry))
    return openCursor(
      context,
      `${database}.$cmd.listCollections`,
      asResults(shown),
      documentField(command, "cursor"),
    )
  },
}

export const listDatabases: Command = {
  fields: ["filter", "nameOnly", "authorizedDatabases"],
  run: ({ command, engine }) => {
    const predicate = compileFilter(documentField(command, "filter"))
    const databases = engine
      .databases()
      .map((name): Document => ({ name, sizeOnDisk: 0, empty: false }))
      .filter(predicate)
      .map((entry) => (flagField(command, "nameOnly") ? { name: entry["name"] } : entry))
    return { reply: { databases, totalSize: 0, totalSizeMb: 0, ok: 1 } }
  },
}

export const listIndexes: Command = {
  fields: ["cursor"],
  run: (context) => {
    const collection = existing(context)
    const shown = collection.indexes.map(({ specification }) => specification)
    return openCursor(
      context,
      collection.namespace,
      asResults(shown),
      documentField(context.command, "cursor"),
    )
  },
}

const INDEX_OPTIONS = new Set([
  ...[
    "v",
    "key",
    "name",
    "unique",
    "sparse",
    "partialFilterExpression",
    "expireAfterSeconds",
    "background",
    "hidden",
    "ns",
    "collation",
  ],
  ...["weights", "default_language", "language_override", "textIndexVersion"],
  ...["2dsphereIndexVersion", "bits", "min", "max"],
])

const INDEX_KINDS = new Set(["text", "2d", "2dsphere", "hashed"])

export const createIndexes: Command = {
  fields: ["indexes", "commitQuorum"],
  inTransaction: true,
  run: (context) => {
    const { command, engine, database } = context
    const name = collectionName(context)
    const wanted = command["indexes"]
    if (!Array.isArray(wanted) || wanted.length === 0)
      throw badValue("Must specify at least one index to create")
    const specifications = wanted.map((index) => indexSpecification(index))
    const createdCollectionAutomatically = !engine.find(database, name)
    const collection = engine.ensure(database, name)
    const numIndexesBefore = collection.indexes.length
    const fresh = specifications.filter((specification) => isNew(collection, specification))
    if (fresh.length > 0) engine.refuseInUse(collection)
    try {
      for (const specification of fresh) collection.addIndex(specification)
      if (fresh.length > 0) engine.keepNamespace(collection)
    } catch (error) {
      const names = new Set(fresh.map((specification) => specification.name))
      collection.indexes = collection.indexes.filter((index) => !names.has(index.name))
      throw error
    }
    const numIndexesAfter = collection.indexes.length
    const note = fresh.length === 0 ? { note: "all indexes already exist" } : {}
    return { reply: { numIndexesBefore, numIndexesAfter, createdCollectionAutomatically, ...note, ok: 1 } }
  },
}

/** @throws ServerError 67, 72, 197, 238 on what cannot be an index here */
function indexSpecification(index: unknown): IndexSpecification {
  if (!isDocument(index) || !isDocument(index["key"]) || Object.keys(index["key"]).length === 0)
    throw new ServerError(67, "Index keys cannot be an empty object.")
  if (typeof index["name"] !== "string")
    throw new ServerError(9, "The 'name' field is a required property of an index specification")
  for (const option of Object.keys(index))
    if (!INDEX_OPTIONS.has(option)) throw notSupported(`index option ${option}`)
  const { collation, background: _b, ns: _n, ...kept } = index
  if (isDocument(collation) && collation["locale"] !== "simple")
    throw notSupported("an index with a collation")
  for (const [path, direction] of Object.entries(index["key"])) {
    if (typeof direction === "string") {
      if (!INDEX_KINDS.has(direction)) throw new ServerError(67, `Unknown index plugin '${direction}'`)
    } else if (!toDouble(direction))
      throw new ServerError(
        67,
        `Values in v:2 index key pattern cannot be of type other than number: ${path}`,
      )
  }
  for (const flag of ["unique", "sparse", "hidden"])
    if (kept[flag] !== undefined && !kept[flag]) delete kept[flag]
  return { v: 2, ...kept, key: index["key"], name: index["name"] }
}

function isNew(collection: Collection, specification: IndexSpecification): boolean {
  for (const { specification: known, name } of collection.indexes) {
    const sameKey = keyOf(known.key) === keyOf(specification.key)
    if (name === "_id_" && sameKey) return false
    const sameOptions = keyOf(comparable(known)) === keyOf(comparable(specification))
    if (name === specification.name && sameKey && sameOptions) return false
    if (name === specification.name)
      throw sameKey
        ? new ServerError(
            86,
            `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${JSON.stringify(specification)}, existing index: ${JSON.stringify(known)}`,
          )
        : new ServerError(86, `Index must have unique name. The existing index ${name} has another key`)
    if (
      sameKey &&
      keyOf(comparable(known)["partialFilterExpression"] ?? null) ===
        keyOf(specification["partialFilterExpression"] ?? null)
    )
      throw new ServerError(85, `Index already exists with a different name: ${name}`)
  }
  return true
}

const comparable = ({ v: _v, name: _n, hidden: _h, ...options }: IndexSpecification): Document =>
  Object.fromEntries(Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1)))

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
    collection.indexes = collection.indexes.filter((index) => !gone.includes(index))
    engine.keepNamespace(collection)
    return { reply: { nIndexesWas, ok: 1 } }
  },
}

function indexNamed({ indexes }: Collection, wanted: unknown) {
  const found = indexes.find(({ name, specification }) =>
    typeof wanted === "string" ? name === wanted : keyOf(specification.key) === keyOf(wanted),
  )
  if (!found)
    throw new ServerError(
      27,
      `index not found with name [${isDocument(wanted) ? JSON.stringify(wanted) : String(wanted)}]`,
    )
  return found
}
