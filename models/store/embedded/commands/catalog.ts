import { createHash } from "node:crypto"
import type { Collection } from "../engine/collection.ts"
import { notSupported, ServerError } from "../errors.ts"
import { completeCollation } from "../query/collation.ts"
import { compileFilter } from "../query/filter.ts"
import { Binary, type Document } from "../values/bson.server.ts"
import { encode } from "../values/encode.ts"
import { keyOf } from "../values/order.ts"
import { type Command, collectionName, documentField, flagField } from "./context.ts"
import { indexSpecification } from "./index-specification.ts"
import { openCursor } from "./reading.ts"

/** What a collection may be in a replica set only, by the option that makes it so. */
const LEFT_OUT: Record<string, string> = {
  capped: "a capped collection",
  validator: "a validator",
  validationLevel: "a validator",
  validationAction: "a validator",
  timeseries: "a time series",
  viewOn: "a view",
  pipeline: "a view",
  changeStreamPreAndPostImages: "a change stream",
  clusteredIndex: "a clustered collection",
  expireAfterSeconds: "a collection that expires as a whole",
}

/** Makes a collection. Asked again with the same options, nothing happens; with others it is refused (48). */
export const create: Command = {
  fields: [
    ...Object.keys(LEFT_OUT),
    ...["size", "max", "indexOptionDefaults", "storageEngine", "collation", "autoIndexId", "idIndex", "temp"],
  ],
  inTransaction: true,
  run: (context) => {
    const { command, engine, database, transaction } = context
    const name = collectionName(context)
    for (const [option, what] of Object.entries(LEFT_OUT))
      if (command[option] !== false && !isNothing(command[option])) throw notSupported(what)
    for (const option of ["size", "max"])
      if (!isNothing(command[option]))
        throw new ServerError(72, `the 'capped' field needs to be true when the '${option}' field is present`)
    if (command["idIndex"] !== undefined) indexSpecification(command["idIndex"])
    const options: Document = {}
    for (const option of ["indexOptionDefaults", "storageEngine"])
      if (!isNothing(command[option])) options[option] = command[option]
    const collation = completeCollation(command["collation"])
    if (collation) options["collation"] = collation
    const known = engine.find(database, name)
    if (known && keyOf(known.options) !== keyOf(options))
      throw new ServerError(
        48,
        `Collection ${database}.${name} already exists with other options: namespace ${database}.${name} already exists, but with different options`,
      )
    engine.ensure(database, name, { options, transaction })
    return { reply: { ok: 1 } }
  },
}

const isNothing = (value: unknown): boolean => value === undefined || value === null

export const drop: Command = {
  fields: [],
  run: (context) => {
    const { engine, database, cursors } = context
    const collection = engine.find(database, collectionName(context))
    if (!collection) return { reply: { ok: 1 } }
    const nIndexesWas = collection.indexes.length
    engine.drop([collection])
    cursors.closeNamespace(collection.namespace)
    return {
      reply: { nIndexesWas, ns: collection.namespace, ok: 1 },
    }
  },
}

export const dropDatabase: Command = {
  fields: [],
  run: ({ engine, database, cursors }) => {
    const collections = engine.collectionsOf(database)
    engine.drop(collections)
    for (const { namespace } of collections) cursors.closeNamespace(namespace)
    return { reply: { ...(collections.length > 0 ? { dropped: database } : {}), ok: 1 } }
  },
}

export const renameCollection: Command = {
  fields: ["to", "dropTarget"],
  run: ({ command, engine, cursors }) => {
    const [fromDatabase = "", fromName = ""] = splitNamespace(command["renameCollection"])
    const [toDatabase, toName = ""] = splitNamespace(command["to"])
    if (fromDatabase !== toDatabase) throw notSupported("renameCollection to another database")
    const collection = engine.find(fromDatabase, fromName)
    if (!collection) throw new ServerError(26, `Source collection ${fromDatabase}.${fromName} does not exist`)
    if (fromName === toName) throw new ServerError(20, "Can't rename a collection to itself")
    const target = engine.find(fromDatabase, toName)
    if (target && !flagField(command, "dropTarget")) throw new ServerError(48, "target namespace exists")
    engine.refuseInUse(collection)
    if (target) engine.drop([target])
    cursors.closeNamespace(collection.namespace)
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
    const all = engine
      .collectionsOf(database)
      .filter(({ createdBy }) => createdBy === null)
      .map(entryOf)
      .filter(predicate)
      .map((entry) => (nameOnly ? { name: entry["name"], type: entry["type"] } : entry))
    const results = { length: all.length, at: (index: number) => encode(all[index] ?? {}) }
    return openCursor(context, `${database}.$cmd.listCollections`, results, documentField(command, "cursor"))
  },
}

function entryOf({ id, name, options, indexes }: Collection): Document {
  const uuid = new Binary(createHash("md5").update(`collection ${id}`).digest(), Binary.SUBTYPE_UUID)
  return {
    name,
    type: "collection",
    options,
    info: { readOnly: false, uuid },
    idIndex: indexes[0]?.specification,
  }
}

export const listDatabases: Command = {
  fields: ["filter", "nameOnly", "authorizedDatabases"],
  run: ({ command, engine }) => {
    const predicate = compileFilter(documentField(command, "filter"))
    const nameOnly = flagField(command, "nameOnly")
    const bytesIn = (database: string) =>
      engine.collectionsOf(database).reduce((sum, { id }) => sum + engine.persistence.bytesOf(id), 0)
    const sizes = new Map(engine.databases().map((name) => [name, nameOnly ? 0 : bytesIn(name)]))
    const entries = [...sizes]
      .map(([name, sizeOnDisk]): Document => ({ name, sizeOnDisk, empty: sizeOnDisk === 0 }))
      .filter(predicate)
    if (nameOnly) return { reply: { databases: entries.map(({ name }) => ({ name })), ok: 1 } }
    const totalSize = [...sizes.values()].reduce((sum, size) => sum + size, 0)
    const totalSizeMb = Math.floor(totalSize / 1024 / 1024)
    return { reply: { databases: entries, totalSize, totalSizeMb, ok: 1 } }
  },
}
