import { Aggregator } from "mingo/aggregator"
import { type SearchReport, search } from "../engine/search.ts"
import { ServerError, typeMismatch } from "../errors.ts"
import { comparisonOf } from "../query/collation.ts"
import { translated } from "../query/evaluate.ts"
import { contextWith } from "../query/expressions.ts"
import { ownStages } from "../query/stages/index.ts"
import { type Document, isDocument } from "../values/bson.server.ts"
import { type CommandContext, documentField } from "./context.ts"
import { sourceOf } from "./pipeline-source.ts"

/** @throws ServerError 14, 40323 on what is no pipeline */
export const stagesOf = (pipeline: unknown): Document[] => {
  if (!Array.isArray(pipeline)) throw typeMismatch("'pipeline' option must be specified as an array")
  for (const stage of pipeline)
    if (!isDocument(stage) || Object.keys(stage).length !== 1)
      throw new ServerError(40323, "A pipeline stage specification object must contain exactly one field.")
  return pipeline as Document[]
}

/** The documents a pipeline gives; its front is served by the collection's indexes. */
export const runPipeline = (
  context: CommandContext,
  name: string | null,
  stages: Document[],
  report?: SearchReport,
): Document[] => {
  const { command, engine, database, transaction } = context
  const variables = documentField(command, "let")
  const comparison = comparisonOf(command["collation"])
  const find = (from: string, filter: Document): Document[] => {
    const collection = engine.find(database, from)
    if (!collection) return []
    return search(collection, { filter, comparison, variables }, transaction).map((version) =>
      collection.documentOf(version),
    )
  }
  const isIndexed = (from: string, path: string): boolean =>
    engine
      .find(database, from)
      ?.indexes.some((index) => index.isOrdered && !index.partialFilter && index.fields[0]?.path === path) ===
    true
  try {
    const { documents, rest } = sourceOf(context, name, stages, report)
    if (rest.length === 0) return documents
    const collation = isDocument(command["collation"]) ? { collation: command["collation"] as never } : {}
    return new Aggregator(rest, {
      context: contextWith(ownStages({ find, isIndexed })),
      scriptEnabled: false,
      variables: { NOW: context.now(), ...variables },
      ...collation,
    }).run<Document>(documents)
  } catch (error) {
    throw translated(error)
  }
}
