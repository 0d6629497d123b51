/** What any command may carry beside its own fields, and what MongoDB refuses of it before the command runs. */
import type { ClusterTime } from "../engine/cluster-time.ts"
import { failedToParse, ServerError, typeMismatch } from "../errors.ts"
import { typeNameOf } from "../query/value-tests.ts"
import { Binary, type Document, isDocument, Timestamp } from "../values/bson.server.ts"
import { isNumeric, toDouble } from "../values/exact-number.ts"
import { enumerated, refuseUnknown } from "./context.ts"

const COMMON = [
  ...["$db", "$readPreference", "$clusterTime", "lsid", "txnNumber", "autocommit", "startTransaction"],
  ...["readConcern", "writeConcern", "comment", "maxTimeMS", "stmtId", "stmtIds", "apiVersion", "apiStrict"],
  ...["apiDeprecationErrors", "$audit", "$client", "mayBypassWriteBlocking"],
]
const ENDINGS = ["commitTransaction", "abortTransaction"]
const RETRYABLE = ["insert", "update", "delete", "findAndModify", "findandmodify"]
/** Commands that take a write concern; MongoDB refuses it on any other. */
const CONFIRMED = [
  ...[...RETRYABLE, ...ENDINGS, "aggregate", "create", "createIndexes", "drop", "dropDatabase"],
  ...["dropIndexes", "deleteIndexes", "renameCollection", "collMod"],
]
/** Of our commands, those MongoDB's stable interface, version 1, leaves out. */
const UNSTABLE_COMMANDS = [
  ...["isMaster", "ismaster", "serverStatus", "getParameter", "buildInfo", "buildinfo", "connectionStatus"],
  ...["embeddedStore", "killSessions", "killAllSessions", "distinct", "renameCollection"],
  ...["findandmodify", "deleteIndexes"],
]
const UNSTABLE_STAGES = ["$listLocalSessions", "$indexStats"]
const LEVELS = ["local", "majority", "linearizable", "available", "snapshot"]
const LEVELS_OF_TRANSACTIONS = ["local", "majority", "snapshot"]

const invalid = (message: string): ServerError => new ServerError(72, message)

/**
 * Refuses what a command may not say.
 * @throws ServerError 9, 14, 40415 on malformed fields, 72 on what does not go together, 322 and 323 on interfaces,
 * 50768 on a number for a command that is not written again
 */
export const refuseFields = (
  name: string,
  command: Document,
  fields: readonly string[],
  time: ClusterTime,
): void => {
  refuseUnknown(command, [name, ...COMMON, ...fields], name)
  refuseInterface(name, command)
  refuseSession(name, command)
  refuseReadConcern(name, command, time)
  const { writeConcern } = command
  if (writeConcern === undefined) return
  if (!CONFIRMED.includes(name)) throw invalid("Command does not support writeConcern")
  if (command["autocommit"] === false && !ENDINGS.includes(name))
    throw invalid("writeConcern is not allowed within a multi-statement transaction")
  refuseConcern(writeConcern)
}

function refuseInterface(
  name: string,
  { apiVersion, apiStrict, apiDeprecationErrors, pipeline }: Document,
): void {
  if (apiVersion === undefined) {
    if (apiStrict === undefined && apiDeprecationErrors === undefined) return
    throw new ServerError(4886600, "Provided apiStrict or apiDeprecationErrors without passing apiVersion")
  }
  if (apiVersion !== "1") throw new ServerError(322, 'API version must be "1"')
  if (apiStrict !== true) return
  if (UNSTABLE_COMMANDS.includes(name))
    throw new ServerError(
      323,
      `Provided apiStrict:true, but the command ${name} is not in API Version 1. Information on supported commands and migrations in API Version 1 can be found at https://dochub.mongodb.org/core/manual-versioned-api`,
    )
  const [first] = Array.isArray(pipeline) ? pipeline : []
  const stage = UNSTABLE_STAGES.find((one) => isDocument(first) && one in first)
  if (stage) throw new ServerError(323, `${stage} is not allowed with 'apiStrict: true' in API Version 1`)
}

