import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { text } from "node:stream/consumers"
import { MongoClient } from "mongodb"
import { afterEach, beforeEach, expect, test } from "vitest"
import { startEmbeddedStore } from "../../index.ts"

const SCRIPT = join(import.meta.dirname, "../setup/store-process.ts")

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "store-thread-"))
})
afterEach(async () => {
  await rm(dataDir, { recursive: true, force: true })
})

/** More than a small heap holds. */
const HUGE = [
  {
    $project: {
      n: { $map: { input: { $range: [0, 2_000_000] }, in: { a: "$$this", b: ["$$this", "$$this"] } } },
    },
  },
]

test("when the thread ends unasked so does the process, saying what happened, and what was written is there again", async () => {
  const child = spawn(process.execPath, [SCRIPT, "--data", dataDir, "--heap", "40"], {
    stdio: ["ignore", "pipe", "pipe"],
  })
  const said = text(child.stderr)
  const [uri] = (await once(createInterface({ input: child.stdout }), "line")) as [string]
  const client = await MongoClient.connect(uri, { serverSelectionTimeoutMS: 1_000, retryReads: false })
  const rows = client.db("d").collection<{ _id: number }>("rows")
  await rows.insertOne({ _id: 1 })
  const ended = once(child, "exit")
  await expect(rows.aggregate(HUGE).toArray()).rejects.toThrow()
  expect((await ended)[0]).toBe(1)
  expect(await said).toContain("memory limit")
  await client.close(true)

  const again = await startEmbeddedStore({ dataDir })
  const reader = await MongoClient.connect(again.uri)
  expect(await reader.db("d").collection<{ _id: number }>("rows").find().toArray()).toEqual([{ _id: 1 }])
  await reader.close()
  await again.close()
}, 120_000)

test("who starts the store may decide what its end means", async () => {
  let ended: (reason: Error) => void = () => {}
  const end = new Promise<Error>((resolve) => {
    ended = resolve
  })
  const store = await startEmbeddedStore({ dataDir, heapMegabytes: 40, died: ended })
  const client = await MongoClient.connect(store.uri, { serverSelectionTimeoutMS: 1_000, retryReads: false })
  await client.db("d").collection("rows").insertOne({})
  await expect(client.db("d").collection("rows").aggregate(HUGE).toArray()).rejects.toThrow()
  expect(await end).toMatchObject({ code: "ERR_WORKER_OUT_OF_MEMORY" })
  await client.close(true)
}, 120_000)

test("a port that is taken is the same error as in a thread of one's own", async () => {
  const taken = createServer().listen(0, "127.0.0.1")
  await once(taken, "listening")
  const address = taken.address()
  const port = typeof address === "object" && address ? address.port : 0
  await expect(startEmbeddedStore({ dataDir, port })).rejects.toMatchObject({ code: "EADDRINUSE" })
  taken.close()
  // The refused start let go of the folder.
  const store = await startEmbeddedStore({ dataDir })
  expect(store.isOwner).toBe(true)
  await Promise.all([store.close(), store.close()])
})
