/** MongoDB's fail points: the failures a test asks for, in a store started for tests. */
import { setTimeout as wait } from "node:timers/promises"
import type { Sessions } from "../engine/sessions.ts"
import { badValue, codeName, errorLabels, HungUp, ServerError } from "../errors.ts"
import type { Answer, Handler } from "../protocol/server.server.ts"
import { type Document, isDocument } from "../values/bson.server.ts"
import { toDouble } from "../values/exact-number.ts"
import { countField, documentField, flagField } from "./context.ts"
import { sessionKey } from "./service.ts"

/** How it fails (`data`), how often it is let by before, and how often it fails then. */
class FailPoint {
  data: Document = {}
  private skip = 0
  private times = 0
  private hits = 0

  /**
   * Does as `configureFailPoint` says.
   * @returns how often it has failed so far
   * @throws ServerError 2
   */
  configure({ mode, data }: Document): number {
    const always = { skip: 0, times: Number.POSITIVE_INFINITY }
    if (mode === "off") Object.assign(this, { skip: 0, times: 0 })
    else if (mode === "alwaysOn") Object.assign(this, always)
    else if (!isDocument(mode)) throw badValue(`unknown mode: ${String(mode)}`)
    else {
      this.skip = countField(mode, "skip", 0)
      this.times = countField(mode, "times", always.times)
    }
    this.data = isDocument(data) ? data : {}
    return this.hits
  }

  /** Whether it fails this time. */
  strikes(): boolean {
    if (this.skip-- > 0 || this.times-- <= 0) return false
    this.hits += 1
    return true
  }
}

/** Hands requests on, but for those that shall fail. */
export const withFailPoints = (handle: Handler["handle"], sessions: Sessions): Handler["handle"] => {
  const ofCommands = new FailPoint()
  const ofWrites = new FailPoint()
  const configure = ({ $db: database, ...command }: Document): Answer => {
    const { configureFailPoint: name } = command
    if (database !== "admin")
      throw new ServerError(13, "configureFailPoint may only be run against the admin database.")
    if (name !== "failCommand" && name !== "onPrimaryTransactionalWrite")
      throw new ServerError(185, `${String(name)} not found`)
    const count = (name === "failCommand" ? ofCommands : ofWrites).configure(command)
    return { reply: { count, ok: 1 } }
  }
  /** A retryable write that has not been done yet. */
  const isNewWrite = ({ lsid, txnNumber, autocommit }: Document): boolean => {
    const session = sessionKey(lsid)
    if (session === null || txnNumber === undefined || autocommit !== undefined) return false
    return sessions.earlierReply(session, toDouble(txnNumber)) === null
  }
  return async (request, connection) => {
    const { command } = request
    const name = Object.keys(command)[0] ?? ""
    if (name === "configureFailPoint") return configure(command)
    const { client } = command
    if (isDocument(client)) connection.application = documentField(client, "application")["name"]
    const { data } = ofCommands
    const isMeant = concerns(data, name, connection.application)
    const failsFirst = ["errorCode", "closeConnection", "blockConnection"].some((how) => data[how])
    if (isMeant && failsFirst && ofCommands.strikes()) await fail(data)
    const run = () => handle(request, connection)
    const answer =
      isNewWrite(command) && ofWrites.strikes() ? await failedWrite(ofWrites.data, run) : await run()
    if (!isMeant || !data["writeConcernError"] || !ofCommands.strikes()) return answer
    return { ...answer, reply: { ...answer.reply, ...unconfirmed(data, command) } }
  }
}

/** A name is known by either way of writing it, `findAndModify` and `findandmodify`. */
const concerns = ({ failCommands, appName }: Document, name: string, application: unknown): boolean =>
  Array.isArray(failCommands) &&
  failCommands.some((one) => String(one).toLowerCase() === name.toLowerCase()) &&
  (appName === undefined || appName === application)

/** @throws HungUp or ServerError unless the command is only to wait */
async function fail(data: Document): Promise<void> {
  const { errorCode, errorLabels: labels } = data
  if (flagField(data, "blockConnection"))
    await wait(countField(data, "blockTimeMS", 0), undefined, { ref: false })
  if (flagField(data, "closeConnection")) throw new HungUp()
  if (errorCode === undefined) return
  throw new ServerError(
    toDouble(errorCode),
    "Failing command via 'failCommand' failpoint",
    Array.isArray(labels) ? { errorLabels: labels } : {},
  )
}

/** Does the write unless a number is given to fail with before, and says nothing unless told to. */
async function failedWrite(data: Document, run: () => Promise<Answer> | Answer): Promise<Answer> {
  const { closeConnection = true, failBeforeCommitExceptionCode: code } = data
  const answer = code === undefined ? await run() : null
  if (closeConnection) throw new HungUp()
  if (!answer) throw new ServerError(toDouble(code), "The write must not be reflected.")
  return answer
}

/** What the answer to a command says that is done but not confirmed. */
function unconfirmed({ writeConcernError, errorLabels: asked }: Document, command: Document): Document {
  const error = isDocument(writeConcernError) ? writeConcernError : {}
  const code = toDouble(error["code"])
  const labels = Array.isArray(asked) ? asked : errorLabels(code, command, true)
  return {
    writeConcernError: { codeName: codeName(code), ...error },
    ...(labels.length > 0 ? { errorLabels: labels } : {}),
  }
}