function refuseSession(name: string, command: Document): void {
  const { lsid, txnNumber, autocommit, startTransaction, $clusterTime: told } = command
  if (told !== undefined && !(isDocument(told) && told["clusterTime"] instanceof Timestamp))
    throw typeMismatch("BSON field '$clusterTime.clusterTime' is the wrong type, expected type 'timestamp'")
  if (lsid !== undefined) {
    const id = isDocument(lsid) ? lsid["id"] : null
    if (!(id instanceof Binary) || id.sub_type !== Binary.SUBTYPE_UUID)
      throw typeMismatch("BSON field 'lsid.id' is the wrong binData type, expected type 'UUID'")
  }
  if (txnNumber === undefined) {
    if (autocommit === undefined && startTransaction === undefined) return
    const field = autocommit === undefined ? "startTransaction" : "autocommit"
    throw invalid(`'${field}' field requires a transaction number to also be specified`)
  }
  if (lsid === undefined) throw invalid("Transaction number requires a session ID to also be specified")
  if (toDouble(txnNumber) < 0) throw invalid("Transaction number cannot be negative")
  if (autocommit === true) throw invalid("Specifying autocommit=true is not allowed.")
  if (startTransaction === false) throw invalid("Specifying startTransaction=false is not allowed.")
  if (autocommit !== undefined) return
  if (startTransaction !== undefined)
    throw invalid("'startTransaction' field requires 'autocommit' field to also be specified")
  if (![...RETRYABLE, ...ENDINGS].includes(name))
    throw new ServerError(50768, `txnNumber may not be provided: ${name} is not a retryable write command.`)
}

function refuseReadConcern(name: string, command: Document, time: ClusterTime): void {
  const { readConcern } = command
  if (readConcern === undefined) return
  if (!isDocument(readConcern))
    throw typeMismatch("BSON field 'readConcern' is the wrong type, expected type 'object'")
  refuseUnknown(readConcern, ["level", "afterClusterTime", "atClusterTime", "provenance"], "readConcern")
  const { level, afterClusterTime: after } = readConcern
  if (level !== undefined) enumerated(level, LEVELS, "readConcern.level")
  if (after !== undefined) refuseFuture(after, time)
  if (command["autocommit"] === false) {
    if (command["startTransaction"] !== true)
      throw invalid("Only the first command in a transaction may specify a readConcern")
    if (level !== undefined && !LEVELS_OF_TRANSACTIONS.includes(String(level)))
      throw invalid("In a transaction the readConcern level must be 'local', 'majority' or 'snapshot'")
  } else if (RETRYABLE.includes(name) && level !== undefined && level !== "local")
    throw invalid(`Command ${name} does not support { readConcern: { level: "${level}" } }`)
  const last = Array.isArray(command["pipeline"]) ? command["pipeline"].at(-1) : null
  const sink = isDocument(last) ? ["$out", "$merge"].find((stage) => stage in last) : undefined
  if (level === "linearizable" && sink)
    throw invalid(`${sink} cannot be used with a 'linearizable' read concern level`)
}

function refuseFuture(after: unknown, time: ClusterTime): void {
  if (!(after instanceof Timestamp))
    throw typeMismatch("BSON field 'readConcern.afterClusterTime' is no timestamp")
  if (after.isZero()) throw failedToParse("afterClusterTime must not be a null timestamp")
  if (time.isFuture(after))
    throw invalid("readConcern afterClusterTime value must not be greater than the current clusterTime")
}

/** As MongoDB's: a set has at most so many members. */
const MOST_MEMBERS = 50

/** @throws ServerError 9, 14 on a write concern that is none */
function refuseConcern(concern: unknown): void {
  if (!isDocument(concern))
    throw typeMismatch("BSON field 'writeConcern' is the wrong type, expected type 'object'")
  const { w, j, fsync, wtimeout } = concern
  if (j === true && fsync === true) throw failedToParse("fsync and j options cannot be used together")
  if (wtimeout !== undefined && !isNumeric(wtimeout)) throw failedToParse("wtimeout must be a number")
  if (w === undefined || typeof w === "string") return
  const members = isNumeric(w) ? toDouble(w) : Number.NaN
  if (Number.isNaN(members))
    throw failedToParse(`w has to be a number, string, or object; found: ${typeNameOf(w)}`)
  if (members < 0 || members > MOST_MEMBERS)
    throw failedToParse(
      `w has to be a non-negative number and not greater than ${MOST_MEMBERS}; found: ${String(w)}`,
    )
}

/** What a write concern asks of a set of one that such a set cannot give; null when it is met. The write itself is done. */
export const unmetConcern = (concern: unknown): Document | null => {
  if (!isDocument(concern) || concern["w"] === undefined || concern["w"] === "majority") return null
  const { w } = concern
  const errInfo = { writeConcern: { w, wtimeout: concern["wtimeout"] ?? 0, provenance: "clientSupplied" } }
  if (typeof w === "string")
    return {
      code: 79,
      codeName: "UnknownReplWriteConcern",
      errmsg: `No write concern mode named '${w}' found in replica set configuration`,
      errInfo,
    }
  return toDouble(w) > 1
    ? { code: 100, codeName: "UnsatisfiableWriteConcern", errmsg: "Not enough data-bearing nodes", errInfo }
    : null
}
