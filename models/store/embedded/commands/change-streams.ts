/** `$changeStream`: watching a collection, a database or the whole store. */
import { Aggregator } from "mingo/aggregator"
import { type PlacedChange, placeBefore } from "../engine/changes.ts"
import type { LiveResults } from "../engine/cursors.ts"
import { visibleVersion } from "../engine/records.ts"
import { badValue, ServerError, typeMismatch } from "../errors.ts"
import type { Answer } from "../protocol/server.server.ts"
import { translated } from "../query/evaluate.ts"
import { contextWith } from "../query/expressions.ts"
import { ownStages } from "../query/stages/index.ts"
import { type Document, isDocument, Timestamp } from "../values/bson.server.ts"
import { encode } from "../values/codec.ts"
import { areEqual } from "../values/order.ts"
import { type EventOptions, eventOf, tokenOf } from "./change-stream-events.ts"
import { type CommandContext, countField, documentField } from "./context.ts"
import { stagesOf } from "./pipeline.ts"

const WAIT_MS = 1_000
const FIRST_BATCH = 101
const OPTIONS = new Set([
  ...["fullDocument", "fullDocumentBeforeChange", "resumeAfter", "startAfter", "startAtOperationTime"],
  ...["allChangesForCluster", "showExpandedEvents"],
])
const STAGES_AFTER = new Set([
  ...["$addFields", "$match", "$project", "$replaceRoot", "$replaceWith", "$redact", "$set", "$unset"],
])
/** Marks the token of an `invalidate`, which comes right after the change that caused it. */
const INVALIDATED = "FF"

export const isChangeStream = (command: Document): boolean => {
  const pipeline = command["pipeline"]
  return Array.isArray(pipeline) && isDocument(pipeline[0]) && "$changeStream" in pipeline[0]
}

/** @throws ServerError 2, 20, 40415 on options and stages that are none, 260, 286 when it cannot be resumed */
export const openChangeStream = (context: CommandContext): Answer => {
  const { command, engine, database, cursors, session } = context
  if (context.transaction)
    throw new ServerError(263, "$changeStream cannot run in a multi-document transaction")
  const [first = {}, ...rest] = stagesOf(command["pipeline"])
  const options = documentField(first, "$changeStream")
  refuseUnknown(options, rest)
  const target = command["aggregate"]
  const scope: Scope = {
    database: options["allChangesForCluster"] === true ? null : database,
    name: typeof target === "string" ? target : null,
  }
  if (options["allChangesForCluster"] === true && (database !== "admin" || scope.name !== null))
    throw new ServerError(
      72,
      "A $changeStream with 'allChangesForCluster:true' may only be opened on the 'admin' database, and with no collection name",
    )
  engine.changes.watch()
  const live = watching(context, scope, options, rest)
  const namespace = `${database}.${scope.name ?? "$cmd.aggregate"}`
  const batchSize = countField(documentField(command, "cursor"), "batchSize", FIRST_BATCH)
  const batch = cursors.startLive(namespace, live, { batchSize, session })
  const resumeToken = live.resumeToken?.()
  return { reply: { ok: 1 }, batch: { name: "firstBatch", namespace, ...batch, resumeToken } }
}

function refuseUnknown(options: Document, rest: Document[]): void {
  for (const option of Object.keys(options))
    if (!OPTIONS.has(option))
      throw new ServerError(40415, `BSON field '$changeStream.${option}' is an unknown field.`)
  refuseValue(options, "fullDocument", ["default", "updateLookup", "whenAvailable", "required"])
  refuseValue(options, "fullDocumentBeforeChange", ["off", "whenAvailable", "required"])
  for (const stage of rest.flatMap(Object.keys))
    if (!STAGES_AFTER.has(stage))
      throw new ServerError(20, `${stage} is not permitted in a $changeStream pipeline`)
}

function refuseValue(options: Document, name: string, known: string[]): void {
  const value = options[name]
  if (value !== undefined && !known.includes(String(value)))
    throw badValue(
      `Enumeration value '${String(value)}' for field '$changeStream.${name}' is not a valid value.`,
    )
}

