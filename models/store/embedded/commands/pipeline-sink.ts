/** `$out` and `$merge`: where a pipeline's results go instead of to the client. */
import type { Collection } from "../engine/collection.ts"
import { search } from "../engine/search.ts"
import type { Transaction } from "../engine/transaction.ts"
import { failedToParse, notSupported, ServerError } from "../errors.ts"
import { evaluate } from "../query/evaluate.ts"
import { evaluationWith } from "../query/expressions.ts"
import { MISSING, splitPath, valueAt } from "../query/paths.ts"
import { compilePipelineUpdate } from "../update/pipeline-update.ts"
import { type Document, hasField, isDocument, ObjectId } from "../values/bson.server.ts"
import { areEqual } from "../values/order.ts"
import type { CommandContext } from "./context.ts"
import { insertOne } from "./writing.ts"

export type Sink = (context: CommandContext, documents: Document[]) => void

/** The last stage's sink, if it is one. */
export const sinkOf = (stages: Document[]): { reading: Document[]; sink: Sink | null } => {
  const last = stages.at(-1) ?? {}
  if ("$out" in last) return { reading: stages.slice(0, -1), sink: out(last["$out"]) }
  if ("$merge" in last) return { reading: stages.slice(0, -1), sink: merge(last["$merge"]) }
  return { reading: stages, sink: null }
}

/** Runs the work in a transaction of its own: all of the results arrive, or none. */
function inOwnTransaction({ engine }: CommandContext, work: (transaction: Transaction) => void): void {
  const transaction = engine.begin()
  try {
    work(transaction)
    engine.commit(transaction)
  } catch (error) {
    engine.abort(transaction)
    throw error
  }
}

type Target = { database: string; name: string }

const targetOf = (specification: unknown, database: string, stage: string): Target => {
  if (typeof specification === "string") return { database, name: specification }
  if (isDocument(specification) && typeof specification["coll"] === "string") {
    if (specification["timeseries"] !== undefined) throw notSupported("a time series")
    return { database: String(specification["db"] ?? database), name: specification["coll"] }
  }
  throw failedToParse(`${stage} must name a collection`)
}

const withId = (document: Document): Document =>
  hasField(document, "_id") ? document : { _id: new ObjectId(), ...document }

function out(specification: unknown): Sink {
  return (context, documents) => {
    const { database, name } = targetOf(specification, context.database, "$out")
    const collection = context.engine.ensure(database, name)
    inOwnTransaction(context, (transaction) => {
      for (const version of search(collection, { filter: {} }, transaction))
        collection.delete(transaction, version)
      for (const document of documents) insertOne(collection, transaction, withId(document), null)
    })
  }
}

type Whenever = (collection: Collection, transaction: Transaction, document: Document) => void

const WHEN_NOT_MATCHED: Record<string, Whenever> = {
  insert: (collection, transaction, document) => insertOne(collection, transaction, withId(document), null),
  discard: () => undefined,
  fail: () => {
    throw new ServerError(
      13113,
      "$merge could not find a matching document in the target collection for at least one document in the source collection",
    )
  },
}

/** What becomes of a document that is there already. */
type Meeting = (present: Document, fresh: Document) => Document

const WHEN_MATCHED: Record<string, Meeting> = {
  replace: (present, fresh) => ({ ...fresh, _id: present["_id"] }),
  merge: (present, fresh) => ({ ...present, ...fresh, _id: present["_id"] }),
  keepExisting: (present) => present,
  fail: (present) => {
    throw new ServerError(11000, `E11000 duplicate key error: $merge met a document that is there already`, {
      keyPattern: { _id: 1 },
      keyValue: { _id: present["_id"] },
    })
  },
}

function merge(specification: unknown): Sink {
  const settings = isDocument(specification) ? specification : { into: specification }
  const { into, on = "_id", whenMatched = "merge", whenNotMatched = "insert" } = settings
  const paths = [on].flat().map(String)
  const absent = WHEN_NOT_MATCHED[String(whenNotMatched)]
  if (!absent)
    throw failedToParse(
      `Enumeration value '${String(whenNotMatched)}' for field 'whenNotMatched' is not valid`,
    )
  return (context, documents) => {
    const { database, name } = targetOf(into, context.database, "$merge")
    const collection = context.engine.ensure(database, name)
    refuseAmbiguous(collection, paths)
    const meet = meetingOf(whenMatched, settings["let"], context)
    inOwnTransaction(context, (transaction) => {
      for (const document of documents) {
        const fresh = paths.includes("_id") ? withId(document) : document
        const filter = Object.fromEntries(paths.map((path) => [path, { $eq: identityAt(fresh, path) }]))
        const [version] = search(collection, { filter, limit: 1 }, transaction)
        if (!version) absent(collection, transaction, fresh)
        else {
          const present = collection.documentOf(version)
          if (whenMatched === "replace" && hasField(fresh, "_id") && !areEqual(fresh["_id"], present["_id"]))
            throw new ServerError(
              66,
              "$merge failed to update the matching document, did you attempt to modify the _id or the shard key?",
            )
          collection.update(transaction, version, meet(present, fresh))
        }
      }
    })
  }
}

function meetingOf(whenMatched: unknown, bindings: unknown, { now }: CommandContext): Meeting {
  if (!Array.isArray(whenMatched)) {
    const known = WHEN_MATCHED[String(whenMatched)]
    if (!known)
      throw failedToParse(`Enumeration value '${String(whenMatched)}' for field 'whenMatched' is not valid`)
    return known
  }
  return (present, fresh) => {
    const evaluation = evaluationWith({ NOW: now() })
    const variables: Document = { new: fresh }
    for (const [name, expression] of Object.entries(isDocument(bindings) ? bindings : {}))
      variables[name] = evaluate(expression, fresh, evaluation)
    return compilePipelineUpdate(whenMatched, variables)(present)
  }
}

const identityAt = (document: Document, path: string): unknown => {
  const value = valueAt(document, splitPath(path))
  if (value === MISSING || value === null || Array.isArray(value))
    throw new ServerError(
      51132,
      `$merge write error: 'on' field '${path}' cannot be missing, null, undefined or an array`,
    )
  return value
}

/** @throws ServerError 51183 unless a unique index says the fields name one document */
function refuseAmbiguous({ indexes }: Collection, paths: string[]): void {
  const wanted = [...paths].sort().join()
  const isUnique = indexes.some(
    ({ unique, partialFilter, fields }) =>
      unique &&
      !partialFilter &&
      fields
        .map(({ path }) => path)
        .sort()
        .join() === wanted,
  )
  if (!isUnique) throw new ServerError(51183, "Cannot find index to verify that join fields will be unique")
}
