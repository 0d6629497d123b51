import { type ChildProcess, spawn } from "node:child_process"
import { existsSync } from "node:fs"
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { MongoClient } from "mongodb"
import { afterEach, beforeEach, expect, test } from "vitest"
import { startEmbeddedStore } from "../../start.server.ts"

const SCRIPT = join(import.meta.dirname, "../setup/store-process.ts")

let dataDir: string
let children: ChildProcess[] = []
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "store-owner-"))
})
afterEach(async () => {
  for (const child of children) child.kill("SIGKILL")
  children = []
  await rm(dataDir, { recursive: true })
})

/** Runs the command of `npm run store` and gives its process and the address it prints. */
const spawnedStore = async (): Promise<{ child: ChildProcess; uri: string }> => {
  const child = spawn(process.execPath, [SCRIPT, "--data", dataDir], { stdio: ["ignore", "pipe", "inherit"] })
  children.push(child)
  const lines = createInterface({ input: child.stdout })
  const uri = await new Promise<string>((resolve, reject) => {
    lines.on("line", (line) => line.startsWith("mongodb://") && resolve(line))
    child.once("close", () => reject(new Error("the store ended")))
  })
  return { child, uri }
}

const ended = (child: ChildProcess) => new Promise((resolve) => child.once("close", resolve))

test("data is there again after the store was closed", async () => {
  const first = await startEmbeddedStore({ dataDir })
  const client = await MongoClient.connect(first.uri)
  await client.db("d").collection<{ _id: number }>("kept").insertOne({ _id: 1 })
  await client.db("d").collection("kept").createIndex({ code: 1 }, { unique: true })
  await client.close()
  await first.close()
  const second = await startEmbeddedStore({ dataDir })
  const again = await MongoClient.connect(second.uri)
  const kept = again.db("d").collection<{ _id: number }>("kept")
  expect(await kept.findOne({ _id: 1 })).toEqual({ _id: 1 })
  expect(await kept.indexes()).toHaveLength(2)
  await again.close()
  await second.close()
})

test("a second process uses the folder through the one that holds it", async () => {
  const { child, uri } = await spawnedStore()
  const store = await startEmbeddedStore({ dataDir })
  expect(store).toMatchObject({ uri, isOwner: false })
  const client = await MongoClient.connect(store.uri)
  await client.db("d").collection<{ _id: number }>("shared").insertOne({ _id: 1 })
  expect(await client.db("d").collection("shared").countDocuments()).toBe(1)
  await client.close()
  await store.close()
  const closed = ended(child)
  child.kill("SIGTERM")
  await closed
  expect(child.exitCode).toBe(0)
  expect(existsSync(join(dataDir, "store.lock"))).toBe(false)
})

test("a lock left behind by a process that was killed is taken over", async () => {
  const { child } = await spawnedStore()
  const named = JSON.parse(await readFile(join(dataDir, "store.lock"), "utf8"))
  expect(named.pid).toBe(child.pid)
  const closed = ended(child)
  child.kill("SIGKILL")
  await closed
  const store = await startEmbeddedStore({ dataDir })
  expect(store.isOwner).toBe(true)
  expect(JSON.parse(await readFile(join(dataDir, "store.lock"), "utf8")).pid).toBe(process.pid)
  await store.close()
})

test("a lock that names a living stranger does not keep the folder closed", async () => {
  await writeFile(join(dataDir, "store.lock"), JSON.stringify({ pid: process.ppid, port: 1, instance: "x" }))
  const store = await startEmbeddedStore({ dataDir })
  expect(store.isOwner).toBe(true)
  await store.close()
})

test("a folder that cannot be used is said to be so", async () => {
  const file = join(dataDir, "file")
  await writeFile(file, "")
  const message = expect.stringContaining("Không mở được dữ liệu")
  const options = { dataDir: join(file, "data") }
  await expect(startEmbeddedStore(options)).rejects.toMatchObject({ name: "StoreFolderError", message })
})