/** Where a stream begins: after a token, at a time, or now. */
function startOf(context: CommandContext, options: Document): string {
  const { resumeAfter, startAfter, startAtOperationTime } = options
  const given = [resumeAfter, startAfter, startAtOperationTime].filter((one) => one !== undefined)
  if (given.length > 1)
    throw new ServerError(50865, "Only one resume option is allowed, but multiple were found.")
  if (startAtOperationTime !== undefined) {
    if (!(startAtOperationTime instanceof Timestamp))
      throw typeMismatch("BSON field '$changeStream.startAtOperationTime' must be a timestamp")
    return placeBefore(startAtOperationTime)
  }
  const token = resumeAfter ?? startAfter
  if (token === undefined) return context.engine.changes.place
  const data = isDocument(token) ? token["_data"] : null
  if (typeof data !== "string" || !/^82[0-9A-F]{24}(FF)?$/.test(data))
    throw new ServerError(260, "Bad resume token: _data of missing or of wrong type")
  if (resumeAfter !== undefined && data.length > 26)
    throw new ServerError(
      260,
      "Attempting to resume a change stream using 'resumeAfter' is not allowed from an invalidate notification.",
    )
  return data
}

type Scope = { database: string | null; name: string | null }

const isWithin = ({ database, name }: Scope, change: PlacedChange): boolean => {
  if (database === null) return true
  if (database !== change.database) return false
  return name === null || name === change.name || name === change.to
}

/** Whether nothing can come to the stream after this. */
const invalidates = ({ database, name }: Scope, { kind }: PlacedChange): boolean =>
  name !== null ? kind === "drop" || kind === "rename" : database !== null && kind === "dropDatabase"

function watching(context: CommandContext, scope: Scope, options: Document, rest: Document[]): LiveResults {
  const { engine } = context
  const eventOptions: EventOptions = {
    fullDocument: String(options["fullDocument"] ?? "default"),
    fullDocumentBeforeChange: String(options["fullDocumentBeforeChange"] ?? "off"),
    lookUp: ({ database, name }, id) => {
      const collection = engine.find(database, name)
      const record = collection?.recordOf(id)
      const version = record ? visibleVersion(record, null) : null
      return collection && version ? collection.documentOf(version) : null
    },
  }
  const shown = pipelineOver(context, rest)
  let place = startOf(context, options)
  let isOver = false
  let pending: Document | null = null
  engine.changes.after(place)
  const take = (most: number): Buffer[] => {
    const events: Buffer[] = []
    const show = (event: Document) => events.push(...shown(event).map(encode))
    const invalidate = (event: Document) => {
      pending = null
      isOver = true
      show(event)
    }
    if (pending && most > 0) invalidate(pending)
    if (isOver) return events
    const changes = engine.changes.after(place)
    for (const change of changes) {
      if (events.length >= most) return events
      place = change.place
      if (!isWithin(scope, change)) continue
      show(eventOf(change, eventOptions))
      if (!invalidates(scope, change)) continue
      place = change.place + INVALIDATED
      const { time, at } = change
      pending = { _id: tokenOf(place), operationType: "invalidate", clusterTime: time, wallTime: at }
      if (events.length < most) invalidate(pending)
      return events
    }
    if (most > 0) place = engine.changes.place
    return events
  }
  return { take, isOver: () => isOver, resumeToken: () => tokenOf(place), waitMs: WAIT_MS }
}

/** The stages after `$changeStream`, run over one event. @throws ServerError 280 when they change its token */
function pipelineOver(context: CommandContext, rest: Document[]): (event: Document) => Document[] {
  if (rest.length === 0) return (event) => [event]
  const own = contextWith(ownStages({ find: () => [], isIndexed: () => false }))
  const variables = documentField(context.command, "let")
  return (event) => {
    let events: Document[]
    try {
      const settings = { context: own, scriptEnabled: false, variables: { NOW: context.now(), ...variables } }
      events = new Aggregator(rest, settings).run<Document>([event])
    } catch (error) {
      throw translated(error)
    }
    for (const { _id } of events)
      if (!areEqual(_id, event["_id"]))
        throw new ServerError(
          280,
          "Encountered an event whose _id field, which contains the resume token, was modified by the pipeline. Modifying the _id field of an event makes it impossible to resume the stream from that point.",
          {},
          ["NonResumableChangeStreamError"],
        )
    return events
  }
}
