import { type ChildProcess, spawn } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import * as mongodb from "mongodb"
import { afterEach, beforeEach, expect, test } from "vitest"

const { MongoClient } = mongodb
const SCRIPT = join(import.meta.dirname, "../setup/store-process.ts")

let dataDir: string
let children: ChildProcess[] = []
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "store-full-"))
})
afterEach(async () => {
  for (const child of children) child.kill("SIGKILL")
  children = []
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

/** A store whose files may not grow beyond so many kilobytes: to the writer a full disk. */
const started = async (kilobytes: number | "unlimited"): Promise<{ uri: string; stop(): Promise<void> }> => {
  // The signal that comes with the limit is ignored, as a server does; the write then fails.
  const command = `trap '' XFSZ; ulimit -f ${kilobytes}; exec "$0" "$1" --data "$2"`
  const child = spawn("bash", ["-c", command, process.execPath, SCRIPT, dataDir], {
    stdio: ["ignore", "pipe", "inherit"],
  })
  children.push(child)
  const uri = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on(
      "line",
      (line) => line.startsWith("mongodb:") && resolve(line),
    )
    child.once("close", () => reject(new Error("the store ended by itself")))
  })
  const stop = async () => {
    const ended = new Promise((resolve) => child.once("close", resolve))
    child.kill("SIGTERM")
    await ended
  }
  return { uri, stop }
}

const manyOf = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ _id: 10_000 + n, text: "x".repeat(4_000) }))

test("a full disk is an error to the writer and nothing else: what was kept stays, and with room it goes on", async () => {
  const full = await started(3_000)
  const client = await MongoClient.connect(full.uri)
  const rows = client.db("full").collection<{ _id: number; text: string }>("rows")
  const pairs = client.db("full").collection<{ _id: string }>("pairs")
  const acknowledged: number[] = []
  let refusal: unknown = null
  for (let n = 0; n < 4_000 && refusal === null; n++)
    try {
      await rows.insertOne({ _id: n, text: "x".repeat(4_000) })
      acknowledged.push(n)
    } catch (error) {
      refusal = error
    }
  expect(acknowledged.length).toBeGreaterThan(50)
  expect(refusal).toBeInstanceOf(mongodb.MongoServerError)
  expect(refusal).toMatchObject({ code: 14031, codeName: "OutOfDiskSpace" })
  // Readers go on, and a transaction is refused whole.
  expect(await rows.countDocuments()).toBe(acknowledged.length)
  await expect(
    client.withSession((session) =>
      session.withTransaction(async () => {
        await pairs.insertOne({ _id: "a" }, { session })
        await rows.insertOne({ _id: -1, text: "x".repeat(4_000) }, { session })
      }),
    ),
  ).rejects.toThrow()
  expect(await pairs.countDocuments()).toBe(0)
  await client.close()
  await full.stop()

  // The disk is still full: it starts, what is there is read, and something can be taken away.
  const stillFull = await started(3_000)
  const reader = await MongoClient.connect(stillFull.uri)
  const read = reader.db("full").collection<{ _id: number; text: string }>("rows")
  expect(await read.countDocuments()).toBe(acknowledged.length)
  await expect(read.insertMany(manyOf(1_000))).rejects.toMatchObject({ code: 14031 })
  expect((await read.deleteMany({ _id: { $lt: 20 } })).deletedCount).toBe(20)
  await reader.close()
  await stillFull.stop()
  acknowledged.splice(0, 20)

  const roomy = await started("unlimited")
  const again = await MongoClient.connect(roomy.uri)
  const kept = again.db("full").collection<{ _id: number; text: string }>("rows")
  const ids = (
    await kept
      .find({}, { projection: { text: 0 } })
      .sort({ _id: 1 })
      .toArray()
  ).map(({ _id }) => _id)
  expect(ids).toEqual(acknowledged)
  await kept.insertOne({ _id: 99_999, text: "lại có chỗ" })
  expect(await kept.countDocuments()).toBe(acknowledged.length + 1)
  await again.close()
  await roomy.stop()
}, 120_000)
