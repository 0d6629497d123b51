/** Commands on a view: reads become a pipeline over what it shows, anything else is refused. */
import type { Collection } from "../engine/collection.ts"
import { ServerError } from "../errors.ts"
import type { Answer } from "../protocol/server.server.ts"
import { comparisonOf } from "../query/collation.ts"
import { splitPath } from "../query/paths.ts"
import type { Document } from "../values/bson.server.ts"
import { encode } from "../values/codec.ts"
import { toDouble } from "../values/exact-number.ts"
import { type CommandContext, countField, documentField } from "./context.ts"
import { runPipeline } from "./pipeline.ts"
import { distinctValues, openCursor } from "./reading.ts"

type OnView = (context: CommandContext, view: Collection) => Answer

const shownBy = (context: CommandContext, view: Collection, filterField: string): Document[] =>
  runPipeline(context, view.name, stagesOf(context.command, filterField))

/** The stages that do what a `find` or `count` asks. */
function stagesOf(command: Document, filterField: string): Document[] {
  const stages: Document[] = [{ $match: documentField(command, filterField) }]
  const sort = documentField(command, "sort")
  const limit = Math.abs(toDouble(command["limit"] ?? 0))
  const skip = countField(command, "skip", 0)
  const projection = documentField(command, "projection")
  if (Object.keys(sort).length > 0 && !("$natural" in sort)) stages.push({ $sort: sort })
  if (skip > 0) stages.push({ $skip: skip })
  if (limit > 0) stages.push({ $limit: limit })
  if (Object.keys(projection).length > 0) stages.push({ $project: projection })
  return stages
}

const READS: Record<string, OnView> = {
  find: (context, view) => {
    const documents = shownBy(context, view, "filter")
    const at = (index: number) => encode(documents[index] ?? {})
    return openCursor(context, view.namespace, { length: documents.length, at }, context.command)
  },
  count: (context, view) => ({ reply: { n: shownBy(context, view, "query").length, ok: 1 } }),
  distinct: (context, view) => {
    const documents = shownBy(context, view, "query")
    const comparison = comparisonOf(context.command["collation"])
    const values = distinctValues(documents, splitPath(String(context.command["key"])), comparison)
    return { reply: { values, ok: 1 } }
  },
}

const REFUSED = new Set([
  ...["insert", "update", "delete", "findAndModify", "findandmodify", "createIndexes", "dropIndexes"],
  ...["deleteIndexes", "listIndexes", "convertToCapped", "collStats", "validate", "dataSize"],
])

/** The answer of a command named on a view; null when it concerns no view, or serves views as it is. */
export const answerOnView = (context: CommandContext, name: string): Answer | null => {
  const read = Object.hasOwn(READS, name) ? READS[name] : undefined
  if (!read && !REFUSED.has(name)) return null
  const view = context.engine.find(context.database, String(context.command[name]))
  if (!view?.isView) return null
  if (!read) throw new ServerError(166, `Namespace ${view.namespace} is a view, not a collection`)
  return read(context, view)
}
