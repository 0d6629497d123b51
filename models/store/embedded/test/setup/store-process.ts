/**
 * A store in a process of its own, for being killed, crowded and crashed: `store-process.ts --data DIR [--port N] [--heap MIB]`;
 * prints its address.
 */
import { parseArgs } from "node:util"
import { startEmbeddedStore } from "../../index.ts"

const { values } = parseArgs({
  options: { data: { type: "string" }, port: { type: "string", default: "0" }, heap: { type: "string" } },
})
const store = await startEmbeddedStore({
  dataDir: values.data ?? null,
  port: Number(values.port),
  ...(values.heap ? { heapMegabytes: Number(values.heap) } : {}),
})
process.once("SIGTERM", () => void store.close())
process.stdout.write(`${store.uri}\n`)
