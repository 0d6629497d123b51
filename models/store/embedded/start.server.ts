import { randomUUID } from "node:crypto"
import { existsSync, mkdirSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import type { Surroundings } from "./commands/context.ts"
import { dispatch } from "./commands/dispatch.ts"
import { timesOf } from "./engine/cluster-time.ts"
import { Cursors } from "./engine/cursors.ts"
import { Engine } from "./engine/engine.ts"
import { expireDocuments } from "./engine/expiry.ts"
import type { Persistence } from "./engine/persistence.ts"
import { Sessions } from "./engine/sessions.ts"
import { Snapshots } from "./engine/snapshots.ts"
import { StoreFolderError } from "./errors.ts"
import { announceOwner, isReachable, readOwner, withdrawOwner } from "./owner-lock.server.ts"
import { isInUse, openPersistence } from "./persistence.server.ts"
import { listen } from "./protocol/server.server.ts"

const REPLICA_SET = "embedded"
const STORE_FILE = "store.sqlite"
const SWEEP_MS = 1_000
const EXPIRY_MS = 60_000
/** How long a starting owner may take to say where it listens. */
const OWNER_WAIT_MS = 15_000

/** A running store; `isOwner` is false when another process has the folder and this one only knows its address. */
export type EmbeddedStore = { uri: string; isOwner: boolean; close(): Promise<void> }

type StartOptions = {
  /** Folder of the data; null keeps everything in memory only. */
  dataDir: string | null
  /** 0 or none takes any free port. */
  port?: number
  /** What documents kept in memory may weigh together; 512 MiB unless given. */
  cacheBytes?: number | undefined
  /** Tells the time of day; the machine's own unless given. */
  now?: (() => Date) | undefined
}

const uriOf = (port: number): string =>
  `mongodb://127.0.0.1:${port}/?replicaSet=${REPLICA_SET}&directConnection=true`

/** Whether a folder holds a store; starting one there makes it. */
export const holdsStore = (dataDir: string): boolean => existsSync(join(dataDir, STORE_FILE))

/**
 * Starts a store in this process, listening on 127.0.0.1. When another process holds the folder, gives that one's
 * address instead.
 * @throws StoreFolderError when the folder cannot be used, or its holder does not answer
 */
export const startEmbeddedStore = async (options: StartOptions): Promise<EmbeddedStore> => {
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
  try {
    mkdirSync(dataDir, { recursive: true })
    return openPersistence(join(dataDir, STORE_FILE))
  } catch (error) {
    if (isInUse(error)) return null
    throw new StoreFolderError(
      `Không mở được dữ liệu trong «${dataDir}»: ${error instanceof Error ? error.message : String(error)}. Kiểm tra quyền ghi và dung lượng đĩa.`,
      { cause: error },
    )
  }
}

async function serve(
  persistence: Persistence,
  { dataDir, port = 0, cacheBytes, now = () => new Date() }: StartOptions,
): Promise<EmbeddedStore> {
  const engine = new Engine(persistence, cacheBytes)
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
    now,
  }
  const server = await listen(port, {
    handle: (request, connection) => dispatch(surroundings, request, connection),
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
    setInterval(() => expireDocuments(engine, now()), EXPIRY_MS),
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
