/**
 * A store on the one thread of a process of its own, for measuring its memory and its start: `store-process.ts FOLDER`, forked
 * with an IPC channel and `--expose-gc`.
 */
import { serveStore } from "../serving.server.ts"

/** What the process tells: first where it listens and how long the start took, then its memory each time it is asked. */
export type StoreProcessReport =
  | { kind: "STARTED"; uri: string; startMs: number }
  | { kind: "MEMORY"; residentBytes: number; heapBytes: number }

const tell = (report: StoreProcessReport) => process.send?.(report)

const from = performance.now()
const store = await serveStore({ dataDir: process.argv[2] ?? "" })
tell({ kind: "STARTED", uri: store.uri, startMs: performance.now() - from })

process.on("message", async (asked) => {
  if (asked === "STOP") {
    await store.close()
    process.exit(0)
  }
  globalThis.gc?.()
  const { rss, heapUsed, external } = process.memoryUsage()
  // Bytes of documents lie outside the heap proper.
  tell({ kind: "MEMORY", residentBytes: rss, heapBytes: heapUsed + external })
})
