/** What monitoring asks of a server; the numbers are this process's own. */
import { hostname } from "node:os"
import { Long } from "../values/bson.server.ts"
import type { Command } from "./context.ts"
import { VERSION } from "./service.ts"

export const serverStatus: Command = {
  fields: ["repl", "metrics", "locks", "mirroredReads", "latchAnalysis", "wiredTiger", "tcmalloc"],
  run: ({ now, connection, address, replicaSet }) => {
    const seconds = Math.round(process.uptime())
    const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024)
    const memory = process.memoryUsage()
    return {
      reply: {
        host: `${hostname()}:${address().split(":")[1]}`,
        version: VERSION,
        process: "embedded",
        pid: Long.fromNumber(process.pid),
        uptime: seconds,
        uptimeMillis: Long.fromNumber(seconds * 1000),
        uptimeEstimate: Long.fromNumber(seconds),
        localTime: now(),
        connections: { totalCreated: Long.fromNumber(connection) },
        mem: { bits: 64, resident: megabytes(memory.rss), virtual: megabytes(memory.rss), supported: true },
        repl: { setName: replicaSet, isWritablePrimary: true, secondary: false, me: address() },
        storageEngine: { name: "embedded", supportsCommittedReads: true, persistent: true },
        ok: 1,
      },
    }
  },
}
