/** The thread a store lives in: serves from its start until it is told to close. */
import { parentPort, workerData } from "node:worker_threads"
import { type EmbeddedStore, type ServingOptions, serveStore } from "./serving.server.ts"

/** What of an error passes from thread to thread. */
export type Told = {
  name: string
  message: string
  code?: unknown
  stack?: string | undefined
  cause?: unknown
}

/** What the thread says: first whether the store has started, in the end whether it was closed. */
export type Report =
  | { kind: "STARTED"; uri: string; isOwner: boolean }
  | { kind: "CLOSED" }
  | { kind: "REFUSED"; error: Told }

const tell = (report: Report) => parentPort?.postMessage(report)

const told = (error: unknown): Told => {
  if (!(error instanceof Error)) return { name: "Error", message: String(error) }
  const { name, message, stack, cause } = error
  const code = "code" in error ? { code: error.code } : {}
  return { name, message, stack, ...code, ...(cause === undefined ? {} : { cause: told(cause) }) }
}

try {
  const store = await serveStore(workerData as ServingOptions)
  if (store.isOwner) parentPort?.once("message", () => void close(store))
  tell({ kind: "STARTED", uri: store.uri, isOwner: store.isOwner })
} catch (error) {
  tell({ kind: "REFUSED", error: told(error) })
}

async function close(store: EmbeddedStore): Promise<void> {
  try {
    await store.close()
    tell({ kind: "CLOSED" })
  } catch (error) {
    tell({ kind: "REFUSED", error: told(error) })
  }
}
