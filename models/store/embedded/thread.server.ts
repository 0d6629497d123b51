/** The thread a store lives in: serves from its start until it is told to close. */
import { parentPort, workerData } from "node:worker_threads"
import { type EmbeddedStore, type ServingOptions, serveStore } from "./serving.server.ts"

/**
 * What the thread says: first whether the store has started, in the end whether it was closed. Of an error its class and its code
 * do not pass from thread to thread by themselves.
 */
export type Report =
  | { kind: "STARTED"; uri: string; isOwner: boolean }
  | { kind: "CLOSED" }
  | { kind: "REFUSED"; error: Error; name: string; code?: unknown }

const tell = (report: Report) => parentPort?.postMessage(report)

const refused = (reason: unknown): Report => {
  const error = reason instanceof Error ? reason : new Error(String(reason))
  return { kind: "REFUSED", error, name: error.name, ...("code" in error ? { code: error.code } : {}) }
}

try {
  const store = await serveStore(workerData as ServingOptions)
  if (store.isOwner) parentPort?.once("message", () => void close(store))
  tell({ kind: "STARTED", uri: store.uri, isOwner: store.isOwner })
} catch (error) {
  tell(refused(error))
}

async function close(store: EmbeddedStore): Promise<void> {
  try {
    await store.close()
    tell({ kind: "CLOSED" })
  } catch (error) {
    tell(refused(error))
  }
}
