import { createRequire } from "node:module"
import { Worker } from "node:worker_threads"
import { StoreFolderError } from "./errors.ts"
import type { EmbeddedStore, ServingOptions } from "./serving.server.ts"
import type { Report } from "./thread.server.ts"

type StartOptions = ServingOptions & {
  /** Called when the thread ended though nobody closed the store. Unless given, the error is thrown where nobody catches it. */
  died?: (reason: Error) => void
  /** Most the thread's own heap may weigh: a test lets a small one run out, to see that what then ends is said. Unless given, Node's own bound. */
  heapMegabytes?: number | undefined
}

/**
 * Starts a store in a thread of its own, listening on 127.0.0.1: whatever it is asked, this thread goes on. When another
 * process holds the folder, gives that one's address instead.
 * @throws StoreFolderError when the folder cannot be used, or its holder does not answer
 */
export const startEmbeddedStore = async ({
  died = throwUncaught,
  heapMegabytes,
  ...options
}: StartOptions): Promise<EmbeddedStore> => {
  // By the package's name: bundled into something else, a path relative to this file leads nowhere.
  const file = createRequire(import.meta.url).resolve("embedded-mongo-store/thread.server.ts")
  const thread = new Worker(file, {
    name: "store",
    workerData: options,
    execArgv: [],
    resourceLimits: heapMegabytes ? { maxOldGenerationSizeMb: heapMegabytes } : {},
  })
  // Kept as they come: the last report and the end of the thread may arrive in one go.
  const reports: Report[] = []
  const hasReported = new Promise<void>((resolve) => {
    thread.on("message", (report: Report) => {
      reports.push(report)
      resolve()
    })
  })
  let failure: Error | null = null
  thread.once("error", (error) => {
    failure = error instanceof Error ? error : new Error(String(error))
  })
  const ended = new Promise<Error>((resolve) => {
    thread.once("exit", (code) => resolve(failure ?? new Error(`The store's thread ended with ${code}.`)))
  })
  await Promise.race([hasReported, ended])
  const first = reports.shift()
  if (first?.kind === "REFUSED") throw thrownAgain(first)
  if (first?.kind !== "STARTED") throw await ended
  const { uri, isOwner } = first
  if (!isOwner) return { uri, isOwner, close: async () => {} }
  let closing: Promise<void> | null = null
  void ended.then((reason) => {
    if (!closing) died(reason)
  })
  const close = async () => {
    thread.postMessage("CLOSE")
    const reason = await ended
    const last = reports.shift()
    if (last?.kind === "REFUSED") throw thrownAgain(last)
    if (last?.kind !== "CLOSED") throw reason
  }
  return {
    uri,
    isOwner,
    close: () => {
      closing ??= close()
      return closing
    },
  }
}

const throwUncaught = (reason: Error) => {
  queueMicrotask(() => {
    throw reason
  })
}

/** An error of the other thread, as the same error here. */
const thrownAgain = ({ error, name, code }: Report & { kind: "REFUSED" }): Error =>
  name === "StoreFolderError"
    ? new StoreFolderError(error.message, { cause: error.cause })
    : Object.assign(error, code === undefined ? {} : { code })
