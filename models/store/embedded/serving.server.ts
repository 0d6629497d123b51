import { randomUUID } from "node:crypto"
import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import type { Surroundings } from "./commands/context.ts"
import { dispatch } from "./commands/dispatch.ts"
import { withFailPoints } from "./commands/fail-points.ts"
import { damaged, isCorrupt } from "./damage.server.ts"
import { timesOf } from "./engine/cluster-time.ts"
import { Cursors } from "./engine/cursors.ts"
import { Engine } from "./engine/engine.ts"
import { expireDocuments } from "./engine/expiry.ts"
import { Sessions, Snapshots } from "./engine/sessions.ts"
import { StoreFolderError } from "./errors.ts"
import {
  announceOwner,
  hasWholeFiles,
  isReachable,
  keepReserve,
  putInPlace,
  readOwner,
  STORE_FILE,
  withdrawOwner,
} from "./folder.server.ts"
import { isInUse, makeFile, openPersistence, type Persistence } from "./persistence.server.ts"
import { type Handler, listen } from "./protocol/server.server.ts"

const REPLICA_SET = "embedded"
const SWEEP_MS = 1_000
const EXPIRY_MS = 60_000
/** How long a starting owner may take to say where it listens. */
const OWNER_WAIT_MS = 15_000

/** A running store; `isOwner` is false when another process has the folder and this one only knows its address. */
export type EmbeddedStore = { uri: string; isOwner: boolean; close(): Promise<void> }

export type ServingOptions = {
  /** Folder of the data; null keeps everything in memory only. */
  dataDir: string | null
  /** 0 or none takes any free port. */
  port?: number
  /** What documents kept in memory may weigh together; 512 MiB unless given. */
  cacheBytes?: number | undefined
  /** As mongod's `enableTestCommands`: clients may ask for failures. */
  testCommands?: boolean | undefined
}

const uriOf = (port: number): string =>
  `mongodb://127.0.0.1:${port}/?replicaSet=${REPLICA_SET}&directConnection=true`

/**
 * Serves a store from this very thread, listening on 127.0.0.1. When another process holds the folder, gives that one's
 * address instead.
 * @throws StoreFolderError when the folder cannot be used, or its holder does not answer
 */
export const serveStore = async (options: ServingOptions): Promise<EmbeddedStore> => {
  const { dataDir } = options
  if (dataDir === null) return serve(openPersistence(":memory:"), options)
  const deadline = performance.now() + OWNER_WAIT_MS
  for (;;) {
    const persistence = openFolder(dataDir)
    if (persistence) return serve(persistence, options)
    const owner = readOwner(dataDir)
    if (owner && (await isReachable(owner)))
      return { uri: uriOf(owner.port), isOwner: false, close: async () => {} }
    if (performance.now() > deadline)
      throw new StoreFolderError(
        `Thư mục dữ liệu «${dataDir}» đang do chương trình khác${owner ? ` (tiến trình ${owner.pid})` : ""} giữ nhưng không trả lời. Hãy dừng chương trình đó rồi chạy lại.`,
      )
    await wait(100)
  }
}

/** The opened file; null while another process has it. */
function openFolder(dataDir: string): Persistence | null {
  const file = join(dataDir, STORE_FILE)
  try {
    mkdirSync(dataDir, { recursive: true })
    if (!hasWholeFiles(dataDir)) makeStore(dataDir)
    const persistence = openPersistence(file)
    keepReserve(dataDir)
    return persistence
  } catch (error) {
    if (isInUse(error)) return null
    if (error instanceof StoreFolderError) throw error
    if (isCorrupt(error))
      throw damaged(
        dataDir,
        `tệp «${STORE_FILE}» không phải tệp dữ liệu nguyên vẹn (${String(error)})`,
        error,
      )
    throw new StoreFolderError(
      `Không mở được dữ liệu trong «${dataDir}»: ${error instanceof Error ? error.message : String(error)}. Kiểm tra quyền ghi và dung lượng đĩa.`,
      { cause: error },
    )
  }
}

/** An empty store, whole from the moment its file has its name. */
function makeStore(dataDir: string): void {
  const made = join(dataDir, `${STORE_FILE}.${randomUUID()}`)
  makeFile(made)
  putInPlace(made, join(dataDir, STORE_FILE))
}

/** @throws StoreFolderError on data that are not what was written; the folder is let go of */
async function serve(
  persistence: Persistence,
  { dataDir, port = 0, cacheBytes, testCommands = false }: ServingOptions,
): Promise<EmbeddedStore> {
  let engine: Engine
  try {
    engine = new Engine(persistence, cacheBytes)
  } catch (error) {
    persistence.close()
    throw error
  }
  const monotonic = () => performance.now()
  const sessions = new Sessions(engine, monotonic)
  const cursors = new Cursors(monotonic)
  const snapshots = new Snapshots(engine, monotonic)
  const instance = randomUUID()
  let address = ""
  const surroundings: Surroundings = {
    engine,
    sessions,
    cursors,
    snapshots,
    address: () => address,
    instance,
    replicaSet: REPLICA_SET,
    testCommands,
    now: () => new Date(),
  }
  const run: Handler["handle"] = (request, connection) => dispatch(surroundings, request, connection)
  const server = await listen(port, {
    handle: testCommands ? withFailPoints(run, sessions) : run,
    closed: (connection) => sessions.connectionClosed(connection.id),
    times: () => timesOf(engine.time.last),
  }).catch((error: unknown) => {
    engine.close()
    throw error
  })
  address = `127.0.0.1:${server.port}`
  if (dataDir !== null) announceOwner(dataDir, { pid: process.pid, port: server.port, instance })
  const timers = [
    setInterval(() => {
      sessions.sweep()
      cursors.sweep()
      snapshots.sweep()
    }, SWEEP_MS),
    setInterval(() => expireDocuments(engine, new Date()), EXPIRY_MS),
  ]
  for (const timer of timers) timer.unref()
  let closing: Promise<void> | null = null
  const close = async () => {
    for (const timer of timers) clearInterval(timer)
    await server.close()
    if (dataDir !== null) withdrawOwner(dataDir, instance)
    engine.close()
  }
  return {
    uri: uriOf(server.port),
    isOwner: true,
    close: () => {
      closing ??= close()
      return closing
    },
  }
}
