import { isSnapshotRead } from "../engine/sessions.ts"
import { notSupported, ServerError, searchNotEnabled, WriteConflict } from "../errors.ts"
import type { Request } from "../protocol/messages.ts"
import type { Answer, Connection } from "../protocol/server.server.ts"
import { checkExpression, evaluate, evaluationWith } from "../query/expressions.ts"
import { type Document, isDocument } from "../values/bson.server.ts"
import { toDouble } from "../values/exact-number.ts"
import { aggregate } from "./aggregating.ts"
import * as catalog from "./catalog.ts"
import { refuseFields, unmetConcern } from "./common-fields.ts"
import { type Command, type CommandContext, documentField, type Surroundings } from "./context.ts"
import { explain } from "./explaining.ts"
import { findAndModify } from "./find-and-modify.ts"
import * as indexes from "./indexes.ts"
import * as reading from "./reading.ts"
import * as service from "./service.ts"
import * as writing from "./writing.ts"

const COMMANDS: Record<string, Command> = {
  hello: service.hello,
  isMaster: service.hello,
  ismaster: service.hello,
  ping: service.ping,
  serverStatus: service.serverStatus,
  getParameter: service.getParameter,
  refreshSessions: service.refreshSessions,
  buildInfo: service.buildInfo,
  buildinfo: service.buildInfo,
  connectionStatus: service.connectionStatus,
  embeddedStore: service.embeddedStore,
  endSessions: service.endSessions,
  killSessions: service.endSessions,
  killAllSessions: service.killAllSessions,
  find: reading.find,
  getMore: reading.getMore,
  killCursors: reading.killCursors,
  count: reading.count,
  distinct: reading.distinct,
  explain,
  aggregate,
  insert: writing.insert,
  update: writing.update,
  delete: writing.remove,
  findAndModify,
  findandmodify: findAndModify,
  create: catalog.create,
  drop: catalog.drop,
  dropDatabase: catalog.dropDatabase,
  renameCollection: catalog.renameCollection,
  listCollections: catalog.listCollections,
  listDatabases: catalog.listDatabases,
  listIndexes: indexes.listIndexes,
  createIndexes: indexes.createIndexes,
  dropIndexes: indexes.dropIndexes,
  deleteIndexes: indexes.dropIndexes,
  commitTransaction: { fields: ["recoveryToken"], run: (context) => ended(context, "commit") },
  abortTransaction: { fields: ["recoveryToken"], run: (context) => ended(context, "abort") },
}

function ended({ session, sessions, command }: CommandContext, how: "commit" | "abort"): Answer {
  if (session === null || command["txnNumber"] === undefined)
    throw new ServerError(125, "a transaction command needs lsid and txnNumber")
  sessions[how]({ session, txnNumber: toDouble(command["txnNumber"]) })
  return { reply: { ok: 1 } }
}

/** Commands of MongoDB 7.0 by which whoever keeps a replica set measures, mends and guards it. */
const LEFT_OUT = [
  ...["collMod", "startSession"],
  ...["dbStats", "collStats", "dataSize", "top", "validate", "compact", "reIndex", "profile", "mapReduce"],
  ...["convertToCapped", "cloneCollectionAsCapped", "currentOp", "killOp", "replSetGetStatus"],
  ...["createUser", "updateUser", "dropUser", "usersInfo"],
]

/** Commands of the search that MongoDB sells apart. */
const SEARCH = ["createSearchIndexes", "updateSearchIndex", "dropSearchIndex"]

/**
 * Runs one request. Writes outside a transaction get one of their own and wait for whoever holds their documents;
 * inside a transaction a conflict is refused at once and any error ends the transaction.
 */
export const dispatch = async (
  surroundings: Surroundings,
  { command, sequences }: Request,
  connection: Connection,
): Promise<Answer> => {
  const name = Object.keys(command)[0] ?? ""
  const known = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (LEFT_OUT.includes(name)) throw notSupported(name)
  if (SEARCH.includes(name)) throw searchNotEnabled()
  if (!known) throw new ServerError(59, `no such command: '${name}'`)
  refuseFields(name, command, known.fields, surroundings.engine.time)
  const context: CommandContext = {
    ...surroundings,
    command: withVariables(withCollation(surroundings, command, known)),
    sequences,
    database: String(command["$db"] ?? "admin"),
    session: service.sessionKey(command["lsid"]),
    connection: connection.id,
    transaction: null,
  }
  if (context.session !== null) surroundings.sessions.touch(context.session)
  const answer = await run(known, context, name)
  const concern = command["writeConcern"]
  if (waitsForDisk(concern)) await surroundings.engine.persistence.flush()
  const unmet = unmetConcern(concern)
  return unmet ? { ...answer, reply: { ...answer.reply, writeConcernError: unmet } } : answer
}

/** `majority` and `j: true` are answered when the disk has it, anything less when the system has. */
const waitsForDisk = (concern: unknown): boolean =>
  isDocument(concern) && (concern["j"] === true || concern["w"] === "majority")

