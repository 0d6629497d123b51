/** `$out`: a pipeline's results go into a collection instead of to the client. */
import { search } from "../engine/search.ts"
import { failedToParse, notSupported } from "../errors.ts"
import { type Document, hasField, isDocument, ObjectId } from "../values/bson.server.ts"
import { type CommandContext, flagField } from "./context.ts"
import { insertOne } from "./writing.ts"

export type Sink = (context: CommandContext, documents: Document[]) => void

/** The last stage's sink, if it is one. */
export const sinkOf = (stages: Document[]): { reading: Document[]; sink: Sink | null } => {
  const last = stages.at(-1) ?? {}
  return "$out" in last
    ? { reading: stages.slice(0, -1), sink: out(last["$out"]) }
    : { reading: stages, sink: null }
}

const targetOf = (specification: unknown, database: string): { database: string; name: string } => {
  if (typeof specification === "string") return { database, name: specification }
  if (isDocument(specification) && typeof specification["coll"] === "string") {
    if (specification["timeseries"] !== undefined) throw notSupported("a time series")
    return { database: String(specification["db"] ?? database), name: specification["coll"] }
  }
  throw failedToParse("$out must name a collection")
}

const withId = (document: Document): Document =>
  hasField(document, "_id") ? document : { _id: new ObjectId(), ...document }

/** In a transaction of its own: all of the results arrive, or none. */
function out(specification: unknown): Sink {
  return (context, documents) => {
    const { engine, command } = context
    const { database, name } = targetOf(specification, context.database)
    const collection = engine.ensure(database, name)
    const transaction = engine.begin()
    transaction.bypassesValidation = flagField(command, "bypassDocumentValidation")
    try {
      for (const version of search(collection, { filter: {} }, transaction))
        collection.delete(transaction, version)
      for (const document of documents) insertOne(collection, transaction, withId(document), null)
      engine.commit(transaction)
    } catch (error) {
      engine.abort(transaction)
      throw error
    }
  }
}
