import { search } from "../engine/search.ts"
import { failedToParse } from "../errors.ts"
import { comparisonOf } from "../query/collation.ts"
import { compileProjection } from "../query/projection.ts"
import { parseSort } from "../query/sort.ts"
import type { Document } from "../values/bson.server.ts"
import { type Command, type CommandContext, collectionName, documentField, flagField } from "./context.ts"
import { transactionOf, updateMatching } from "./writing.ts"

export const findAndModify: Command = {
  fields: [
    ...["query", "sort", "remove", "update", "new", "fields", "upsert", "arrayFilters"],
    ...["bypassDocumentValidation", "collation", "hint", "let"],
  ],
  writes: true,
  inTransaction: true,
  run: (context) => {
    const { command } = context
    const isRemoval = flagField(command, "remove")
    if (
      isRemoval &&
      (command["update"] !== undefined || flagField(command, "new") || flagField(command, "upsert"))
    )
      throw failedToParse("Cannot specify both an update, new or upsert and remove=true")
    if (!isRemoval && command["update"] === undefined)
      throw failedToParse("Either an update or remove=true must be specified")
    const filter = documentField(command, "query")
    const fields = documentField(command, "fields")
    const project = compileProjection(fields, { filter, variables: documentField(command, "let") })
    const shown = (document: Document | null) =>
      document && Object.keys(fields).length > 0 ? project(document) : document
    return { reply: isRemoval ? removed(context, filter, shown) : updated(context, filter, shown) }
  },
}

type Shown = (document: Document | null) => Document | null

function removed(context: CommandContext, filter: Document, shown: Shown): Document {
  const { command, engine, database } = context
  const transaction = transactionOf(context)
  const collection = engine.find(database, collectionName(context))
  const comparison = comparisonOf(command["collation"])
  const variables = documentField(command, "let")
  const sort = parseSort(command["sort"])
  const request = { filter, sort, comparison, variables, hint: command["hint"], limit: 1 }
  const [version] = search(collection, request, transaction)
  if (!version || !collection) return { lastErrorObject: { n: 0 }, value: null, ok: 1 }
  const document = collection.documentOf(version)
  collection.delete(transaction, version)
  return { lastErrorObject: { n: 1 }, value: shown(document), ok: 1 }
}

function updated(context: CommandContext, filter: Document, shown: Shown): Document {
  const { command } = context
  const outcome = updateMatching(context, collectionName(context), {
    filter,
    update: command["update"],
    multi: false,
    upsert: flagField(command, "upsert"),
    options: command,
    during: "findAndModify",
  })
  const isNew = flagField(command, "new")
  if (outcome.inserted)
    return {
      lastErrorObject: { n: 1, updatedExisting: false, upserted: outcome.inserted["_id"] },
      value: isNew ? shown(outcome.inserted) : null,
      ok: 1,
    }
  return {
    lastErrorObject: { n: outcome.matched, updatedExisting: outcome.matched > 0 },
    value: shown(isNew ? outcome.after : outcome.before),
    ok: 1,
  }
}
