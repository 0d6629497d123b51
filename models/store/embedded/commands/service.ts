import { badValue } from "../errors.ts"
import { MAX_MESSAGE_BYTES } from "../protocol/messages.ts"
import { type Document, isDocument, ObjectId } from "../values/bson.server.ts"
import { isNumeric, toDouble } from "../values/exact-number.ts"
import type { Command } from "./context.ts"
import { collectionStats, databaseStats } from "./statistics.ts"

/** Wire version of MongoDB 7.0: everything this store answers belongs to it. */
const WIRE_VERSION = 21
export const VERSION = "7.0.0"

const electionId = new ObjectId("7fffffff0000000000000001")

export const hello: Command = {
  fields: [
    ...[
      "client",
      "compression",
      "helloOk",
      "topologyVersion",
      "maxAwaitTimeMS",
      "loadBalanced",
      "backpressure",
    ],
    ...["saslSupportedMechs", "speculativeAuthenticate", "hostInfo", "internalClient"],
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
    const keys = (Array.isArray(list) ? list : []).map(sessionKey).filter((key) => key !== null)
    sessions.end(keys)
    cursors.endSessions(keys)
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

/** Bytes per unit of the sizes asked for. */
const scaleOf = ({ scale }: Document): number => {
  if (scale === undefined) return 1
  const bytes = isNumeric(scale) ? Math.trunc(toDouble(scale)) : 0
  if (bytes < 1) throw badValue("BSON field 'scale' value must be >= 1")
  return bytes
}

export const collStats: Command = {
  fields: ["scale"],
  run: ({ engine, database, command }) => {
    const name = String(command["collStats"])
    const collection = engine.find(database, name)
    return {
      reply: { ...collectionStats(engine, collection, `${database}.${name}`, scaleOf(command)), ok: 1 },
    }
  },
}

export const dbStats: Command = {
  fields: ["scale", "freeStorage"],
  run: ({ engine, database, command }) => ({
    reply: { ...databaseStats(engine, database, scaleOf(command)), ok: 1 },
  }),
}
