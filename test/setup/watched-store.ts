import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { mongo } from "mongoose"
import { openStore, type Store } from "#models/store/connection.server.ts"
import { startOwnStore } from "#models/store/start-embedded.server.ts"

/** One change of what stands on the disk: between two of them a process may die wherever it awaits, and leaves the same behind. */
export type Change = {
  /** From 1, in the order in which they came. */
  number: number
  /** Whose it was, and what it asked of the store: `workflows/clocks/keep-ledger.server.ts, update deadlines`. */
  by: string
}

/** What a process would have left behind that died right after a change; `aside`: how the world outside stood then. */
export type Death<T> = Change & { folder: string; aside: T }

export type WatchedStore<T> = {
  store: Store
  /** How often the store was asked for anything, so far: the awaits at which a process may die. */
  awaits(): number
  /** What changed on the disk so far. */
  changes(): readonly Change[]
  deaths(): readonly Death<T>[]
  close(): Promise<void>
}

/** Commands that change what stands on the disk: outside a transaction each, inside one only its end. */
const WRITING: ReadonlySet<string> = new Set(["insert", "update", "delete", "findAndModify"])
const FILE = "store.sqlite"
const LOG = "store.sqlite-wal"
/** As many steps back as lead from the driver to whoever began. */
const FRAMES = 100

/**
 * A store on a disk of its own whose changes are seen as they are made; what `isKept` chooses is copied as it stands on the disk at
 * that moment, as the death of the process would leave it.
 */
export const openWatchedStore = async <T>(
  isKept: (change: Change) => boolean,
  aside: () => T,
): Promise<WatchedStore<T>> => {
  const folder = mkdtempSync(join(tmpdir(), "kho-duoc-dem-"))
  const living = join(folder, "living")
  const own = await startOwnStore({ dataDir: living })
  const store = await openStore({ uri: `${own.uri}&monitorCommands=true` })
  const [changes, deaths]: [Change[], Death<T>[]] = [[], []]
  let awaits = 0
  const under = new Map<number, string>()
  const started = ({ requestId, commandName, command }: mongo.CommandStartedEvent) => {
    awaits += 1
    const isWithin = command.autocommit === false
    const isChange = commandName === "commitTransaction" || (WRITING.has(commandName) && !isWithin)
    if (isChange) under.set(requestId, [callerOf(), words(commandName, command)].join(", "))
  }
  const succeeded = ({ requestId }: mongo.CommandSucceededEvent) => {
    const by = under.get(requestId)
    if (by === undefined) return
    under.delete(requestId)
    const change = { number: changes.length + 1, by }
    changes.push(change)
    if (!isKept(change)) return
    const copy = join(folder, String(change.number))
    copyAsAtOneMoment(living, copy)
    deaths.push({ ...change, folder: copy, aside: aside() })
  }
  const client = store.connection.getClient()
  client.on("commandStarted", started).on("commandSucceeded", succeeded)
  return {
    store,
    awaits: () => awaits,
    changes: () => changes,
    deaths: () => deaths,
    async close() {
      await store.close()
      await own.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/**
 * The store writes on in its own thread while it is copied. Its log only grows, or is begun anew once all of it is gathered into the
 * file: so what is read of the log belongs to a file that was the same before and after. Otherwise the copy would hold pages of two
 * moments, which no death leaves behind.
 */
function copyAsAtOneMoment(from: string, to: string): void {
  const [file, log] = [join(from, FILE), join(from, LOG)]
  for (let before = readFileSync(file); ; ) {
    const gathered = existsSync(log) ? readFileSync(log) : null
    const after = readFileSync(file)
    if (!before.equals(after)) {
      before = after
      continue
    }
    mkdirSync(to)
    writeFileSync(join(to, FILE), after)
    if (gathered) writeFileSync(join(to, LOG), gathered)
    return
  }
}

const words = (name: string, command: mongo.BSON.Document): string =>
  name === "commitTransaction" ? "commit" : `${name} ${String(command[name])}`

const PLACE = /\/((?:workflows|seeds|app|test)\/[^:\s)]+):\d+/gu

/** The nearest file of ours, outside the models, that asked. */
function callerOf(): string {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = FRAMES
  const stack = new Error("who asks?").stack ?? ""
  Error.stackTraceLimit = stackTraceLimit
  const files = [...stack.matchAll(PLACE)].map(([, file = ""]) => file).filter((file) => !isOwn(file))
  return files.find((file) => file.startsWith("workflows/")) ?? files[0] ?? "?"
}

const isOwn = (file: string): boolean => file.endsWith("test/setup/watched-store.ts")