/** A collection's own collation holds where the command names none. */
function withCollation({ engine }: Surroundings, command: Document, { fields }: Command): Document {
  if (command["collation"] !== undefined || !fields.includes("collation") || "create" in command)
    return command
  const collection = engine.find(String(command["$db"]), String(Object.values(command)[0]))
  const collation = collection?.options["collation"]
  return collation ? { ...command, collation } : command
}

/** `let` holds expressions: what a command reads are their values. */
function withVariables(command: Document): Document {
  const { let: bindings } = command
  if (!isDocument(bindings) || Object.keys(bindings).length === 0) return command
  const evaluation = evaluationWith({})
  const values = Object.entries(bindings).map(([name, expression]) => {
    refuseVariable(name, expression)
    return [name, evaluate(expression, {}, evaluation) ?? null]
  })
  return { ...command, let: Object.fromEntries(values) }
}

/** @throws ServerError 16867, 16868 on a name no variable has, 4890500 on an expression that asks for a document's field */
function refuseVariable(name: string, expression: unknown): void {
  if (!/^[a-z\u0080-\uffff]/.test(name))
    throw new ServerError(16867, `'${name}' starts with an invalid character for a user variable name`)
  if (!/^[\w\u0080-\uffff]+$/.test(name))
    throw new ServerError(16868, `'${name}' contains an invalid character for a variable name`)
  checkExpression(expression)
  if (readsFields(expression))
    throw new ServerError(
      4890500,
      "Command let Expression tried to access a field, but this is not allowed because Command let expressions run before the query examines any documents.",
    )
}

const readsFields = (expression: unknown): boolean => {
  if (typeof expression === "string") return /^\$[^$]/.test(expression)
  if (Array.isArray(expression)) return expression.some(readsFields)
  return isDocument(expression) && !("$literal" in expression) && Object.values(expression).some(readsFields)
}

async function run(known: Command, context: CommandContext, name: string): Promise<Answer> {
  const { command } = context
  if (name === "commitTransaction" || name === "abortTransaction") return known.run(context)
  if (command["autocommit"] === false) return inTransaction(known, context, name)
  if (isSnapshotRead(command)) return inSnapshot(known, context, name)
  return known.writes ? asOwnTransaction(known, context) : untilFree(() => known.run(context))
}

function inTransaction(known: Command, context: CommandContext, name: string): Answer {
  const { command, session, sessions, connection } = context
  if (session === null) throw new ServerError(72, "a transaction needs lsid")
  if (!known.inTransaction)
    throw new ServerError(263, `Cannot run '${name}' in a multi-document transaction.`)
  const isStart = command["startTransaction"] === true
  const fields = { session, txnNumber: toDouble(command["txnNumber"]) }
  const transaction = sessions.transactionFor(fields, { isStart, connection })
  try {
    const answer = known.run({ ...context, transaction })
    if (answer.reply["writeErrors"]) sessions.abortAfterError(session)
    return answer
  } catch (error) {
    sessions.abortAfterError(session)
    throw error
  }
}

const READS = ["find", "aggregate", "distinct"]

/**
 * A read outside a transaction with `readConcern: snapshot`: in the snapshot of the time it names, else of now, and the
 * answer says which.
 * @throws ServerError 72 on what does not read so, 239 when the snapshot is gone
 */
function inSnapshot(known: Command, context: CommandContext, name: string): Answer {
  if (name === "getMore") return known.run(context)
  if (!READS.includes(name))
    throw new ServerError(72, `read concern { level: "snapshot" } is not supported for command ${name}`)
  const { time, transaction } = context.snapshots.at(
    documentField(context.command, "readConcern")["atClusterTime"],
  )
  const answer = known.run({ ...context, transaction })
  return answer.batch
    ? { ...answer, batch: { ...answer.batch, atClusterTime: time } }
    : { reply: { ...answer.reply, atClusterTime: time } }
}

async function asOwnTransaction(known: Command, context: CommandContext): Promise<Answer> {
  const { engine, sessions, session, command } = context
  const txnNumber =
    session !== null && command["txnNumber"] !== undefined ? toDouble(command["txnNumber"]) : null
  return untilFree(() => {
    if (session !== null && txnNumber !== null) {
      const earlier = sessions.earlierReply(session, txnNumber)
      if (earlier) return { reply: earlier }
    }
    if (session === null || txnNumber === null)
      return engine.transact((transaction) => known.run({ ...context, transaction }))
    let isKept = false
    const answer = engine.transact(
      (transaction) => known.run({ ...context, transaction }),
      ({ reply }, { writes }) => {
        isKept = writes.size > 0
        return isKept
          ? (writer) => writer.putRetry(session, { txnNumber, isTransaction: false, reply })
          : null
      },
    )
    if (isKept) sessions.rememberReply(session, txnNumber, answer.reply)
    return answer
  })
}

/** Tries again whenever the transaction in the way has ended. */
async function untilFree(run: () => Answer): Promise<Answer> {
  for (;;) {
    try {
      return run()
    } catch (error) {
      if (!(error instanceof WriteConflict) || !error.blocker) throw error
      await error.blocker
    }
  }
}
