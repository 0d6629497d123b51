import { ServerError, typeMismatch } from "../errors.ts"
import { MAX_MESSAGE_BYTES } from "../protocol/messages.ts"
import { type Document, isDocument, Long, ObjectId } from "../values/bson.server.ts"
import type { Command } from "./context.ts"

/** Wire version of MongoDB 7.0: everything this store answers belongs to it. */
const WIRE_VERSION = 21
export const VERSION = "7.0.0"

const electionId = new ObjectId("7fffffff0000000000000001")

export const hello: Command = {
  fields: [
    ...["client", "compression", "helloOk", "topologyVersion", "maxAwaitTimeMS", "loadBalanced"],
    ...["backpressure", "saslSupportedMechs", "speculativeAuthenticate", "hostInfo", "internalClient"],
  ],
  run: ({ address, replicaSet, now, connection, command }) => ({
    reply: {
      helloOk: true,
      ...("hello" in command ? { isWritablePrimary: true } : { ismaster: true }),
      topologyVersion: undefined,
      hosts: [address()],
      setName: replicaSet,
      setVersion: 1,
      secondary: false,
      primary: address(),
      me: address(),
      electionId,
      maxBsonObjectSize: 16 * 1024 * 1024,
      maxMessageSizeBytes: MAX_MESSAGE_BYTES,
      maxWriteBatchSize: 100_000,
      localTime: now(),
      logicalSessionTimeoutMinutes: 30,
      connectionId: connection,
      minWireVersion: 0,
      maxWireVersion: WIRE_VERSION,
      readOnly: false,
      ok: 1,
    },
  }),
}

const answering = (reply: Document, fields: string[] = []): Command => ({
  fields,
  run: () => ({ reply: { ...reply, ok: 1 } }),
})

export const ping = answering({})

export const buildInfo = answering({
  version: VERSION,
  versionArray: [7, 0, 0, 0],
  gitVersion: "embedded",
  modules: [],
  storageEngines: ["embedded"],
  bits: 64,
  debug: false,
  maxBsonObjectSize: 16 * 1024 * 1024,
})

export const connectionStatus = answering(
  { authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] } },
  ["showPrivileges"],
)

/** Says which running instance this is, so that a second process knows it found the one the lock names. */
export const embeddedStore: Command = {
  fields: [],
  run: ({ instance }) => ({ reply: { instance, ok: 1 } }),
}

export const endSessions: Command = {
  fields: [],
  run: ({ command, sessions, cursors }) => {
    const list = command["endSessions"] ?? command["killSessions"]
    if (!Array.isArray(list))
      throw typeMismatch("a list of sessions is the wrong type, expected type 'array'")
    const keys = list.map(sessionKey).filter((key) => key !== null)
    sessions.end(keys)
    cursors.endSessions(keys)
    return { reply: { ok: 1 } }
  },
}

export const killAllSessions: Command = {
  fields: [],
  run: ({ sessions, cursors }) => {
    cursors.endSessions(sessions.endAll())
    return { reply: { ok: 1 } }
  },
}

/** A logical session's id as text; null when malformed. */
export const sessionKey = (lsid: unknown): string | null => {
  const id = isDocument(lsid) ? lsid["id"] : null
  return id !== null && typeof id === "object" && "buffer" in id
    ? Buffer.from(id.buffer as Uint8Array).toString("hex")
    : null
}

/** Sessions live from their first use on; this one only has to be known. */
export const refreshSessions: Command = { fields: [], run: () => ({ reply: { ok: 1 } }) }

/** What tools ask before they begin; nothing of it can be set here. */
const PARAMETERS: Record<string, unknown> = {
  featureCompatibilityVersion: { version: "7.0" },
  authenticationMechanisms: [],
  requireApiVersion: false,
  transactionLifetimeLimitSeconds: 60,
  ttlMonitorSleepSecs: 60,
}

export const getParameter: Command = {
  fields: [...Object.keys(PARAMETERS), "enableTestCommands", "showDetails", "allParameters"],
  run: ({ command, testCommands }) => {
    const isAsked = (name: string) => command["getParameter"] === "*" || command[name] !== undefined
    const known = { ...PARAMETERS, enableTestCommands: testCommands }
    const asked = Object.entries(known).filter(([name]) => isAsked(name))
    if (asked.length === 0) throw new ServerError(72, "no option found to get")
    return { reply: { ...Object.fromEntries(asked), ok: 1 } }
  },
}

/** What monitoring asks of a server; the numbers are this process's own. */
export const serverStatus: Command = {
  fields: ["repl", "metrics", "locks", "mirroredReads", "latchAnalysis", "wiredTiger", "tcmalloc"],
  run: ({ now, connection, address, replicaSet }) => {
    const memory = Math.round(process.memoryUsage().rss / 1024 / 1024)
    return {
      reply: {
        host: address(),
        version: VERSION,
        process: "embedded",
        pid: Long.fromNumber(process.pid),
        uptime: Math.round(process.uptime()),
        localTime: now(),
        connections: { totalCreated: Long.fromNumber(connection) },
        mem: { bits: 64, resident: memory, virtual: memory, supported: true },
        repl: { setName: replicaSet, isWritablePrimary: true, secondary: false, me: address() },
        storageEngine: { name: "embedded", supportsCommittedReads: true, persistent: true },
        ok: 1,
      },
    }
  },
}
