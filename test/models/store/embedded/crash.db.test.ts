import { type ChildProcess, spawn } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { expect, test } from "vitest"
import { openStore } from "#models/store/connection.server.ts"

const KILLS = Number(process.env["CRASH_KILLS"] ?? 20)
const WRITER = fileURLToPath(new URL("./crash-writer.ts", import.meta.url))

/** Lets the writers run, kills them at a random moment, and gives what they were told is kept. */
const killedAfter = async (dataDir: string, ms: number): Promise<string[]> => {
  const child: ChildProcess = spawn(process.execPath, [WRITER, dataDir], {
    stdio: ["ignore", "pipe", "inherit"],
  })
  if (!child.stdout) throw new Error("no output")
  const lines = createInterface({ input: child.stdout })
  const acknowledged: string[] = []
  const closed = new Promise((resolve) => child.once("close", resolve))
  await new Promise<void>((resolve, reject) => {
    child.once("close", () => reject(new Error("the writer ended by itself")))
    lines.on("line", (line) => {
      if (line === "ready") resolve()
      else acknowledged.push(line)
    })
  })
  await new Promise((resolve) => setTimeout(resolve, ms))
  child.kill("SIGKILL")
  await closed
  return acknowledged
}

test("whatever was acknowledged survives kill -9, and no transaction is kept by half", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "store-crash-"))
  const acknowledged = new Set<string>()
  for (let kill = 0; kill < KILLS; kill++)
    for (const line of await killedAfter(dataDir, 20 + Math.random() * 300)) acknowledged.add(line)
  const store = await openStore({ dataDir, database: "crash" })
  const { db } = store.connection
  if (!db) throw new Error("not connected")
  const idsOf = async (name: string) =>
    new Set((await db.collection<{ _id: string }>(name).find().toArray()).map(({ _id }) => _id))
  const [entries, singles] = [await idsOf("entries"), await idsOf("singles")]
  const lost = [...acknowledged].filter((line) => !(line[0] === "t" ? entries : singles).has(line.slice(2)))
  expect(lost).toEqual([])
  expect(acknowledged.size).toBeGreaterThan(KILLS)
  const accounts = await db.collection<{ _id: string; n: number }>("accounts").find().toArray()
  const balance = Object.fromEntries(accounts.map(({ _id, n }) => [_id, n]))
  expect((balance["to-0"] ?? 0) + (balance["to-1"] ?? 0)).toBe(entries.size)
  expect(balance["from-0"]).toBe(-(balance["to-0"] ?? 0))
  expect(balance["from-1"]).toBe(-(balance["to-1"] ?? 0))
  await store.close()
  await rm(dataDir, { recursive: true })
}, 600_000)
