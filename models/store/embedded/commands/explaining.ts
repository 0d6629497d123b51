/** `explain`: which index serves a command, and how much of the collection it reads. Nothing is written. */
import type { Collection } from "../engine/collection.ts"
import type { CollectionIndex } from "../engine/collection-index.ts"
import { distinctByIndex } from "../engine/distinct-scan.ts"
import type { IndexScan } from "../engine/planner.ts"
import { emptyReport, type Search, type SearchReport, search } from "../engine/search.ts"
import { failedToParse, ServerError } from "../errors.ts"
import { stagesOf } from "../query/stages/stage.ts"
import { type Document, isDocument } from "../values/bson.server.ts"
import { type Command, type CommandContext, documentField, enumerated, flagField } from "./context.ts"
import { runPipeline, sinkOf } from "./pipeline.ts"
import { requestOf } from "./reading.ts"
import { VERSION } from "./service.ts"

const VERBOSITIES = ["queryPlanner", "executionStats", "allPlansExecution"]

export const explain: Command = {
  fields: ["verbosity"],
  run: (context) => {
    const verbosity = context.command["verbosity"] ?? "allPlansExecution"
    enumerated(verbosity, VERBOSITIES, "explain.verbosity")
    return { reply: explained(context, documentField(context.command, "explain"), String(verbosity)) }
  },
}

/** What was looked for, how many were found, and the stages left over the search. */
type Explained = { filter: Document; found: number; rest: Document[] }

/** What `explain` answers for a command. @throws ServerError 59 on one that cannot be explained */
export const explained = (context: CommandContext, command: Document, verbosity: string): Document => {
  const [name = "", target] = Object.entries(command)[0] ?? []
  const from = typeof target === "string" ? target : null
  const collection = from === null ? null : context.engine.find(context.database, from)
  const report = emptyReport()
  const { filter, found, rest } =
    name === "aggregate"
      ? pipelineExplained({ ...context, command }, from, report)
      : searchExplained(collection, command, name, report)
  const winningPlan = collection ? planShown(report, filter) : { stage: "EOF" }
  const namespace = `${context.database}.${from ?? "$cmd.aggregate"}`
  const executionStats = {
    executionSuccess: true,
    nReturned: found,
    executionTimeMillis: 0,
    totalKeysExamined: report.plan.kind === "COLLSCAN" ? 0 : report.documentsExamined,
    totalDocsExamined: report.documentsExamined,
    executionStages: { ...winningPlan, nReturned: found },
  }
  const shown = {
    queryPlanner: { namespace, parsedQuery: filter, winningPlan, rejectedPlans: [] },
    ...(verbosity === "queryPlanner" ? {} : { executionStats }),
  }
  return {
    explainVersion: "1",
    ...(rest.length > 0 ? { stages: [{ $cursor: shown }, ...rest] } : shown),
    command: { ...command, $db: context.database },
    serverInfo: { host: context.address(), version: VERSION },
    ok: 1,
  }
}

function searchExplained(
  collection: Collection | null,
  command: Document,
  name: string,
  report: SearchReport,
): Explained {
  const request = requestIn(name, command)
  const isWalk = name === "distinct" && collection !== null
  const walked = isWalk ? distinctByIndex(collection, String(command["key"]), request, null, report) : null
  const { length: found } = walked ?? search(collection, request, null, report)
  return { filter: request.filter, found, rest: [] }
}

function requestIn(name: string, command: Document): Search {
  switch (name) {
    case "find":
      return requestOf(command)
    case "count":
    case "distinct":
      return requestOf(command, "query")
    case "findAndModify":
    case "findandmodify":
      return requestOf({ ...command, limit: 1 }, "query")
    case "update":
    case "delete": {
      const [statement, more] = [command[`${name}s`]].flat()
      if (!isDocument(statement) || more !== undefined)
        throw failedToParse(`explained ${name} must have exactly one statement`)
      const limit = name === "delete" ? statement["limit"] : Number(!flagField(statement, "multi"))
      return requestOf({ ...statement, let: command["let"], limit }, "q")
    }
    default:
      throw new ServerError(59, `Explain failed due to unknown command: ${name}`)
  }
}

function planShown({ plan, isSorted }: SearchReport, filter: Document): Document {
  if (plan.kind === "DISTINCT_SCAN") return { stage: plan.kind, ...indexShown(plan.index) }
  const stages = (plan.kind === "OR" ? plan.scans : plan.kind === "IXSCAN" ? [plan] : []).map(scanShown)
  const [only, more] = stages
  const read: Document = only
    ? { stage: "FETCH", inputStage: more ? { stage: "OR", inputStages: stages } : only }
    : { stage: "COLLSCAN", filter, direction: "forward" }
  return isSorted ? { stage: "SORT", inputStage: read } : read
}

const scanShown = ({ index, isReversed }: IndexScan): Document => ({
  stage: "IXSCAN",
  ...indexShown(index),
  direction: isReversed ? "backward" : "forward",
})

const indexShown = (index: CollectionIndex): Document => ({
  keyPattern: index.specification.key,
  indexName: index.name,
  isMultiKey: index.isMultikey,
  isUnique: index.unique,
  isSparse: index.sparse,
  isPartial: index.partialFilter !== null,
})

/** What stands in front of a pipeline is shown as a search; what the search does not do, as the stages after it. */
function pipelineExplained(context: CommandContext, from: string | null, report: SearchReport): Explained {
  if (context.command["writeConcern"] !== undefined)
    throw failedToParse("Aggregation explain does not support the 'writeConcern' option")
  const stages = stagesOf(context.command["pipeline"])
  const found = runPipeline(context, from, sinkOf(stages).reading, report).length
  const filter = documentField(stages[0] ?? {}, "$match")
  const first = stages.findIndex((stage) => !SERVED.includes(Object.keys(stage)[0] as string))
  return { filter, found, rest: first < 0 ? [] : stages.slice(first) }
}

const SERVED = ["$match", "$sort", "$skip", "$limit"]
