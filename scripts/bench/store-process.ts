/** The embedded store in a process of its own, as the bench measures it: answers `memory`, says its address and start-up time. */
import { startEmbeddedStore } from "#models/store/embedded/start.server.ts"

const [dataDir = ""] = process.argv.slice(2)
const before = performance.now()
const store = await startEmbeddedStore({ dataDir })
process.send?.({ uri: store.uri, startedIn: performance.now() - before })
process.on("message", async (message) => {
  if (message === "memory") {
    globalThis.gc?.()
    const { rss, heapUsed, external } = process.memoryUsage()
    process.send?.({ rss, heapUsed, external })
  } else if (message === "stop") {
    await store.close()
    process.exit(0)
  }
})
