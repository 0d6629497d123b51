/** `explain`: which index serves a command, and how much of the collection it reads. Nothing is written. */
import type { Collection } from "../engine/collection.ts"
import type { IndexScan } from "../engine/planner.ts"
import { emptyReport, type Search, type SearchReport, search } from "../engine/search.ts"
import { badValue, failedToParse, ServerError } from "../errors.ts"
import { comparisonOf } from "../query/collation.ts"
import { parseSort } from "../query/sort.ts"
import { type Document, isDocument } from "../values/bson.server.ts"
import { type Command, type CommandContext, documentField, flagField } from "./context.ts"
import { runPipeline, stagesOf } from "./pipeline.ts"
import { sinkOf } from "./pipeline-sink.ts"
import { requestOf } from "./reading.ts"
import { VERSION } from "./service.ts"

const VERBOSITIES = ["queryPlanner", "executionStats", "allPlansExecution"]

export const explain: Command = {
  fields: ["verbosity"],
  run: (context) => {
    const verbosity = context.command["verbosity"] ?? "allPlansExecution"
    if (!VERBOSITIES.includes(String(verbosity)))
      throw badValue(
        `Enumeration value '${String(verbosity)}' for field 'explain.verbosity' is not a valid value.`,
      )
    return { reply: explained(context, documentField(context.command, "explain"), String(verbosity)) }
  },
}

/** What `explain` answers for a command. @throws ServerError 59 on one that cannot be explained */
export const explained = (context: CommandContext, command: Document, verbosity: string): Document => {
  const [name = "", target] = Object.entries(command)[0] ?? []
  const inner = { ...context, command }
  const collectionName = typeof target === "string" ? target : null
  const collection = collectionName === null ? null : context.engine.find(context.database, collectionName)
  const namespace = `${context.database}.${collectionName ?? "$cmd.aggregate"}`
  const answer =
    name === "aggregate"
      ? pipelineExplained(inner, collectionName, { namespace, verbosity })
      : searchExplained(collection, explainedSearch(name, command), { namespace, verbosity, command: name })
  return {
    explainVersion: "1",
    ...answer,
    command: { ...command, $db: context.database },
    serverInfo: {
      host: "127.0.0.1",
      port: Number(context.address().split(":")[1]),
      version: VERSION,
      gitVersion: "embedded",
    },
    ok: 1,
  }
}

function explainedSearch(name: string, command: Document): Search {
  switch (name) {
    case "find":
      return requestOf(command)
    case "count":
    case "distinct":
      return requestOf(command, "query")
    case "findAndModify":
    case "findandmodify":
      return { ...requestOf(command, "query"), limit: 1 }
    case "update":
    case "delete": {
      const statements = command[name === "update" ? "updates" : "deletes"]
      const [statement, more] = Array.isArray(statements) ? statements : []
      if (!isDocument(statement) || more !== undefined)
        throw failedToParse(`explained ${name} must have exactly one statement`)
      return {
        filter: documentField(statement, "q"),
        comparison: comparisonOf(statement["collation"]),
        sort: parseSort(statement["sort"]),
        hint: statement["hint"],
        variables: documentField(command, "let"),
        limit:
          name === "update" ? (flagField(statement, "multi") ? 0 : 1) : flagField(statement, "limit") ? 1 : 0,
      }
    }
    default:
      throw new ServerError(59, `Explain failed due to unknown command: ${name}`)
  }
}

type Explaining = { namespace: string; verbosity: string; command?: string }

function searchExplained(collection: Collection | null, request: Search, explaining: Explaining): Document {
  const report = emptyReport()
  const found = collection ? search(collection, request, null, report).length : 0
  return planExplained(request, report, found, collection !== null, explaining)
}

/** What the search did, in the fields clients read. */
function planExplained(
  { filter, skip = 0, limit = 0 }: Search,
  report: SearchReport,
  found: number,
  exists: boolean,
  { namespace, verbosity, command = "find" }: Explaining,
): Document {
  const WRITES: Record<string, string> = {
    update: "UPDATE",
    delete: "DELETE",
    findAndModify: "UPDATE",
    count: "COUNT",
  }
  let plan: Document = exists ? planShown(report, filter) : { stage: "EOF" }
  if (skip > 0) plan = { stage: "SKIP", skipAmount: skip, inputStage: plan }
  const wrapper = WRITES[command]
  if (wrapper) plan = { stage: wrapper, inputStage: plan }
  else if (limit > 0) plan = { stage: "LIMIT", limitAmount: limit, inputStage: plan }
  const isRead = report.plan.kind !== "COLLSCAN"
  return {
    queryPlanner: {
      namespace,
      parsedQuery: filter,
      indexFilterSet: false,
      maxIndexedOrSolutionsReached: false,
      maxIndexedAndSolutionsReached: false,
      maxScansToExplodeReached: false,
      winningPlan: plan,
      rejectedPlans: [],
    },
    ...(verbosity === "queryPlanner"
      ? {}
      : {
          executionStats: {
            executionSuccess: true,
            nReturned: found,
            executionTimeMillis: 0,
            totalKeysExamined: isRead ? report.documentsExamined : 0,
            totalDocsExamined: report.documentsExamined,
            executionStages: { ...plan, nReturned: found, executionTimeMillisEstimate: 0 },
            ...(verbosity === "allPlansExecution" ? { allPlansExecution: [] } : {}),
          },
        }),
  }
}

function planShown({ plan, isSorted }: SearchReport, filter: Document): Document {
  const scans = plan.kind === "OR" ? plan.scans : plan.kind === "IXSCAN" ? [plan] : []
  const stages = scans.map(scanShown)
  const [only, more] = stages
  const read: Document = only
    ? { stage: "FETCH", inputStage: more ? { stage: "OR", inputStages: stages } : only }
    : { stage: "COLLSCAN", filter, direction: "forward" }
  return isSorted ? { stage: "SORT", inputStage: read } : read
}

const scanShown = ({ index, isReversed }: IndexScan): Document => ({
  stage: "IXSCAN",
  keyPattern: index.specification.key,
  indexName: index.name,
  isMultiKey: index.isMultikey,
  multiKeyPaths: Object.fromEntries(index.fields.map(({ path }) => [path, index.isMultikey ? [path] : []])),
  isUnique: index.unique,
  isSparse: index.sparse,
  isPartial: index.partialFilter !== null,
  indexVersion: 2,
  direction: isReversed ? "backward" : "forward",
})

/** A pipeline the search does alone is shown as one; any other as its search and the stages after it. */
function pipelineExplained(context: CommandContext, name: string | null, explaining: Explaining): Document {
  const stages = stagesOf(context.command["pipeline"])
  const { reading } = sinkOf(stages)
  const report = emptyReport()
  const results = runPipeline(context, name, reading, report)
  const first = stages[0] ?? {}
  const filter = isDocument(first["$match"]) ? first["$match"] : {}
  const alone = reading.length === stages.length && stages.every(isServed)
  const exists = name !== null && context.engine.find(context.database, name) !== null
  const shown = planExplained({ filter }, report, results.length, exists, explaining)
  if (alone) return shown
  const rest = stages.slice(stages.findIndex((stage) => !isServed(stage)))
  return { stages: [{ $cursor: shown }, ...rest] }
}

const isServed = (stage: Document): boolean =>
  ["$match", "$sort", "$skip", "$limit"].includes(Object.keys(stage)[0] as string)
